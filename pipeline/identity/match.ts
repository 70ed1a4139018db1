import { type Evidence, evidenceOf, type MatchSide } from "./evidence.ts";
import { judgeCompanies } from "./judge-companies.ts";
import { judgePeople } from "./judge-people.ts";
import { type Match, match } from "./verdict.ts";

export type { MatchSide } from "./evidence.ts";
export type { Match } from "./verdict.ts";

/** Whether two leads are one: the same person, or the same company. */
export function matchLeads(a: MatchSide, b: MatchSide): Match {
  const [one, other] = [evidenceOf(a), evidenceOf(b)];
  const ids = byExternalId(one, other);
  if (ids) return ids;

  const companies = judgeCompanies(one, other);
  const people = judgePeople(one, other, companies);
  if (people.verdict === "same") {
    const moved =
      companies.verdict === "different" && one.domains.length * other.domains.length > 0;
    return moved ? match("ask", ...people.why, ...companies.why) : people;
  }
  if (companies.verdict !== "different") return companies;
  return people.verdict === "ask"
    ? people
    : match("different", ...new Set([...companies.why, ...people.why]));
}

/** Whether two records speak of one company. */
export function matchCompanies(a: MatchSide, b: MatchSide): Match {
  return judgeCompanies(evidenceOf(a), evidenceOf(b));
}

/** Whether two records speak of one person. */
export function matchPeople(a: MatchSide, b: MatchSide): Match {
  const [one, other] = [evidenceOf(a), evidenceOf(b)];
  return byExternalId(one, other) ?? judgePeople(one, other, judgeCompanies(one, other));
}

/** The source's own id is surer than anything people type, either way. */
function byExternalId(a: Evidence, b: Evidence): Match | undefined {
  if (!a.externalId || a.externalId.scope !== b.externalId?.scope) return undefined;
  return a.externalId.id === b.externalId.id
    ? match("same", `Same id ${a.externalId.id} in the same source.`)
    : match("different", "Different ids in the same source.");
}
