import type { Role } from "../../pipeline/person.ts";
import type { Surface } from "../../pipeline/surface.ts";

/** One pretend colleague; `ids` are the chats' own ids of the same human. */
export type Colleague = {
  key: string;
  name: string;
  role: Role;
  email: string;
  ids: Record<Surface, string>;
  /** Teams knows people by a second id too. */
  aadObjectId: string;
};

export const people = [
  colleague("rita", "Rita Rep", "rep", 1),
  colleague("ravi", "Ravi Rep", "rep", 2),
  colleague("mona", "Mona Manager", "manager", 3),
  colleague("adam", "Adam Admin", "admin", 4),
] as const;

export const slackTeam = { id: "TPLAY", domain: "playground", appId: "APLAY", botId: "BBATON" };
export const teamsTenantId = "11111111-1111-4111-8111-111111111111";
export const bot: Record<Surface, string> = { slack: "UBATON", teams: "28:baton" };

/** The colleague behind a key (`rita`) or an id of either chat. */
export function findColleague(id: string): Colleague | undefined {
  return people.find(({ key, ids, aadObjectId }) =>
    [key, ids.slack, ids.teams, aadObjectId].includes(id),
  );
}

function colleague(key: string, name: string, role: Role, n: number): Colleague {
  return {
    key,
    name,
    role,
    email: `${key}@playground.example`,
    ids: { slack: `U${key.toUpperCase()}`, teams: `29:${key}` },
    aadObjectId: `00000000-0000-4000-8000-00000000000${n}`,
  };
}
