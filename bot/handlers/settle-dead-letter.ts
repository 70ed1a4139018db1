import { answers } from "../../cards/answers.ts";
import { settledLetterCard } from "../../cards/operator-cards.ts";
import { words } from "../../cards/words.ts";
import { isId } from "../../db/ids.ts";
import { settleDeadLetter as settle } from "../../db/queue.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { Answer, Request } from "./request.ts";

const ways = { job_retry: "retry", job_drop: "drop" } as const;

/** Somebody has a job that was given up tried again, or forgets it. The first word counts. */
export async function settleDeadLetter(
  { db, log }: World,
  { who }: Request,
  verb: keyof typeof ways,
  id = "",
): Promise<Answer> {
  if (!isId(id)) throw new UserError(answers.oldButton);
  const way = ways[verb];
  const isFirst = await settle(db, who.tenantId, id, way);
  if (!isFirst) return { kind: "replace", card: settledLetterCard(id), whisper: null };
  log.info({ tenantId: who.tenantId, personId: who.personId, deadLetter: id, way }, "dead letter");
  const said = way === "retry" ? words.triedAgain(who.name) : words.dropped(who.name);
  return { kind: "replace", card: settledLetterCard(id, said), whisper: null };
}
