import type { AfterLostAnswer } from "../../jobs/world.ts";
import type { Ledger } from "./ledger.ts";
import { kindName } from "./ledger-kinds.ts";
import type { Outbox } from "./outbox.ts";

/** What the two books say: what we believe we did, and what the provider accepted. */
export type Audit = {
  effects: number;
  lost: number;
  /** Accepted again. */
  doubled: number;
  /** Nobody knows, and somebody was asked. */
  unknown: number;
  /** There is a copy, and our own row does not know that there may be. */
  unadmitted: number;
  failures: string[];
};

type Line = { key: string; status: string; copies: number; asked: boolean };

/** Compares the outbox with the ledger, once everything came to rest. */
export async function audit(outbox: Outbox, ledger: Ledger, way: AfterLostAnswer): Promise<Audit> {
  const accepted = Map.groupBy(ledger.accepted(way).filter(isEffect), (key) => key);
  const lines = await readLines(outbox, way);
  const times = (key: string) => accepted.get(key)?.length ?? 0;
  const isLost = ({ key, status, asked }: Line) =>
    status === "sent" ? times(key) === 0 : !(way === "ask" && status === "unknown" && asked);

  const unwanted = [...accepted.keys()].filter((key) => !lines.some((line) => line.key === key));
  const effects = outbox.wanted(way);
  return {
    effects,
    lost: lines.filter(isLost).length + (effects - lines.length),
    doubled: lines.reduce((sum, { key }) => sum + Math.max(0, times(key) - 1), 0),
    unknown: lines.filter(({ status }) => status === "unknown").length,
    unadmitted: lines.filter(({ key, copies }) => times(key) > 1 && copies === 0).length,
    failures: unwanted.length > 0 ? [`${unwanted.length} effects that nobody wanted`] : [],
  };
}

/** Notices go to the same ledger. */
function isEffect(key: string): boolean {
  return !key.startsWith("notice:");
}

function readLines({ db, tenantId }: Outbox, way: AfterLostAnswer): Promise<Line[]> {
  return db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query<Line>(
      `select effect_key as key, status, copies, exists (
         select 1 from message_ref m where m.tenant_id = e.tenant_id and m.about = e.id) as asked
       from route_event e where kind = $1`,
      [kindName(way)],
    );
    return rows;
  });
}
