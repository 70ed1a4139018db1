/** What people read about records of other systems: why one was not fetched, and what became of it. */
export const recordWords = {
  noToken: (system: string, door: string) =>
    `${system} sent only part of the record, and Baton has no token to fetch the rest. Give the door one: \`baton door ${door} --access -\`.`,
  tokenRefused: (system: string, door: string) =>
    `${system} refused the token: it ran out, or may not read this. Give the door a new one: \`baton door ${door} --access -\`.`,
  refused: (system: string, reason: string) =>
    `${system} refused to hand over the record (${reason}).`,
  withoutToken: "no token: only what deliveries themselves say is known",
  withToken: "records are fetched",
  giveToken: (door: string) => `Give it one: \`baton door ${door} --access -\`.`,
  unfetched: (n: number) => `${n === 1 ? "1 record was" : `${n} records were`} not fetched`,
  seeFailed: (why: string) => `${why} Then type /lead failed.`,
  later: (said: string) => `${said}. Baton tries again by itself.`,
  gaveUp: (said: string, tries: number) => `${said}, ${tries} times. Try it again later.`,
  gone: (system: string) => `Deleted in ${system}.`,
  erased: (system: string) => `Erased: ${system} was asked to forget this person, and so were we.`,
  noForms: (system: string) => `${system} knows no such form or account.`,
  testLead: "A test lead: somebody tried the form.",
  saysNoMore: "It says no more than an earlier delivery about the same record.",
  dropped: (who: string) => `Dropped by ${who}.`,
} as const;
