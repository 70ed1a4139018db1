import type { RawLead } from "../normalise.ts";
import type { FieldMap } from "./field-map.ts";
import { type FormAnswer, leadOfAnswers } from "./form-answers.ts";
import { fieldsOf, listOf, parseJson } from "./json.ts";
import { lastOf } from "./linkedin-lead-sync.ts";
import { momentOf, type Statement } from "./record.ts";

/** What a response to a LinkedIn form says, once it and its form were fetched. */
export function readLinkedin(raw: string, map: FieldMap): Statement[] {
  const fetched = fieldsOf(parseJson(raw));
  if (fetched.leadAction === "DELETED") {
    return [{ atMs: momentOf(fetched.occurredAt) ?? 0, values: {}, gone: true }];
  }
  if (!("record" in fetched)) return [];
  const record = fieldsOf(fetched.record);
  const atMs = momentOf(record.submittedAt) ?? momentOf(fetched.fetchedAt) ?? 0;
  if (fetched.record === null) return [{ atMs, values: {}, gone: true }];
  return [{ atMs, values: leadOf(record, map) }];
}

function leadOf(record: Record<string, unknown>, map: FieldMap): RawLead {
  const { answers, consentResponses } = fieldsOf(record.formResponse);
  const form = fieldsOf(record.form);
  const questions = listOf(fieldsOf(form.content).questions).map(fieldsOf);
  const said = listOf(answers).map((answer) => answerOf(fieldsOf(answer), questions));
  const consents = listOf(consentResponses).map(fieldsOf);
  const campaign = lastOf(fieldsOf(fieldsOf(record.leadMetadata).sponsoredLeadMetadata).campaign);
  const given = consents.length > 0 && consents.every(({ accepted }) => accepted === true);
  return {
    ...leadOfAnswers(said, map),
    ...(given ? { consent: "yes" } : {}),
    utm: { source: "linkedin", medium: "lead_form", campaign: campaign ?? null },
  };
}

function answerOf(
  answer: Record<string, unknown>,
  questions: readonly Record<string, unknown>[],
): FormAnswer {
  const question = questions.find(({ questionId }) => questionId === answer.questionId);
  const details = fieldsOf(answer.answerDetails);
  const name = String(question?.predefinedField ?? question?.name ?? answer.questionId ?? "");
  const label = localised(question?.question) ?? String(question?.name ?? name);
  const typed = fieldsOf(details.textQuestionAnswer).answer;
  if (typeof typed === "string") return { name, label, value: typed };
  const { options } = fieldsOf(details.multipleChoiceAnswer);
  return {
    name,
    label,
    value: listOf(options)
      .map((id) => optionOf(question, id))
      .join(", "),
  };
}

/** What a choice is called in the form; its number where the form does not say. */
function optionOf(question: Record<string, unknown> | undefined, id: unknown): string {
  const details = fieldsOf(fieldsOf(question?.questionDetails).multipleChoiceQuestionDetails);
  const option = listOf(details.options)
    .map(fieldsOf)
    .find((one) => one.id === id);
  return localised(option?.text) ?? String(id);
}

function localised(text: unknown): string | undefined {
  const [first] = Object.values(fieldsOf(fieldsOf(text).localized));
  return typeof first === "string" ? first : undefined;
}
