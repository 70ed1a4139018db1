/** Something the person in chat, at the door or at the terminal can fix. Shown to them as it stands. */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** A row that must exist does not: a bug, or a tenant deleted mid-flight. */
export class NotFound extends Error {
  override readonly name = "NotFound";

  constructor(entity: string, id: string) {
    super(`${entity} ${id} not found`);
  }
}
