import { isDeepStrictEqual } from "node:util";
import {
  fitsForm,
  type ListName,
  researchForm,
  researchFormWords,
} from "../../cards/research-form.ts";
import { lockSettings, saveSetting } from "../../db/settings.ts";
import { readResearchSettings } from "../../jobs/playbook.ts";
import type { World } from "../../jobs/world.ts";
import { ResearchSettings } from "../../pipeline/enrich/research-settings.ts";
import { registrableDomain } from "../../pipeline/ingest/domain.ts";
import { note } from "./act.ts";
import type { Answer, Request, Submission } from "./request.ts";

/** `/lead settings research`: a form for what research may read and cost. */
export async function askResearchSettings({ db }: World, { who }: Request): Promise<Answer> {
  const settings = await db.inTenant(who.tenantId, readResearchSettings);
  return { kind: "form", form: researchForm(settings) };
}

/** The form as it was sent: a new version of the setting, with who wrote it. */
export function submitResearchSettings(
  { db }: World,
  { who }: Request,
  { values }: Submission,
): Promise<Answer> {
  return db.inTenant(who.tenantId, async (tx) => {
    await lockSettings(tx);
    const before = await readResearchSettings(tx);
    const errors = problemsOf(values);
    if (Object.keys(errors).length > 0) return { kind: "invalid", errors };

    const after = ResearchSettings.parse({
      ...before,
      allow: listOf("allow", values, before),
      deny: listOf("deny", values, before),
      pages: Number(values.pages),
      freshDays: Number(values.freshDays),
      googleNews: values.googleNews === "on",
      linkedin: values.linkedin === "on",
      budget: {
        ...before.budget,
        perLead: usdOf(values.perLead),
        perDay: usdOf(values.perDay),
        perMonth: usdOf(values.perMonth),
      },
    });
    if (isDeepStrictEqual(before, after)) return note(researchFormWords.unchanged);
    await saveSetting(tx, "research", after, who.personId);
    return note(researchFormWords.saved);
  });
}

type Values = Submission["values"];

/** What is wrong, by field: the first word that is no domain, the number that is out of its range. */
function problemsOf(values: Values): Record<string, string> {
  const { noDomain, number, money } = researchFormWords;
  const wrong = (name: string) => wordsOf(values[name]).find((word) => !registrableDomain(word));
  const { pages, freshDays } = ResearchSettings.shape;
  const problems: [field: string, problem: string | false | undefined][] = [
    ["allow", wrong("allow") && noDomain(wrong("allow") ?? "")],
    ["deny", wrong("deny") && noDomain(wrong("deny") ?? "")],
    ["pages", !pages.safeParse(Number(values.pages ?? Number.NaN)).success && number(1, 8)],
    [
      "freshDays",
      !freshDays.safeParse(Number(values.freshDays ?? Number.NaN)).success && number(0, 90),
    ],
    ...["perLead", "perDay", "perMonth"].map((name): [string, string | false] => {
      const usd = usdOf(values[name]);
      return [name, usd !== null && !(usd >= 0 && usd <= 100_000) && money];
    }),
  ];
  return Object.fromEntries(
    problems.flatMap(([field, problem]) => (problem ? [[field, problem]] : [])),
  );
}

/** A list that did not fit the form stays as it is. */
function listOf(name: ListName, values: Values, before: ResearchSettings): string[] {
  return fitsForm(before[name]) ? [...new Set(wordsOf(values[name]))] : before[name];
}

/** Domains as people type or paste them: `https://www.acme.com/about, acme.io`. */
function wordsOf(text = ""): string[] {
  return text
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^https?:\/\//i, "").replace(/\/.*$/, ""))
    .filter((word) => word !== "");
}

/** `0,05` and `$0.05` are 0.05; nothing is no limit; what is no number is NaN. */
function usdOf(text: string | undefined): number | null {
  const amount = text?.replace(/^\$|\$$|\s|usd/gi, "").replace(",", ".") ?? "";
  return amount === "" ? (text === undefined ? null : Number.NaN) : Number(amount);
}
