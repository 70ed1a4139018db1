export type Role = "rep" | "manager" | "ops" | "admin" | "viewer";

/** A colleague, reached through one chat. */
export type Person = { personId: string; name: string; role: Role };

/** What a role may do beyond looking. Everybody may look; a viewer may do nothing else. */
const grants: Record<Role, readonly Permission[]> = {
  viewer: [],
  rep: ["work"],
  ops: ["work", "reassign", "operate"],
  manager: ["work", "reassign", "approve", "operate"],
  admin: ["work", "reassign", "approve", "operate", "configure"],
};

/**
 * `work`: add, claim, release, snooze, log, react, draft. `reassign`: give a lead to somebody else.
 * `approve`: let a mail leave the house. `operate`: settle what nobody knows, read the queue's health.
 * `configure`: settings, installs, erasing.
 */
export type Permission = "work" | "reassign" | "approve" | "operate" | "configure";

export function can(person: Pick<Person, "role">, permission: Permission): boolean {
  return grants[person.role].includes(permission);
}
