import { z } from "zod";
import type { Answer } from "./answers.ts";

/** What somebody who read a page wrote down about it: a fact, a trap that looks like one, or that there is none. */
export const Label = z.object({
  file: z.string(),
  field: z.string(),
  value: z.json(),
  kind: z.enum(["present", "trap", "absent"]),
});
export type Label = z.infer<typeof Label>;

/** A label asks for more than rules can know where it names no field of ours. */
export type Given = Answer & { file: string };

/** How many of how many. */
export type Share = { hits: number; of: number };
export type Judgement = {
  present: Share;
  traps: Share;
  /** Facts that are not there and were not stated either. */
  absent: Share;
  quotes: Share;
  /** Of each labelled field: facts found, and answers that were right where a label says what is. */
  fields: Map<string, { recall: Share; precision: Share }>;
};

/**
 * Compares answers with labels. `has` tells whether a file holds a quote. A list or record counts as
 * found when all its parts are, in one answer or in several.
 */
export function judge(
  labels: readonly Label[],
  answers: readonly Given[],
  has: (file: string, quote: string) => boolean,
): Judgement {
  const given = Map.groupBy(answers, ({ file, field }) => `${file} ${field}`);
  const about = ({ file, field }: Label) => given.get(`${file} ${field}`) ?? [];
  const share = (kind: Label["kind"], isHit: (label: Label) => boolean): Share => {
    const all = labels.filter((label) => label.kind === kind);
    return { hits: all.filter(isHit).length, of: all.length };
  };
  const isFound = (label: Label) => holds(about(label), label.value);
  const quoted = answers.filter(({ evidence }) => evidence);
  return {
    present: share("present", isFound),
    traps: share("trap", (label) => !isFound(label)),
    absent: share("absent", (label) => about(label).length === 0),
    quotes: {
      hits: quoted.filter(({ file, evidence }) => has(file, evidence)).length,
      of: quoted.length,
    },
    fields: byField(labels, about, isFound),
  };
}

function byField(
  labels: readonly Label[],
  about: (label: Label) => Given[],
  isFound: (label: Label) => boolean,
): Judgement["fields"] {
  const present = labels.filter(({ kind }) => kind === "present");
  const groups = [...Map.groupBy(present, ({ field }) => field)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return new Map(
    groups.map(([field, wanted]) => {
      const pages = [...Map.groupBy(wanted, ({ file }) => file).values()];
      const answered = pages.flatMap((ofPage) => {
        const answers = ofPage[0] ? about(ofPage[0]) : [];
        return answers.map(({ value }) => ofPage.some((label) => agrees(value, label.value)));
      });
      const recall = { hits: wanted.filter(isFound).length, of: wanted.length };
      const precision = { hits: answered.filter(Boolean).length, of: answered.length };
      return [field, { recall, precision }];
    }),
  );
}

function holds(answers: readonly Given[], wanted: Label["value"]): boolean {
  const said = answers.map(({ value }) => plain(value));
  const parts = partsOf(wanted);
  return (
    said.some((one) => parts.every((part) => one.includes(part))) ||
    (said.length > 0 && parts.every((part) => said.some((one) => one.includes(part))))
  );
}

/** Whether an answer states a labelled fact or a part of it. */
function agrees(value: Answer["value"], wanted: Label["value"]): boolean {
  return partsOf(wanted).some((part) => plain(value).includes(part));
}

function partsOf(wanted: Label["value"]): string[] {
  const parts = typeof wanted === "object" && wanted !== null ? Object.values(wanted) : [wanted];
  return parts.filter((part) => part !== null).map(plain);
}

function plain(value: Label["value"] | undefined): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text
    .replace(/[\s,.]+/g, " ")
    .trim()
    .toLowerCase();
}
