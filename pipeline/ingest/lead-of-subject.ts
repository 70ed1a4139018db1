import { blankLead } from "./blank-lead.ts";
import type { LeadInput } from "./lead-input.ts";
import type { Subject } from "./subject.ts";

/** What a subject tells about its lead; null where it names no company by its domain or address, or many. */
export function leadOf(subject: Subject, source: string): LeadInput | null {
  switch (subject.kind) {
    case "domain": {
      const { domain, website } = subject;
      return { ...blankLead(source), domain, website };
    }
    case "email": {
      const { email, name, domain, flags } = subject;
      return { ...blankLead(source), email, name, domain, flags };
    }
    case "text":
      return { ...subject.lead, source };
    case "name":
    case "linkedin":
    case "many":
    case "none":
      return null;
  }
}
