import type { Tx } from "../../db/client.ts";
import { identitiesOf } from "../../db/people.ts";
import { type Surface, surfaces } from "../../pipeline/surface.ts";
import { type Recipient, recipients } from "../handoff/recipients.ts";
import type { World } from "../world.ts";

/**
 * Who may say yes to somebody's mail, in the order they are asked, in the author's own chat where
 * they can be reached there. Nobody says yes to their own mail while there is anybody else.
 */
export async function approversOf(
  tx: Tx,
  world: World,
  author: { personId: string; surface: Surface },
): Promise<Recipient[]> {
  const able = await recipients(tx, world, "approve");
  const others = able.filter(({ personId }) => personId !== author.personId);
  const chosen = others.length > 0 ? others : able;
  const near: Recipient[] = [];
  for (const one of chosen) {
    const there = await reach(tx, world, one.personId, author.surface);
    near.push({ ...one, ...there });
  }
  return near;
}

/** Where to tell somebody something, in this chat if they are known there; undefined where no connected chat knows them. */
export async function reach(
  tx: Tx,
  { chat }: World,
  personId: string,
  first: Surface,
): Promise<Pick<Recipient, "surface" | "userId"> | undefined> {
  const identities = await identitiesOf(tx, personId);
  const known = [first, ...surfaces].filter((surface) => chat[surface] !== null);
  return known.flatMap((one) => identities.filter(({ surface }) => surface === one))[0];
}
