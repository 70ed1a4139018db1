import {
  buyingWords,
  type IntentWords,
  jobWords,
  pitchWords,
  studentWords,
  supportWords,
} from "../data/intent-words.ts";
import type { LeadInput } from "./lead-input.ts";

/** Somebody who writes to us and does not want to buy; `because` quotes what gave them away. */
export type Intent =
  | { kind: "student" | "job_seeker" | "vendor_pitch" | "support"; because: string }
  | { kind: null; because: string };

type Kind = NonNullable<Intent["kind"]>;

const WINDOW = 4_000;

/** How many different weaker signs are as good as a sure one; buyers write such things, too. */
const ENOUGH = 2;
const ENOUGH_OF_PITCH = 3;

/** Hosts that universities give to their students, beside those of the staff. */
const studentHost =
  /@(?:[\w-]+\.)*(?:students?|stud|studenti|studenten|etu|etudiant|etud|alumnos?|estudiantes?|aluno|hallgato)\.[\w-]+\.[\w.-]+$/i;
const titles: readonly (readonly [Kind, RegExp])[] = [
  [
    "student",
    /^(?:\p{L}+ ){0,2}(?:student(?:in|e|ka)?|undergraduate|étudiante?|estudiante|studente(?:ssa)?|estudante|(?:egyetemi )?hallgató|diák|werkstudent(?:in)?)$/iu,
  ],
  [
    "job_seeker",
    /^(?:job ?seeker|unemployed|looking for (?:work|a job|opportunities)|open to work|arbeitssuchend|en recherche d['’]emploi|demandeu(?:r|se) d['’]emploi|buscando (?:trabajo|empleo)|desempleado|álláskereső|in cerca di (?:lavoro|occupazione))$/iu,
  ],
];

/** Whether a lead is a student, looks for a job, sells something or needs help, in their own words; in doubt, none of it. */
export function recogniseIntent(lead: LeadInput): Intent {
  const title = lead.title?.trim() ?? "";
  const titled = titles.find(([, words]) => words.test(title));
  if (titled) return { kind: titled[0], because: `Their title is “${title}”.` };

  const text = [lead.freeText, lead.productInterest].filter(Boolean).join("\n").slice(0, WINDOW);
  const isBuying = hits(text, buyingWords).length > 0;
  const job = said(text, jobWords);
  if (job && !isBuying) return { kind: "job_seeker", because: `They wrote “${job}”.` };

  const student = said(text, studentWords);
  if (student) return { kind: "student", because: `They wrote “${student}”.` };
  if (studentHost.test(lead.email ?? ""))
    return { kind: "student", because: `Their address is a student's.` };

  const pitch = said(text, pitchWords, ENOUGH_OF_PITCH);
  if (pitch) return { kind: "vendor_pitch", because: `They wrote “${pitch}”.` };
  const support = isBuying ? null : said(text, supportWords);
  if (support) return { kind: "support", because: `They wrote “${support}”.` };
  return { kind: null, because: "Nothing says that they do not want to buy." };
}

/** What proves it: one sure sign, or so many weaker ones of different kinds. */
function said(text: string, words: IntentWords, enough = ENOUGH): string | null {
  const [sure] = hits(text, words.surely);
  if (sure) return sure;
  const weak = words.perhaps ? hits(text, words.perhaps) : [];
  const [first] = weak;
  return first && weak.length >= enough ? weak.slice(0, enough).join("” … “") : null;
}

function hits(text: string, words: RegExp): string[] {
  const found = [...text.matchAll(words)].map(([hit]) => hit.trim());
  return [...new Map(found.map((hit) => [hit.toLowerCase(), hit])).values()];
}
