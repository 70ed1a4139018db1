import { type Mail, mailLimits } from "../pipeline/outreach/mail.ts";
import type { OutreachView } from "../pipeline/outreach/outreach-view.ts";
import type { Form } from "./card.ts";
import { outreachWords as say } from "./outreach-words.ts";

const MOST_WHY = 300;

/** A mail's words, to be changed before anybody says yes. */
export function draftForm(view: OutreachView, { subject, body }: Mail): Form {
  const text = { kind: "text", required: true } as const;
  return {
    ...about(view, "edit_draft", say.editTitle, say.save),
    fields: [
      {
        ...{ ...text, name: "subject", label: say.subject, hint: null },
        ...{ multiline: false, maxLength: mailLimits.subject, initial: subject },
      },
      {
        ...{ ...text, name: "body", label: say.body, hint: say.editHint },
        ...{ multiline: true, maxLength: mailLimits.body, initial: body },
      },
    ],
  };
}

/** Why a mail must not be sent. */
export function rejectForm(view: OutreachView): Form {
  const why = { name: "reason", label: say.rejectWhy, hint: say.rejectHint, required: true };
  const text = { kind: "text", multiline: true, maxLength: MOST_WHY, initial: null } as const;
  return {
    ...about(view, "reject", say.rejectTitle, say.rejectSubmit),
    fields: [{ ...why, ...text }],
  };
}

function about(view: OutreachView, verb: string, title: string, submit: string) {
  const { id, version, mail, company } = view;
  const who = mail?.to.name || mail?.to.address || "";
  const line = [{ kind: "bold" as const, text: say.draftTitle(who, company) }];
  const args = { draft: id, version: String(version) };
  return { title, submit, verb, args, parts: [{ kind: "text" as const, line }] };
}
