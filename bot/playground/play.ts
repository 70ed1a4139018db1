import type { Logger } from "pino";
import type { PlayDb } from "../../db/playground.ts";

/** The pretend chats keep a file in one piece, so it may not be as large as in the real ones. */
export const FILE_MB = 20;

/** What every part of the playground works with. */
export type Play = {
  db: PlayDb;
  now: () => Date;
  /** Where this process is reached, without a slash at its end: `http://127.0.0.1:3000`. */
  baseUrl: () => string;
  /** Hands a request to our own doors; Hono's `app.request` fits. */
  post: (path: string, init: RequestInit) => Response | Promise<Response>;
  signingSecret: string;
  botToken: string;
  log: Logger;
};
