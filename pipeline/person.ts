export type Role = "rep" | "manager" | "ops" | "admin" | "viewer";

/** A colleague, reached through one chat. */
export type Person = { personId: string; name: string; role: Role };

/** What a role may do beyond looking. Everybody may look; a viewer may do nothing else. */
const grants: Record<Role, readonly Permission[]> = {
  viewer: [],
  rep: ["work"],
  ops: ["work", "reassign"],
  manager: ["work", "reassign"],
  admin: ["work", "reassign"],
};

/** `work`: add, claim, release, snooze, log, react. `reassign`: give a lead to somebody else. */
export type Permission = "work" | "reassign";

export function can(person: Pick<Person, "role">, permission: Permission): boolean {
  return grants[person.role].includes(permission);
}
