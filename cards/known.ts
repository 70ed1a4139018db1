type Known<T> = { [K in keyof T]?: NonNullable<T[K]> };

/** The members that are not null. Both chats refuse `null` where they mean "left out". */
export function known<T extends object>(members: T): Known<T> {
  const present = Object.entries(members).filter(([, value]) => value !== null);
  return Object.fromEntries(present) as Known<T>; // fromEntries forgets the names it was given
}
