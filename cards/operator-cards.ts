import type { Card } from "./card.ts";
import { buttons, pressing } from "./pressing.ts";
import { words } from "./words.ts";

type GivenUp = { id: string; task: string; attempts: number; error: string | null };

/** A job that used up its tries: whoever operates Baton decides. */
export function deadLetterCard({ id, task, attempts, error }: GivenUp): Card {
  const sentence = words.gaveUp(task, attempts);
  return {
    ...{ id: `job:${id}`, version: 1, summary: sentence, refresh: null },
    parts: [
      { kind: "title", text: words.deadLetter, aside: null },
      { kind: "text", line: [sentence] },
      { kind: "note", line: [words.lastError(error)] },
      ...buttons([
        pressing("job_retry", words.tryAgain, { job: id }),
        pressing("job_drop", words.dropJob, { job: id }),
      ]),
    ],
  };
}

/** The same once somebody decided, or the job was queued again by itself. */
export function settledLetterCard(id: string, said: string = words.noDeadLetter): Card {
  const title = { kind: "title", text: words.settled, aside: null } as const;
  const parts: Card["parts"] = [title, { kind: "text", line: [said] }];
  return { id: `job:${id}`, version: 2, summary: said, refresh: null, parts };
}

/** Too much of the last hour's work failed. */
export function errorShareCard(done: number, failed: number): Card {
  const sentence = words.failsTooOften(failed, done + failed);
  return {
    ...{ id: "error-share", version: 1, summary: sentence, refresh: null },
    parts: [
      { kind: "title", text: words.muchFails, aside: null },
      { kind: "warning", line: [sentence] },
    ],
  };
}

/** A text made a model give away what only its instructions know. */
export function canaryCard(leadId: string, company: string): Card {
  const sentence = words.canaryTripped(company);
  return {
    ...{ id: `canary:${leadId}`, version: 1, summary: sentence, refresh: null },
    parts: [
      { kind: "title", text: words.canary, aside: null },
      { kind: "warning", line: [sentence] },
      ...buttons([pressing("show", words.show, { lead: leadId })]),
    ],
  };
}
