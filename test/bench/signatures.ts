import { createHmac, timingSafeEqual } from "node:crypto";
import { Signature } from "@hubspot/api-client";
import type { Knock } from "../../pipeline/ingest/doors/door.ts";
import { profileOf } from "../../pipeline/ingest/doors/profiles.ts";
import { publicUrl, type Sender, senders } from "../bot/doors/senders.ts";
import { percentile } from "./percentile.ts";
import type { Result } from "./result.ts";

const ROUNDS = 5;
const ROUND_MS = 120;
const AT_ONCE = 200;
const secret = "a-secret-of-a-door-in-a-benchmark";

type Side = () => boolean;
type Match = { name: string; opponent: string; ours: Side; theirs: Side };

/**
 * What it costs to believe a delivery, per vendor: against the vendor's own SDK where there is one,
 * else against one HMAC over the same bytes, compared in constant time and nothing more.
 */
export function signatures(): Promise<Result[]> {
  return Promise.resolve(senders.map(matchOf).map(measured));
}

export const signatureNames = senders.map(({ kind }) => nameOf(kind));

function nameOf(kind: string): string {
  return `sig_${kind.replace(/_(?:forms|lead_sync|lead_ads)$/, "")}`;
}

function matchOf(sender: Sender): Match {
  const { kind, config, clock } = sender;
  const nowMs = Date.now();
  const at = clock?.(nowMs) ?? "";
  const url = `${publicUrl}/api/v1/hooks/door_1`;
  const { headers, path } = sender.prove({ body: sender.body, secret, url, at });
  const sent = new Headers({ "content-type": "application/json", ...headers });
  const body = Buffer.from(sender.body);
  const pathSecret = path.slice(1) || null;
  const header = (name: string) => sent.get(name);
  const knock: Knock = { method: "POST", url, pathSecret, header, body, nowMs };
  const profile = profileOf(kind);
  if (!profile) throw new Error(`no profile reads ${kind}`);
  const door = { id: "door_1", secrets: [secret], config };
  const ours = () => profile.verify(knock, door).ok;
  const name = nameOf(kind);
  if (kind !== "hubspot") return { name, opponent: "one bare HMAC", ours, theirs: bare(body) };

  const options = {
    signature: headers["x-hubspot-signature-v3"] ?? "",
    clientSecret: secret,
    requestBody: sender.body,
    signatureVersion: "v3",
    url,
    method: "POST",
    timestamp: nowMs,
  };
  const theirs = () => Signature.isValid(options);
  return { name, opponent: "@hubspot/api-client", ours, theirs };
}

function bare(body: Buffer): Side {
  const given = createHmac("sha256", secret).update(body).digest();
  return () => timingSafeEqual(given, createHmac("sha256", secret).update(body).digest());
}

function measured({ name, opponent, ours, theirs }: Match): Result {
  if (!ours() || !theirs()) throw new Error(`${name}: a good signature was refused`);
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? (["ours", "theirs"] as const) : (["theirs", "ours"] as const);
    for (const side of order) times[side].push(microseconds(side === "ours" ? ours : theirs));
  }
  const [value, other] = [percentile(times.ours, 0.5), percentile(times.theirs, 0.5)];
  const against = `${opponent}, ${other.toPrecision(3)} µs`;
  return {
    name,
    value,
    unit: "µs",
    opponent: against,
    ratio: other / value,
    goal: { atMost: 100 },
  };
}

function microseconds(check: Side): number {
  let done = 0;
  const startedAt = performance.now();
  while (performance.now() - startedAt < ROUND_MS) {
    for (let n = 0; n < AT_ONCE; n++) check();
    done += AT_ONCE;
  }
  return ((performance.now() - startedAt) * 1_000) / done;
}
