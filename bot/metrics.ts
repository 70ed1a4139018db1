import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Watch } from "../jobs/world.ts";
import type { Health } from "./metrics-health.ts";

/**
 * What Baton counts. Labels name kinds of things, never anybody: no tenant, person, company or
 * address. What this process saw are counters; what the database holds are gauges, the same
 * whichever process is asked.
 */
export type Metrics = {
  watch: Watch;
  request: (method: string, route: string, status: number, ms: number) => void;
  /** In the format that Prometheus reads. */
  write: (health: Health | null) => Promise<string>;
  contentType: string;
};

const requestSeconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 10, 30];
const jobSeconds = [0.005, 0.02, 0.1, 0.5, 2, 10, 30, 60, 120];
const lagSeconds = [0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3600];

/** Everything that is exported, with nothing counted yet. */
export function openMetrics(): Metrics {
  const register = new Registry();
  const own = { registers: [register] };
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, ...own });

  const requests = new Histogram({
    name: "baton_http_request_duration_seconds",
    help: "Requests answered by this process",
    labelNames: ["method", "route", "status"],
    buckets: requestSeconds,
    ...own,
  });
  const jobs = new Histogram({
    name: "baton_job_duration_seconds",
    help: "Jobs this process ran; outcome is done or failed",
    labelNames: ["job", "outcome"],
    buckets: jobSeconds,
    ...own,
  });
  const lag = new Histogram({
    name: "baton_intake_lag_seconds",
    help: "From an arrival at a door to the job that makes a lead of it",
    buckets: lagSeconds,
    ...own,
  });
  const deliveries = new Counter({
    name: "baton_deliveries_total",
    help: "Tries to do something outside, by channel and by how they ended",
    labelNames: ["channel", "outcome"],
    ...own,
  });
  const research = new Counter({
    name: "baton_research_total",
    help: "Companies whose site was read, or why it was not",
    labelNames: ["outcome"],
    ...own,
  });
  const sources = new Counter({
    name: "baton_research_sources_total",
    help: "Sources asked besides the pages of a site, by name and by how they ended",
    labelNames: ["source", "outcome"],
    ...own,
  });

  const up = gauge("baton_database_up", "Whether the database told us what follows");
  const queueAge = gauge("baton_queue_age_seconds", "How long the oldest job that may run waits");
  const queue = gauge("baton_jobs", "Jobs by state", ["state"]);
  const dead = gauge("baton_dead_letters", "Jobs that used up their tries", ["job"]);
  const effects = gauge("baton_effects", "Effects that are not done", ["status"]);
  const effectAge = gauge("baton_effect_age_seconds", "Age of the oldest of them", ["status"]);
  const workers = gauge("baton_workers_alive", "Workers whose heart beats");
  const heartbeat = gauge("baton_heartbeat_age_seconds", "Since the last beat of any worker");
  const pool = gauge("baton_db_connections", "Connections of this process", ["pool", "state"]);

  const show = (health: Health | null) => {
    up.set(health?.stored ? 1 : 0);
    for (const one of health?.pools ?? []) {
      pool.set({ pool: one.name, state: "busy" }, one.busy);
      pool.set({ pool: one.name, state: "idle" }, one.idle);
      pool.set({ pool: one.name, state: "awaited" }, one.awaited);
    }
    for (const labelled of [dead, effects, effectAge]) labelled.reset(); // what is gone is gone
    if (!health?.stored) return;
    const { queue: held, effects: open } = health.stored;
    queueAge.set(held.oldestSeconds);
    queue.set({ state: "arrived" }, held.arrivals);
    queue.set({ state: "waiting" }, held.waiting);
    queue.set({ state: "running" }, held.running);
    queue.set({ state: "later" }, held.later);
    for (const { task, count } of held.dead) dead.set({ job: task }, count);
    for (const { status, count, oldestSeconds } of open) {
      effects.set({ status }, count);
      effectAge.set({ status }, oldestSeconds);
    }
    workers.set(held.workers);
    heartbeat.set(held.beatSeconds ?? Number.NaN);
  };

  return {
    contentType: register.contentType,
    watch: {
      job: (_, job, outcome, ms) => jobs.observe({ job, outcome }, ms / 1000),
      effect: (_, channel, outcome) => deliveries.inc({ channel, outcome }),
      research: (outcome) => research.inc({ outcome }),
      source: (source, outcome) => sources.inc({ source, outcome }),
      intake: (lagMs) => lag.observe(Math.max(0, lagMs) / 1000),
    },
    request: (method, route, status, ms) =>
      requests.observe({ method, route, status: String(status) }, ms / 1000),
    async write(health) {
      show(health);
      return register.metrics();
    },
  };
}
