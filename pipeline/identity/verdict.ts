/**
 * What two records are to each other. `same` is only ever said on a key (external id, mailbox,
 * domain, LinkedIn page) or on two things that agree without contradiction, never on one name
 * alone. `ask` is for a person to answer. The reasons are sentences for people.
 */
export type Match = { verdict: "same" | "different" | "ask"; why: string[] };

export function match(verdict: Match["verdict"], ...why: string[]): Match {
  return { verdict, why };
}
