import { pickFacts } from "../score/pick-facts.ts";
import { type Answer, answersOf } from "./answers.ts";
import type { Fact } from "./fact.ts";

/** A fact as the command line prints it: who says it, when, and how sure that is. */
export type FoundFact = Answer & {
  url: string | null;
  observed_at: string;
  provider: string;
  confidence: number;
};

/** The facts that count of everything research found, under the names and in the words of `extract`. */
export function foundFacts(facts: readonly Fact[]): FoundFact[] {
  const current = pickFacts(facts);
  const single = current.flatMap((fact) => answersTo(fact).map((answer) => proven(answer, fact)));
  const jobs = current.filter(({ name }) => name === "job");
  const urls = [...new Set(jobs.map(({ sourceUrl }) => sourceUrl))];
  const lists = urls.flatMap((url) => {
    const there = jobs.filter(({ sourceUrl }) => sourceUrl === url);
    const [first] = there;
    const list = answersOf(there).filter(isList);
    return first ? list.map((answer) => proven(answer, first)) : [];
  });
  return [...single, ...lists];
}

/** What `extract` has no name for is called as it is stored. */
function answersTo(fact: Fact): Answer[] {
  const { name: field, value, quote } = fact;
  const answers = answersOf([fact]).filter((answer) => !isList(answer));
  return answers.length > 0 ? answers : [{ field, value, evidence: quote ?? "" }];
}

function isList({ field }: Answer): boolean {
  return field === "jobs";
}

function proven(answer: Answer, { sourceUrl, observedAt, provider, confidence }: Fact): FoundFact {
  return { ...answer, url: sourceUrl, observed_at: observedAt, provider, confidence };
}
