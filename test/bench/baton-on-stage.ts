import pg from "pg";
import { z } from "zod";
import { playCredentials } from "../../bot/playground/playground.ts";
import { openPlayDb, playSecret } from "../../db/playground.ts";
import type { Stage } from "./stage.ts";

/** A Baton with its playground on a fresh database, and what is needed to knock at its doors. */
export type BatonOnStage = {
  url: string;
  databaseUrl: string;
  /** Opens the intake door. */
  bearer: string;
  /** Signs what pretends to come from Slack. */
  signingSecret: string;
  /** Sees every tenant, for looking at what happened. */
  everything: pg.Pool;
  stop: () => Promise<void>;
};

export async function startBaton(stage: Stage, role: "all" | "web"): Promise<BatonOnStage> {
  const database = await stage.database();
  const player = await stage.start("baton.ts", {
    ...{ DATABASE_URL: database.url, DATA_DIR: stage.dataDir, PORT: "0", ROLE: role },
    ...{ HOST: "127.0.0.1", PLAYGROUND: "on", LOG_LEVEL: "info" },
  });
  const owner = new pg.Pool({ connectionString: database.url, max: 1 });
  const { signingSecret } = await playCredentials(owner);
  const bearer = await playSecret(openPlayDb(owner), "door_bearer", "baton_");
  await owner.end();

  const everything = new pg.Pool({ connectionString: database.superUrl, max: 1 });
  everything.on("error", () => {}); // the server may leave before we do
  return {
    url: z.url().parse(player.said),
    databaseUrl: database.url,
    ...{ bearer, signingSecret, everything },
    async stop() {
      await everything.end();
      await player.stop();
    },
  };
}
