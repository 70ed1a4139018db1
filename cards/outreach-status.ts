import type { LeadOutreach, OutreachView } from "../pipeline/outreach/outreach-view.ts";
import { outreachWords as say, whyNotSent } from "./outreach-words.ts";
import { when, whenExactly } from "./times.ts";

type Clock = { now: Date; timeZone: string };

/** Where a mail stands, in one sentence that is never more hopeful than what is known. */
export function outreachStatus(view: OutreachView, { now, timeZone }: Clock): string {
  const at = (moment: Date | null) => (moment ? whenExactly(moment, now, timeZone) : "");
  const { state, decidedAt, sendsAt, endedAt, remark } = view;
  const decidedBy = view.decidedBy ?? "";
  switch (state) {
    case "waiting":
      return say.waitsFor(at(view.expiresAt));
    case "approved":
      return say.approved(decidedBy, at(decidedAt), at(sendsAt));
    case "sending":
      return remark === null ? say.sending(decidedBy) : say.tryingAgain(whyNotSent(remark));
    case "sent":
      return say.sent(decidedBy, at(endedAt));
    case "unknown":
      return say.unknown;
    case "failed":
      return say.failed(whyNotSent(remark));
    case "rejected":
      return say.rejected(decidedBy, remark);
    case "expired":
      return say.expired(at(endedAt));
  }
}

/** The same for the lead's own card, which a whole channel reads: no names, no texts. */
export function leadOutreachLine(
  { last }: LeadOutreach,
  { now, timeZone }: Clock,
): string | undefined {
  if (!last) return undefined;
  const sends = last.sendsAt ? whenExactly(last.sendsAt, now, timeZone) : "";
  return say.onLead[last.state](when(last.at, now, timeZone), sends);
}
