import { forgetReplaced } from "../../db/queue.ts";
import { wantEvidenceChecks } from "../enrich/check-evidence.ts";
import { expireArtifacts } from "../enrich/expire-artifacts.ts";
import { refreshCompanies } from "../enrich/refresh-companies.ts";
import { sweepImports } from "../ingest/import/forget-import.ts";
import { wakeMailboxes } from "../ingest/mailbox/watch-mailbox.ts";
import { wakeFormPolls } from "../ingest/poll-lead-forms.ts";
import { wantForgetting } from "../privacy/forget-words.ts";
import type { World } from "../world.ts";
import { tellOperators } from "./tell-operators.ts";
import { wakeStuckLanes } from "./wake-stuck-lanes.ts";

/** What one worker at a time looks after: work that was lost, and what it left lying about. */
export async function sweep(world: World): Promise<void> {
  await wakeStuckLanes(world);
  await forgetReplaced(world.db);
  await sweepImports(world);
  await wakeFormPolls(world);
  await wakeMailboxes(world);
  await wantForgetting(world);
  await expireArtifacts(world);
  await refreshCompanies(world);
  await wantEvidenceChecks(world);
  await tellOperators(world);
}
