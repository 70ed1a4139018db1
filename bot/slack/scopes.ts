/** What Baton may do in a workspace, and why. Nothing is asked for that no line here defends. */
const scopes: readonly { scope: string; need: "required" | "optional"; why: string }[] = [
  { scope: "app_mentions:read", need: "required", why: "hears `@Baton acme.com`" },
  { scope: "chat:write", need: "required", why: "posts cards and keeps them up to date" },
  { scope: "commands", need: "required", why: "`/lead`, and “Make this a lead” on a message" },
  {
    scope: "files:read",
    need: "required",
    why: "takes lists of leads that are dropped for it, as files",
  },
  { scope: "files:write", need: "required", why: "hands over a list as a file" },
  { scope: "im:history", need: "required", why: "hears what is written to Baton directly" },
  { scope: "im:write", need: "required", why: "writes to the owner of a lead directly" },
  { scope: "links:read", need: "required", why: "sees links to leads, and no others" },
  { scope: "links:write", need: "required", why: "shows the lead behind such a link" },
  { scope: "reactions:read", need: "required", why: "counts 👍 and 👎 on its own cards" },
  {
    scope: "users:read",
    need: "required",
    why: "calls colleagues by their names, and tells them from people of other organisations",
  },
  {
    scope: "channels:history",
    need: "optional",
    why: "looks whether a card arrived when Slack's answer was lost, instead of posting it twice",
  },
  { scope: "groups:history", need: "optional", why: "the same in private channels" },
];

export function scopeNames(need: "required" | "optional"): string[] {
  return scopes.filter((one) => one.need === need).map(({ scope }) => scope);
}

/** What an install asks for; Slack lets people leave out the optional ones. */
export const askedScopes: readonly string[] = scopes.map(({ scope }) => scope);

/** The required scopes that were not granted, each with what does not work without it. */
export function missingScopes(granted: readonly string[]): { scope: string; why: string }[] {
  return scopes.filter(({ scope, need }) => need === "required" && !granted.includes(scope));
}
