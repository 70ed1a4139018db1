import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgSchema,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Trace } from "../pipeline/assign/trace.ts";
import type { BudgetPeriod, PaidPause } from "../pipeline/enrich/budget.ts";
import type { PauseReason, ProviderKind } from "../pipeline/enrich/providers/provider.ts";
import type { Campaign } from "../pipeline/ingest/campaign.ts";
import type { AccountStanding, ArrivalKind, DoorKind } from "../pipeline/ingest/doors/door.ts";
import type { SpamReason } from "../pipeline/ingest/spam.ts";
import type { State } from "../pipeline/lifecycle.ts";
import type { Basis } from "../pipeline/outreach/consent.ts";
import type { OutreachState } from "../pipeline/outreach/outreach-view.ts";
import type { Role } from "../pipeline/person.ts";
import type { Decision, Label } from "../pipeline/score/decision.ts";
import type { Surface } from "../pipeline/surface.ts";

/*
 * Three rooms. `registry` and `dispatch` hold ids only and are read before a tenant is known;
 * everything else is a tenant table: `tenant_id` first, row-level security forced by
 * `registry.guard(table)` in the migrations. `bytea` columns of people are sealed by db/vault.ts.
 */

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
/** A sealed sentence, in base64. */
const sealedText = customType<{ data: Buffer; driverData: string }>({
  dataType: () => "text",
  toDriver: (sealed) => sealed.toString("base64"),
  fromDriver: (text) => Buffer.from(text, "base64"),
});
const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const tenantId = () => uuid("tenant_id").notNull();
const id = () => uuid("id").notNull();

// Registry: credential → tenant.

export const registry = pgSchema("registry");

export const tenant = registry.table("tenant", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  /** The tenant's key, wrapped by BATON_KEY. */
  sealedKey: bytea("sealed_key").notNull(),
  /** IANA name; everything people read is told in it. */
  timeZone: text("time_zone").notNull().default("UTC"),
  createdAt: at("created_at").notNull().defaultNow(),
});

/** A Slack team or an Entra tenant that speaks for one of ours. */
export const install = registry.table(
  "install",
  {
    surface: text("surface").$type<Surface>().notNull(),
    team: text("team").notNull(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenant.id),
    /** Slack's Enterprise Grid organisation; `team` is its id where the whole organisation installed. */
    enterprise: text("enterprise"),
    name: text("name"),
    appId: text("app_id"),
    botUserId: text("bot_user_id"),
    botId: text("bot_id"),
    scopes: text("scopes").array(),
    /** Tokens, sealed by BATON_KEY; null for Teams, for token mode, and once uninstalled. */
    sealedCredentials: bytea("sealed_credentials"),
    installedBy: text("installed_by"),
    createdAt: at("created_at").notNull().defaultNow(),
    /** Uninstalled, or its tokens revoked: nothing is heard or said there until it is installed again. */
    revokedAt: at("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.surface, t.team] }),
    index("install_tenant").on(t.tenantId, t.surface),
  ],
);

/** A credential of one source of leads: a signing secret, and a bearer whose hash alone is kept. */
export const door = registry.table("door", {
  /** Public: `X-Baton-Key`. */
  id: text("id").primaryKey(),
  tenantId: uuid("tenant_id")
    .notNull()
    .references(() => tenant.id),
  name: text("name").notNull(),
  /** Whose deliveries it takes: a kind of pipeline/ingest/doors/. */
  kind: text("kind").$type<DoorKind>().notNull().default("intake"),
  /** What the kind needs to know: field maps, the other side's account id … Nothing secret, nobody's data. */
  config: jsonb("config").$type<Record<string, unknown>>().notNull().default({}),
  /** Tokens for asking the other side, as JSON, sealed by BATON_KEY. */
  sealedAccess: bytea("sealed_access"),
  /** Signing secrets, newest first, sealed by BATON_KEY; two are valid while rotating. */
  sealedSecrets: bytea("sealed_secrets").array().notNull(),
  bearerHash: bytea("bearer_hash").unique(),
  createdAt: at("created_at").notNull().defaultNow(),
  /** When it got its newest secret; null while that is its first. */
  rotatedAt: at("rotated_at"),
  closedAt: at("closed_at"),
});

export const host = registry.table("host", {
  host: text("host").primaryKey(),
  tenantId: uuid("tenant_id")
    .notNull()
    .references(() => tenant.id),
});

/** The 24 moves of pipeline/lifecycle.ts. `lead` and `transition` refer to it. */
export const lifecycleRule = registry.table(
  "lifecycle_rule",
  { fromState: text("from_state").notNull(), toState: text("to_state").notNull() },
  (t) => [primaryKey({ columns: [t.fromState, t.toState] })],
);

// Dispatch: what workers share across tenants. Ids only.

export const dispatch = pgSchema("dispatch");

/** A source event that no job knows yet. The dispatcher turns these into jobs in batches. */
export const arrival = dispatch.table("arrival", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  tenantId: tenantId(),
  sourceEventId: uuid("source_event_id").notNull(),
});

/**
 * Work that nobody waits for: the lines of files and their research. It becomes jobs a few at a
 * time, for a long queue makes every look into it slow.
 */
export const backlog = dispatch.table(
  "backlog",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    tenantId: tenantId(),
    task: text("task").notNull(),
    about: uuid("about").notNull(),
  },
  (t) => [index("backlog_task").on(t.task, t.id)],
);

/** What a door took and turned away, by the day. */
export const doorTally = dispatch.table(
  "door_tally",
  {
    doorId: text("door_id").notNull(),
    tenantId: tenantId(),
    day: date("day").notNull(),
    taken: integer("taken").notNull().default(0),
    repeated: integer("repeated").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    lastTakenAt: at("last_taken_at"),
    lastRefusedAt: at("last_refused_at"),
    /** A sentence of ours, never of theirs. */
    lastRefusal: text("last_refusal"),
  },
  (t) => [
    primaryKey({ columns: [t.doorId, t.day] }),
    index("door_tally_tenant").on(t.tenantId, t.day),
  ],
);

/** One row per worker pool; a pool that stops beating is dead. */
export const heartbeat = dispatch.table("heartbeat", {
  poolId: text("pool_id").primaryKey(),
  /** A worker process has several pools. */
  worker: text("worker"),
  at: at("at").notNull(),
});

/** What workers did and failed to do, by the minute. */
export const tally = dispatch.table(
  "tally",
  {
    tenantId: tenantId(),
    minute: at("minute").notNull(),
    done: integer("done").notNull(),
    failed: integer("failed").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.minute] })],
);

/** Domains whose owners asked us not to read them, ever, for anybody. */
export const optOut = registry.table("opt_out", {
  domain: text("domain").primaryKey(),
  why: text("why").notNull(),
  at: at("at").notNull().defaultNow(),
});

/** Politeness is shared by all workers: who asks a host next waits until `nextAt`. */
export const hostState = dispatch.table("host_state", {
  host: text("host").primaryKey(),
  nextAt: at("next_at").notNull(),
  /** Somebody has a request under way until then at the latest: one connection per host. */
  busyUntil: at("busy_until"),
  /** What its robots.txt said when it was last read. Public text, shared by all tenants. */
  robots: text("robots"),
  robotsStatus: smallint("robots_status"),
  robotsAt: at("robots_at"),
  /** Since when its robots.txt cannot be had; null while it can. */
  robotsDownSince: at("robots_down_since"),
  /** Failures in a row; the circuit is open until `blockedUntil`. */
  fails: integer("fails").notNull().default(0),
  blockedUntil: at("blocked_until"),
});

// People and settings of a tenant.

export const person = pgTable(
  "person",
  {
    tenantId: tenantId(),
    id: id(),
    name: text("name").notNull(),
    role: text("role").$type<Role>().notNull(),
    preferences: jsonb("preferences").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const personIdentity = pgTable(
  "person_identity",
  {
    tenantId: tenantId(),
    surface: text("surface").$type<Surface>().notNull(),
    userId: text("user_id").notNull(),
    personId: uuid("person_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.surface, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.personId], foreignColumns: [person.tenantId, person.id] }),
  ],
);

/** Every change of a setting is a row; the newest version counts. */
export const setting = pgTable(
  "setting",
  {
    tenantId: tenantId(),
    key: text("key").notNull(),
    version: integer("version").notNull(),
    value: jsonb("value").notNull(),
    actor: text("actor").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.key, t.version] })],
);

export const pool = pgTable(
  "pool",
  { tenantId: tenantId(), id: id(), name: text("name").notNull() },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique("pool_name").on(t.tenantId, t.name)],
);

export const poolMember = pgTable(
  "pool_member",
  {
    tenantId: tenantId(),
    poolId: uuid("pool_id").notNull(),
    personId: uuid("person_id").notNull(),
    position: integer("position").notNull(),
    /** Most open leads at once; null is no cap. */
    cap: integer("cap"),
    paused: boolean("paused").notNull().default(false),
    lastOfferedAt: at("last_offered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.poolId, t.personId] }),
    foreignKey({ columns: [t.tenantId, t.poolId], foreignColumns: [pool.tenantId, pool.id] }),
    foreignKey({ columns: [t.tenantId, t.personId], foreignColumns: [person.tenantId, person.id] }),
  ],
);

// Leads and what is known about them.

export const company = pgTable(
  "company",
  {
    tenantId: tenantId(),
    id: id(),
    /** Registrable domain. */
    domain: text("domain"),
    name: text("name").notNull(),
    /** The name as it is compared. */
    nameKey: text("name_key"),
    /** Keyed hash of the name in its imprint, as it is compared. */
    legalIndex: bytea("legal_index"),
    country: text("country"),
    industry: text("industry"),
    employeeRange: text("employee_range"),
    size: integer("size"),
    revenue: text("revenue"),
    techSignals: jsonb("tech_signals").notNull().default([]),
    tech: text("tech").array().notNull().default([]),
    /** Seals what public pages say about people: `employees`, facts that name somebody, raw pages. */
    dataKey: bytea("data_key"),
    employees: bytea("employees"),
    sources: text("sources").array().notNull().default([]),
    firstSeenAt: at("first_seen_at").notNull().defaultNow(),
    mergedInto: uuid("merged_into"),
    /** When its site was last read to the end, and why that failed where it did. */
    researchedAt: at("researched_at"),
    researchFailure: text("research_failure"),
    /** When the first of its facts grows stale. */
    refreshAt: at("refresh_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("company_domain").on(t.tenantId, t.domain),
    index("company_name").on(t.tenantId, sql`lower(${t.name})`),
    index("company_name_key").on(t.tenantId, t.nameKey.op("text_pattern_ops")),
    index("company_legal").on(t.tenantId, t.legalIndex),
    index("company_merged").on(t.tenantId, t.mergedInto).where(sql`merged_into is not null`),
    index("company_refresh").on(t.tenantId, t.refreshAt).where(sql`refresh_at is not null`),
    index("company_researched")
      .on(t.tenantId, t.researchedAt)
      .where(sql`researched_at is not null`),
  ],
);

/** One human at a company. Destroying `dataKey` erases this person and nobody else. */
export const contact = pgTable(
  "contact",
  {
    tenantId: tenantId(),
    id: id(),
    companyId: uuid("company_id"),
    dataKey: bytea("data_key"),
    name: bytea("name"),
    email: bytea("email"),
    /** Keyed hash of the normalised address: finds the person without reading anybody. */
    emailIndex: bytea("email_index"),
    phone: bytea("phone"),
    /** Keyed hash of the E.164 number. */
    phoneIndex: bytea("phone_index"),
    /** Keyed hash of the name as it is compared. */
    nameIndex: bytea("name_index"),
    /** Keyed hash of their own LinkedIn page. */
    linkedinIndex: bytea("linkedin_index"),
    title: bytea("title"),
    createdAt: at("created_at").notNull().defaultNow(),
    mergedInto: uuid("merged_into"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("contact_email").on(t.tenantId, t.emailIndex),
    index("contact_phone").on(t.tenantId, t.phoneIndex),
    index("contact_company").on(t.tenantId, t.companyId, t.nameIndex),
    index("contact_name").on(t.tenantId, t.nameIndex),
    index("contact_linkedin").on(t.tenantId, t.linkedinIndex),
    index("contact_merged").on(t.tenantId, t.mergedInto).where(sql`merged_into is not null`),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [company.tenantId, company.id],
    }),
  ],
);

export const lead = pgTable(
  "lead",
  {
    tenantId: tenantId(),
    id: id(),
    companyId: uuid("company_id").notNull(),
    contactId: uuid("contact_id"),
    source: text("source").notNull(),
    externalId: text("external_id"),
    /** What the person said, sealed with the contact's key. */
    rawPayload: bytea("raw_payload"),
    name: bytea("name"),
    email: bytea("email"),
    title: bytea("title"),
    phone: bytea("phone"),
    website: text("website"),
    country: text("country"),
    productInterest: text("product_interest"),
    freeText: bytea("free_text"),
    utmSource: text("utm_source"),
    flags: text("flags").array().notNull().default([]),

    state: text("state").$type<State>().notNull().default("INGESTED"),
    previousState: text("previous_state").$type<State>(),
    /** Grows with every change a card could show. */
    version: integer("version").notNull().default(1),
    poolId: uuid("pool_id"),
    offeredTo: uuid("assigned_to"),
    offeredAt: at("offered_at"),
    claimedBy: uuid("claimed_by"),
    claimedAt: at("claimed_at"),
    askedBy: uuid("asked_by"),
    snoozedUntil: at("snoozed_until"),
    snoozedBy: uuid("snoozed_by"),
    snoozeNote: text("snooze_note"),
    /** `not_a_fit`, `won` or `lost` once the lead is closed. */
    closedAs: text("closed_as"),
    researchRead: smallint("research_read"),
    researchExpected: smallint("research_expected"),
    /** Since when its site is being read; null while nobody does. */
    researchStartedAt: at("research_started_at"),
    researchMs: integer("research_ms"),
    researchTries: smallint("research_tries").notNull().default(0),
    failure: text("failure"),
    failureDetail: text("failure_detail"),
    /** Why nothing paid was asked about it, and since when. */
    paidPause: text("paid_pause").$type<PaidPause>(),
    paidPauseAt: at("paid_pause_at"),
    /** Set while a worker brings the cards up to date, so that two never edit one card at once. */
    deliveringUntil: at("delivering_until"),
    firstCardAt: at("first_card_at"),
    completeCardAt: at("complete_card_at"),
    createdAt: at("created_at").notNull().defaultNow(),
    mergedInto: uuid("merged_into"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("lead_external").on(t.tenantId, t.source, t.externalId),
    index("lead_company").on(t.tenantId, t.companyId),
    index("lead_contact").on(t.tenantId, t.contactId),
    index("lead_state").on(t.tenantId, t.state, t.createdAt),
    index("lead_owner").on(t.tenantId, t.claimedBy, t.offeredTo),
    index("lead_merged").on(t.tenantId, t.mergedInto).where(sql`merged_into is not null`),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [company.tenantId, company.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.contactId],
      foreignColumns: [contact.tenantId, contact.id],
    }),
    foreignKey({
      name: "lead_legal_move",
      columns: [t.previousState, t.state],
      foreignColumns: [lifecycleRule.fromState, lifecycleRule.toState],
    }),
  ],
);

/** One arrival at one door, duplicates included. Destroying `dataKey` erases what was said. */
export const sourceEvent = pgTable(
  "source_event",
  {
    tenantId: tenantId(),
    id: id(),
    /** Minted at the door; the lead's id if this arrival makes one. */
    leadRef: uuid("lead_ref").notNull(),
    /** The lead this arrival became or joined; null until ingested. */
    leadId: uuid("lead_id"),
    /** `slack_command`, `teams_command`, `intake` … */
    channel: text("channel").notNull(),
    doorId: text("door_id"),
    externalId: text("external_id"),
    /** What is done with it: see jobs/ingest/ingest-arrival.ts. */
    kind: text("kind").$type<ArrivalKind>().notNull().default("lead"),
    /** The file it is a line of. */
    importId: uuid("import_id"),
    line: integer("line"),
    /** Campaign and page, as far as they name nobody: see pipeline/ingest/campaign.ts. */
    campaign: jsonb("campaign").$type<Campaign>(),
    /** When the words of it are forgotten: the bodies of mails. */
    wordsUntil: at("words_until"),
    /** What the sender calls what happened: `contact.creation`, `invoice.paid`. */
    eventType: text("event_type"),
    /** How often its record was asked for in vain. */
    tries: smallint("tries").notNull().default(0),
    dedupeKey: text("dedupe_key").notNull(),
    bodyHash: bytea("body_hash").notNull(),
    dataKey: bytea("data_key"),
    raw: bytea("raw"),
    normalised: bytea("normalised"),
    /** Where an answer is expected: surface, channel, person. Ids only. */
    origin: jsonb("origin").$type<Origin>(),
    status: text("status").notNull().default("received"),
    statusDetail: text("status_detail"),
    receivedAt: at("received_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("source_event_dedupe").on(t.tenantId, t.dedupeKey),
    unique("source_event_ref").on(t.tenantId, t.leadRef),
    index("source_event_lead").on(t.tenantId, t.leadId),
    index("source_event_import").on(t.tenantId, t.importId, t.status),
    index("source_event_words").on(t.wordsUntil),
    index("source_event_door").on(t.tenantId, t.doorId, t.receivedAt),
    index("source_event_kind").on(t.tenantId, t.kind, t.status, t.receivedAt),
    index("source_event_record").on(t.tenantId, t.channel, t.externalId, t.receivedAt),
  ],
);

/** A question to colleagues: what an arrival lacks before it can be a lead. */
export const infoRequest = pgTable(
  "info_request",
  {
    tenantId: tenantId(),
    sourceEventId: uuid("source_event_id").notNull(),
    state: text("state").$type<"open" | "completed" | "discarded">().notNull().default("open"),
    revision: integer("revision").notNull().default(1),
    decidedBy: uuid("decided_by"),
    decidedAt: at("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sourceEventId] }),
    foreignKey({
      columns: [t.tenantId, t.sourceEventId],
      foreignColumns: [sourceEvent.tenantId, sourceEvent.id],
    }).onDelete("cascade"),
  ],
);

/** What looked like spam at one door on one day, for one card about it. */
export const spamDay = pgTable(
  "spam_day",
  {
    tenantId: tenantId(),
    id: id(),
    doorId: text("door_id").notNull(),
    /** By the tenant's clock. */
    day: date("day").notNull(),
    /** How many, by why. */
    counts: jsonb("counts").$type<Partial<Record<SpamReason, number>>>().notNull().default({}),
    revision: integer("revision").notNull().default(1),
    /** How many somebody said were none, who, and when last. */
    released: integer("released").notNull().default(0),
    releasedBy: uuid("released_by"),
    releasedAt: at("released_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("spam_day_door").on(t.tenantId, t.doorId, t.day),
  ],
);

/** Where somebody asked for a lead, so that the card and answers go there. */
export type Origin = {
  surface: Surface;
  channelId: string;
  kind: "channel" | "dm";
  userId: string;
  personId: string;
  replyUrl: string | null;
};

/** Never overwritten; `pickFacts` chooses what is current. */
export const fact = pgTable(
  "fact",
  {
    tenantId: tenantId(),
    id: id(),
    companyId: uuid("company_id").notNull(),
    name: text("name").notNull(),
    /** Only what cannot name a person; `sealed` holds the value as it was said, and the quote. */
    value: jsonb("value"),
    sourceUrl: text("source_url"),
    sealed: bytea("sealed"),
    pageHash: bytea("page_hash"),
    observedAt: at("observed_at").notNull(),
    seenAt: at("seen_at").notNull().defaultNow(),
    provider: text("provider").notNull(),
    confidence: real("confidence").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("fact_company").on(t.tenantId, t.companyId, t.name),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [company.tenantId, company.id],
    }),
  ],
);

/** Raw pages now, screenshots and proposals later. Expires; quotes and hashes outlive it. */
export const artifact = pgTable(
  "artifact",
  {
    tenantId: tenantId(),
    id: id(),
    companyId: uuid("company_id"),
    kind: text("kind").notNull(),
    url: text("url"),
    contentType: text("content_type").notNull(),
    sha256: bytea("sha256").notNull(),
    /** Sealed with the company's data key. */
    body: bytea("body").notNull(),
    /** What the page is asked by again, so that it need not be sent twice. RFC 9110, 13.1. */
    etag: text("etag"),
    lastModified: text("last_modified"),
    /** The headers it came with, sealed: a page that has not changed is read from here. */
    sealedHeaders: bytea("sealed_headers"),
    createdAt: at("created_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("artifact_expiry").on(t.expiresAt),
    index("artifact_company").on(t.tenantId, t.companyId, t.url),
  ],
);

/** Every request research made, for receipts, evidence and `/lead doctor`. */
export const pageVisit = pgTable(
  "page_visit",
  {
    tenantId: tenantId(),
    id: id(),
    companyId: uuid("company_id").notNull(),
    leadId: uuid("lead_id").notNull(),
    url: text("url").notNull(),
    kind: text("kind").notNull(),
    status: smallint("status").notNull(),
    ms: integer("ms").notNull(),
    bytes: integer("bytes").notNull(),
    via: text("via").notNull(),
    at: at("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("page_visit_lead").on(t.tenantId, t.leadId),
  ],
);

/** Its sentences may name people: db/lead-seal.ts seals them. */
export const decision = pgTable(
  "decision",
  {
    tenantId: tenantId(),
    id: id(),
    leadId: uuid("lead_id").notNull(),
    score: smallint("score_int"),
    label: text("label_enum").$type<Label>().notNull(),
    reasonsText: sealedText("reasons_text").notNull(),
    riskFlags: jsonb("risk_flags").$type<Decision["riskFlags"]>().notNull(),
    gate: jsonb("gate").$type<Decision["gate"]>(),
    features: jsonb("features").$type<Decision["features"]>().notNull(),
    unknown: jsonb("unknown").$type<Decision["unknown"]>().notNull(),
    bars: jsonb("bars").$type<Decision["bars"]>().notNull(),
    summary: sealedText("summary").notNull(),
    nextAction: sealedText("next_action").notNull(),
    modelVersion: text("model_version").notNull(),
    /** Made while research still ran: shown as it stands so far, and nothing is done about it. */
    provisional: boolean("provisional").notNull().default(false),
    decidedAt: at("decided_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("decision_lead").on(t.tenantId, t.leadId, t.decidedAt.desc()),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [lead.tenantId, lead.id] }),
  ],
);

export const decisionPart = pgTable(
  "decision_part",
  {
    tenantId: tenantId(),
    decisionId: uuid("decision_id").notNull(),
    position: smallint("position").notNull(),
    name: text("name").notNull(),
    component: text("component").$type<Decision["parts"][number]["component"]>().notNull(),
    points: smallint("points").notNull(),
    because: sealedText("because").notNull(),
    evidence: jsonb("evidence").$type<Decision["parts"][number]["evidence"]>(),
    observedAt: text("observed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.decisionId, t.position] }),
    foreignKey({
      columns: [t.tenantId, t.decisionId],
      foreignColumns: [decision.tenantId, decision.id],
    }),
  ],
);

/** Who was considered for a lead, and why not the others. */
export const routing = pgTable(
  "routing",
  {
    tenantId: tenantId(),
    id: id(),
    leadId: uuid("lead_id").notNull(),
    trace: jsonb("trace").$type<Trace>().notNull(),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("routing_lead").on(t.tenantId, t.leadId, t.at.desc()),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [lead.tenantId, lead.id] }),
  ],
);

/**
 * The audit: every move and every act of a person on a lead, chained per lead.
 * A trigger numbers and hashes the rows; nobody updates or deletes them.
 */
export const transition = pgTable(
  "transition",
  {
    tenantId: tenantId(),
    leadId: uuid("lead_id").notNull(),
    seq: integer("seq").notNull(),
    verb: text("verb").notNull(),
    fromState: text("from_state"),
    toState: text("to_state"),
    actor: text("actor").notNull(),
    /** `slack`, `teams`, `intake`, `job` … */
    place: text("place").notNull(),
    why: text("why"),
    before: jsonb("before"),
    after: jsonb("after"),
    at: at("at").notNull(),
    prevHash: bytea("prev_hash"),
    hash: bytea("hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.leadId, t.seq] }),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [lead.tenantId, lead.id] }),
    foreignKey({
      name: "transition_legal_move",
      columns: [t.fromState, t.toState],
      foreignColumns: [lifecycleRule.fromState, lifecycleRule.toState],
    }),
  ],
);

/** The append-only log with the five topics of `registry.topic`. */
export const event = pgTable(
  "event",
  {
    tenantId: tenantId(),
    id: id(),
    seq: bigserial("seq", { mode: "number" }).notNull(),
    topic: text("topic").notNull(),
    key: text("key").notNull(),
    type: text("type").notNull(),
    companyId: uuid("company_id"),
    leadId: uuid("lead_id"),
    url: text("url"),
    ts: at("ts").notNull(),
    text: text("text"),
    features: jsonb("features"),
    lang: text("lang"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("event_topic").on(t.tenantId, t.topic, t.seq),
    index("event_key").on(t.tenantId, t.key, t.ts),
  ],
);

/** Anything that happened between us and the lead. */
export const touch = pgTable(
  "touch",
  {
    tenantId: tenantId(),
    id: id(),
    leadId: uuid("lead_id").notNull(),
    /** `outcome` now; sent, opened, replied, called later. */
    kind: text("kind").notNull(),
    outcome: text("outcome"),
    reason: text("reason"),
    value: numeric("value", { mode: "number" }),
    personId: uuid("person_id"),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("touch_lead").on(t.tenantId, t.leadId, t.at),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [lead.tenantId, lead.id] }),
  ],
);

/** What people think of a lead or signal. Two people may disagree; taking it back keeps the row. */
export const feedback = pgTable(
  "feedback",
  {
    tenantId: tenantId(),
    id: id(),
    leadId: uuid("lead_id").notNull(),
    signalId: uuid("signal_id"),
    decisionId: uuid("decision_id"),
    personId: uuid("person_id").notNull(),
    surface: text("surface").notNull(),
    emoji: text("emoji").notNull(),
    outcome: text("outcome").notNull(),
    weight: real("weight").notNull(),
    reason: text("reason"),
    value: numeric("value", { mode: "number" }),
    ts: at("ts").notNull(),
    withdrawnAt: at("withdrawn_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("feedback_once").on(t.tenantId, t.leadId, t.personId, t.emoji),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [lead.tenantId, lead.id] }),
  ],
);

/** The outbox. Written with the change that wants the effect; `effectKey` makes it happen once. */
export const routeEvent = pgTable(
  "route_event",
  {
    tenantId: tenantId(),
    id: id(),
    leadId: uuid("lead_id"),
    effectKey: text("effect_key").notNull(),
    /** `slack`, `teams` or `mail`; CRM and calls later. */
    channel: text("channel_enum").notNull(),
    kind: text("kind").notNull(),
    /** Effects of one lane happen one after the other, smallest `priority` first. */
    lane: text("lane").notNull(),
    priority: smallint("priority").notNull().default(0),
    target: jsonb("target").notNull(),
    payload: jsonb("payload"),
    status: text("status").notNull().default("pending"),
    attempts: smallint("attempts").notNull().default(0),
    /** Not tried before this moment: a back-off, or what the provider asked for. */
    nextAt: at("next_at").notNull().defaultNow(),
    /** While `sending`: nobody else may touch it until then, by the database's clock. */
    leaseUntil: at("lease_until"),
    /** The first try whose answer was lost; a look-up searches from there. */
    lostAt: at("lost_at"),
    /** Copies posted because nobody could tell whether the one before arrived. */
    copies: smallint("copies").notNull().default(0),
    providerId: text("provider_id"),
    response: jsonb("response_json"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("route_event_effect").on(t.tenantId, t.effectKey),
    index("route_event_lead").on(t.tenantId, t.leadId),
    index("route_event_status").on(t.tenantId, t.status, t.updatedAt),
    index("route_event_lane").on(t.tenantId, t.lane, t.status, t.priority, t.createdAt),
  ],
);

/** A card that stands in a chat, edited from then on and never posted again. */
export const messageRef = pgTable(
  "message_ref",
  {
    tenantId: tenantId(),
    surface: text("surface").$type<Surface>().notNull(),
    channelId: text("channel_id").notNull(),
    messageId: text("message_id").notNull(),
    leadId: uuid("lead_id"),
    /** `home` (where it was asked for), `alert`, `dm`: a lead's card. `notice`: something else, see `about`. */
    kind: text("kind").notNull(),
    /** Which notice it is, and the draft, effect … it is about; null for a lead's own card. */
    notice: text("notice"),
    about: uuid("about"),
    /** The version of the lead, or of what it is about, that the message shows. */
    version: integer("version").notNull(),
    editedAt: at("edited_at").notNull(),
    goneAt: at("gone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.surface, t.channelId, t.messageId] }),
    index("message_ref_lead").on(t.tenantId, t.leadId),
    index("message_ref_about").on(t.tenantId, t.about),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [lead.tenantId, lead.id] }),
  ],
);

/** Teams speaks first only through a stored conversation reference. */
export const conversation = pgTable(
  "conversation",
  {
    tenantId: tenantId(),
    surface: text("surface").$type<Surface>().notNull(),
    conversationId: text("conversation_id").notNull(),
    /** The person of a personal conversation; null for channels. */
    userId: text("user_id"),
    /** Conversations that Baton is installed in, and removed from, together. */
    teamId: text("team_id"),
    reference: jsonb("reference").notNull(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    /** Baton was taken out of it. */
    goneAt: at("gone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.surface, t.conversationId] }),
    index("conversation_user").on(t.tenantId, t.surface, t.userId),
  ],
);

/** Chat events already handled: both chats deliver some of them more than once. */
export const chatEvent = pgTable(
  "chat_event",
  {
    tenantId: tenantId(),
    surface: text("surface").$type<Surface>().notNull(),
    eventId: text("event_id").notNull(),
    seenAt: at("seen_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.surface, t.eventId] }),
    index("chat_event_seen").on(t.seenAt),
  ],
);

/** What somebody is about to do and has not confirmed yet, sealed with a key of its own. */
export const draft = pgTable(
  "draft",
  {
    tenantId: tenantId(),
    id: id(),
    kind: text("kind").notNull(),
    personId: uuid("person_id").notNull(),
    dataKey: bytea("data_key").notNull(),
    body: bytea("body").notNull(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index("draft_expiry").on(t.expiresAt)],
);

/** What every paid or metered thing cost. Cards show its sums. */
export const cost = pgTable(
  "cost",
  {
    tenantId: tenantId(),
    id: id(),
    leadId: uuid("lead_id"),
    companyId: uuid("company_id"),
    kind: text("kind").notNull(),
    usd: numeric("usd", { mode: "number", precision: 12, scale: 6 }).notNull(),
    tokens: bigint("tokens", { mode: "number" }).notNull().default(0),
    /** Of `tokens`: what was sent, what came back. */
    inputTokens: integer("input_tokens").notNull().default(0),
    outputTokens: integer("output_tokens").notNull().default(0),
    ms: integer("ms").notNull().default(0),
    model: text("model"),
    /** Whom it was paid to: a provider of data; null for models and our own work. */
    provider: text("provider"),
    /** What it was for: `firmographics`, `enquiry` … */
    purpose: text("purpose"),
    /** How it ended: `ok`, `malformed`, `refused`, `timeout`, `hit`, `miss` … */
    outcome: text("outcome"),
    /** Nothing was asked: the answer was known. */
    cached: boolean("cached").notNull().default(false),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("cost_lead").on(t.tenantId, t.leadId),
    index("cost_at").on(t.tenantId, t.at),
  ],
);

/**
 * What a model answered to exactly these words, so that nobody pays for them twice. The row stands
 * before the question leaves: after a crash it says that an answer was lost, and nobody asks again
 * at once.
 */
export const llmAnswer = pgTable(
  "llm_answer",
  {
    tenantId: tenantId(),
    id: id(),
    companyId: uuid("company_id").notNull(),
    /** Whose own words were read; the answer is forgotten with them. Null for what anybody may read. */
    leadId: uuid("lead_id"),
    /** Keyed hash of model, schema and words. */
    requestHash: bytea("request_hash").notNull(),
    /** The line of the ledger of whoever asked. */
    costId: uuid("cost_id").notNull(),
    /** Sealed with the company's data key, and the person's; null while it is asked. */
    sealed: bytea("sealed"),
    at: at("at").notNull(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("llm_answer_request").on(t.tenantId, t.requestHash),
    index("llm_answer_lead").on(t.tenantId, t.leadId),
    index("llm_answer_expiry").on(t.expiresAt),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [company.tenantId, company.id],
    }),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [lead.tenantId, lead.id] }),
  ],
);

/**
 * What a paid provider was asked about a company. The row stands before the question leaves: after
 * a crash it is known that something may have been paid, and nobody asks again before `expiresAt`.
 */
export const providerLookup = pgTable(
  "provider_lookup",
  {
    tenantId: tenantId(),
    id: id(),
    /** The name of the account that was asked: see {@link providerAccount}. */
    provider: text("provider").notNull(),
    /** Null where somebody only tried the account out. */
    companyId: uuid("company_id"),
    leadId: uuid("lead_id"),
    /** Keyed hash of the domain that was asked about. */
    domainIndex: bytea("domain_index").notNull(),
    state: text("state").$type<"asking" | "hit" | "miss" | "failed" | "unknown">().notNull(),
    /** The most it may cost while it is asked, what it did cost afterwards. */
    usd: numeric("usd", { mode: "number", precision: 12, scale: 6 }).notNull(),
    /** What a hit said, as facts, sealed with a key of its own: nobody pays for the same answer twice. */
    dataKey: bytea("data_key"),
    sealed: bytea("sealed"),
    askedAt: at("asked_at").notNull(),
    endedAt: at("ended_at"),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("provider_lookup_domain").on(t.tenantId, t.provider, t.domainIndex),
    index("provider_lookup_asked").on(t.tenantId, t.provider, t.askedAt),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [company.tenantId, company.id],
    }),
  ],
);

/** An account with a company that sells facts. What signs in is sealed, and gone once it is closed. */
export const providerAccount = pgTable(
  "provider_account",
  {
    tenantId: tenantId(),
    id: id(),
    /** What settings, facts and the ledger call it. */
    name: text("name").notNull(),
    kind: text("kind").$type<ProviderKind>().notNull(),
    dataKey: bytea("data_key"),
    credentials: bytea("credentials"),
    usdPerHit: numeric("usd_per_hit", { mode: "number", precision: 12, scale: 6 }).notNull(),
    usdPerMiss: numeric("usd_per_miss", { mode: "number", precision: 12, scale: 6 }).notNull(),
    createdAt: at("created_at").notNull(),
    /** It asked to be left alone until then. */
    restUntil: at("rest_until"),
    /** Names the last pause, for the card about it. */
    pauseId: uuid("pause_id"),
    pausedAt: at("paused_at"),
    pausedWhy: text("paused_why").$type<PauseReason>(),
    resumedAt: at("resumed_at"),
    resumedBy: text("resumed_by"),
    closedAt: at("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("provider_account_name").on(t.tenantId, t.name),
  ],
);

/** That a budget was nearly, or altogether, used up: told once per period and limit. */
export const budgetAlert = pgTable(
  "budget_alert",
  {
    tenantId: tenantId(),
    id: id(),
    period: text("period").$type<BudgetPeriod>().notNull(),
    /** The first day of the period, by the tenant's clock. */
    startsOn: date("starts_on").notNull(),
    percent: smallint("percent").notNull(),
    usdLimit: numeric("usd_limit", { mode: "number", precision: 12, scale: 6 }).notNull(),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("budget_alert_once").on(t.tenantId, t.period, t.startsOn, t.percent, t.usdLimit),
  ],
);

/** Whether the pages that facts were read from are still there. */
export const evidenceCheck = pgTable(
  "evidence_check",
  {
    tenantId: tenantId(),
    id: id(),
    companyId: uuid("company_id").notNull(),
    url: text("url").notNull(),
    status: smallint("status").notNull(),
    checkedAt: at("checked_at").notNull(),
    /** Since when it answers 404 or 410; null while it is there. */
    goneSince: at("gone_since"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("evidence_check_url").on(t.tenantId, t.companyId, t.url),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [company.tenantId, company.id],
    }),
  ],
);

/** People and domains nobody may write to. Only keyed hashes of addresses are kept. */
export const suppression = pgTable(
  "suppression",
  {
    tenantId: tenantId(),
    kind: text("kind").notNull(),
    valueIndex: bytea("value_index").notNull(),
    reason: text("reason").notNull(),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.kind, t.valueIndex] })],
);

/** Why a person may be written to, with the proof; withdrawing it keeps the row. */
export const consent = pgTable(
  "consent",
  {
    tenantId: tenantId(),
    id: id(),
    contactId: uuid("contact_id").notNull(),
    basis: text("basis").$type<Basis>().notNull(),
    /** The arrival that said so. */
    sourceEventId: uuid("source_event_id").notNull(),
    /** The words and the page they were said on, sealed with the contact's key. */
    evidence: bytea("evidence").notNull(),
    at: at("at").notNull(),
    withdrawnAt: at("withdrawn_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("consent_once").on(t.tenantId, t.contactId, t.sourceEventId),
    foreignKey({
      columns: [t.tenantId, t.contactId],
      foreignColumns: [contact.tenantId, contact.id],
    }),
  ],
);

/** A mail to a lead's person, from its draft to its end. Nothing of it is sent without a yes. */
export const outreach = pgTable(
  "outreach",
  {
    tenantId: tenantId(),
    id: id(),
    leadId: uuid("lead_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    consentId: uuid("consent_id").notNull(),
    /** Of its words: an approval is for one version. */
    version: integer("version").notNull().default(1),
    /** Grows with every change a card could show. */
    revision: integer("revision").notNull().default(1),
    state: text("state").$type<OutreachState>().notNull().default("waiting"),
    /** `content` and `remark` are sealed with the contact's key, then this one: destroying either erases them. */
    dataKey: bytea("data_key"),
    /** Addresses, subject, body and what they claim. */
    content: bytea("content").notNull(),
    /** Why it was rejected, or not sent. */
    remark: bytea("remark"),
    createdBy: uuid("created_by").notNull(),
    /** The chat it was drafted in; who has something to do with it is told there, where they are known there. */
    surface: text("surface").$type<Surface>().notNull(),
    createdAt: at("created_at").notNull(),
    editedBy: uuid("edited_by"),
    /** Who was asked for a yes, in turn. */
    asked: uuid("asked").array().notNull(),
    remindedAt: at("reminded_at"),
    escalatedAt: at("escalated_at"),
    expiresAt: at("expires_at").notNull(),
    decidedBy: uuid("decided_by"),
    decidedAt: at("decided_at"),
    sendsAt: at("sends_at"),
    endedAt: at("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("outreach_lead").on(t.tenantId, t.leadId, t.createdAt),
    index("outreach_consent").on(t.tenantId, t.consentId),
    uniqueIndex("outreach_open")
      .on(t.tenantId, t.leadId)
      .where(sql`state in ('waiting', 'approved', 'sending', 'unknown')`),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [lead.tenantId, lead.id] }),
    foreignKey({
      columns: [t.tenantId, t.consentId],
      foreignColumns: [consent.tenantId, consent.id],
    }),
  ],
);

// Files of leads, on their way in.

/** A dropped file: from its first byte to the day its leads can no longer be undone. */
export const leadImport = pgTable(
  "lead_import",
  {
    tenantId: tenantId(),
    id: id(),
    /** What people call it: `/lead import undo 42`. Counts from 1 in each tenant. */
    number: integer("number").notNull(),
    personId: uuid("person_id"),
    origin: jsonb("origin").$type<Origin>(),
    doorId: text("door_id"),
    /** `leads`, or the list its companies go on: `customer`, `open_deal`, `partner`, `competitor`. */
    purpose: text("purpose").notNull().default("leads"),
    state: text("state").notNull(),
    /** Grows with every change its card could show. */
    revision: integer("revision").notNull().default(1),
    /** Seals what is in the file until that is forgotten. */
    dataKey: bytea("data_key"),
    fileName: bytea("file_name").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    /** Encoding, separator, where the header stands. */
    format: jsonb("format").$type<Record<string, unknown>>(),
    /** The header's cells, sealed JSON. */
    columns: bytea("columns"),
    /** Which column is which field; null until it was proposed. */
    mapping: jsonb("mapping").$type<Record<string, number>>(),
    /** Where the list is from, as declared. */
    declaration: text("declaration"),
    counts: jsonb("counts").$type<Record<string, number>>().notNull().default({}),
    /** Why rows are left out, as words of ours: how many, and the first of their lines. */
    skipped: jsonb("skipped").$type<Skipped>().notNull().default({}),
    rowsRead: integer("rows_read").notNull().default(0),
    failure: text("failure"),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    approvedBy: uuid("approved_by"),
    approvedAt: at("approved_at"),
    endedAt: at("ended_at"),
    undoneAt: at("undone_at"),
    /** Why leads were kept when it was undone: how many, and the first of them. */
    kept: jsonb("kept").$type<Kept>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("lead_import_number").on(t.tenantId, t.number),
    index("lead_import_expiry").on(t.expiresAt),
  ],
);

export type Skipped = Record<string, { count: number; lines: number[] }>;
export type Kept = Record<string, { count: number; leads: string[] }>;

/** The bytes of a dropped file, in pieces, sealed with the import's key. */
export const importChunk = pgTable(
  "import_chunk",
  {
    tenantId: tenantId(),
    importId: uuid("import_id").notNull(),
    seq: integer("seq").notNull(),
    body: bytea("body").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.importId, t.seq] }),
    foreignKey({
      columns: [t.tenantId, t.importId],
      foreignColumns: [leadImport.tenantId, leadImport.id],
    }).onDelete("cascade"),
  ],
);

/** A line of a file, read and sealed as the source event it becomes once somebody says yes. */
export const importRow = pgTable(
  "import_row",
  {
    tenantId: tenantId(),
    importId: uuid("import_id").notNull(),
    /** Of the file, the header counted; the first line of a row of several. */
    line: integer("line").notNull(),
    verdict: text("verdict").notNull(),
    /** Why it is skipped, as a word of ours. */
    reason: text("reason"),
    sourceEventId: uuid("source_event_id").notNull(),
    leadRef: uuid("lead_ref").notNull(),
    externalId: text("external_id"),
    dedupeKey: text("dedupe_key").notNull(),
    bodyHash: bytea("body_hash").notNull(),
    dataKey: bytea("data_key"),
    raw: bytea("raw"),
    normalised: bytea("normalised"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.importId, t.line] }),
    index("import_row_verdict").on(t.tenantId, t.importId, t.verdict, t.line),
    index("import_row_dedupe").on(t.tenantId, t.dedupeKey),
    foreignKey({
      columns: [t.tenantId, t.importId],
      foreignColumns: [leadImport.tenantId, leadImport.id],
    }).onDelete("cascade"),
  ],
);

// Who is who.

/** What another system calls a record of ours. It counts for more than any address. */
export const externalRef = pgTable(
  "external_ref",
  {
    tenantId: tenantId(),
    /** `hubspot`, `pipedrive`, `salesforce` … */
    system: text("system").notNull(),
    /** `contact`, `company`, `deal`, `lead`. */
    object: text("object").notNull(),
    /** With the account in front where the id alone is not unique: `33:123`. */
    externalId: text("external_id").notNull(),
    companyId: uuid("company_id"),
    contactId: uuid("contact_id"),
    leadId: uuid("lead_id"),
    seenAt: at("seen_at").notNull(),
    /** Deleted there. */
    goneAt: at("gone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.system, t.object, t.externalId] }),
    index("external_ref_lead").on(t.tenantId, t.leadId),
    index("external_ref_contact").on(t.tenantId, t.contactId),
  ],
);

/** Another domain of a company. */
export const companyAlias = pgTable(
  "company_alias",
  {
    tenantId: tenantId(),
    domain: text("domain").notNull(),
    companyId: uuid("company_id").notNull(),
    /** `redirect`, `imprint`, `merge`, `list`, `crm`. */
    why: text("why").notNull(),
    /** The page that says so. */
    evidence: text("evidence"),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.domain] }),
    index("company_alias_company").on(t.tenantId, t.companyId),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [company.tenantId, company.id],
    }),
  ],
);

/** Two companies or people, or a company and one of the tenant's lists, that could be one. Asked once, and the answer is kept. */
export const sameQuestion = pgTable(
  "same_question",
  {
    tenantId: tenantId(),
    id: id(),
    kind: text("kind").notNull(),
    /** The smaller id of the two. */
    one: uuid("one").notNull(),
    other: uuid("other").notNull(),
    why: jsonb("why").$type<string[]>().notNull(),
    state: text("state").notNull().default("open"),
    revision: integer("revision").notNull().default(1),
    askedAt: at("asked_at").notNull(),
    answeredBy: uuid("answered_by"),
    answeredAt: at("answered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("same_question_pair").on(t.tenantId, t.kind, t.one, t.other),
  ],
);

/** A merge, and what it takes to undo it. */
export const mergeRecord = pgTable(
  "merge_record",
  {
    tenantId: tenantId(),
    id: id(),
    kind: text("kind").notNull(),
    survivor: uuid("survivor").notNull(),
    absorbed: uuid("absorbed").notNull(),
    actor: text("actor").notNull(),
    why: jsonb("why").$type<string[]>().notNull(),
    /** The columns that were changed, as they were. */
    before: jsonb("before").notNull(),
    at: at("at").notNull(),
    undoneAt: at("undone_at"),
    undoneBy: text("undone_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("merge_record_survivor").on(t.tenantId, t.survivor, t.at),
  ],
);

/** A company the tenant knows already: recognised before anything else is done. */
export const knownAccount = pgTable(
  "known_account",
  {
    tenantId: tenantId(),
    id: id(),
    /** The same for every row that names this company, on whichever list. */
    ref: uuid("ref").notNull(),
    standing: text("standing").$type<AccountStanding>().notNull(),
    domain: text("domain"),
    name: text("name").notNull(),
    /** The name as it is compared. */
    nameKey: text("name_key").notNull(),
    importId: uuid("import_id"),
    addedBy: text("added_by").notNull(),
    at: at("at").notNull(),
    removedAt: at("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("known_account_ref").on(t.tenantId, t.ref),
    index("known_account_domain").on(t.tenantId, t.domain),
    index("known_account_name").on(t.tenantId, t.nameKey),
  ],
);

/** A mailbox or form account that Baton looks into by itself. */
export const watchedAccount = pgTable(
  "watched_account",
  {
    tenantId: tenantId(),
    id: id(),
    doorId: text("door_id").notNull(),
    /** `gmail`, `microsoft365`, `linkedin_lead_sync` … */
    provider: text("provider").notNull(),
    dataKey: bytea("data_key"),
    /** The address or account, sealed. */
    address: bytea("address").notNull(),
    addressIndex: bytea("address_index").notNull(),
    /** Tokens, sealed JSON; null when they were taken back. */
    credentials: bytea("credentials"),
    /** How far it was read: a history id, a delta link, a time. */
    cursor: text("cursor"),
    subscriptionId: text("subscription_id"),
    /** Until when the provider tells us by itself. */
    watchUntil: at("watch_until"),
    syncedAt: at("synced_at"),
    failure: text("failure"),
    failedAt: at("failed_at"),
    createdAt: at("created_at").notNull(),
    closedAt: at("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("watched_account_address").on(t.tenantId, t.provider, t.addressIndex),
    index("watched_account_door").on(t.tenantId, t.doorId),
  ],
);

// The tables of seed 002 that later capabilities fill.

export const signal = pgTable(
  "signal",
  {
    tenantId: tenantId(),
    id: id(),
    companyId: uuid("company_id").notNull(),
    productId: uuid("product_id"),
    kind: text("kind").notNull(),
    score: real("score").notNull(),
    tsStart: at("ts_start").notNull(),
    tsEnd: at("ts_end"),
    evidence: jsonb("evidence").notNull(),
    explanation: text("explanation").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [company.tenantId, company.id],
    }),
  ],
);

/** The latest score per company (and product, once there are several). */
export const leadScore = pgTable(
  "lead_score",
  {
    tenantId: tenantId(),
    companyId: uuid("company_id").notNull(),
    productId: uuid("product_id").notNull(),
    score: smallint("score").notNull(),
    components: jsonb("components").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.companyId, t.productId] }),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [company.tenantId, company.id],
    }),
  ],
);

export const proposal = pgTable(
  "proposal",
  {
    tenantId: tenantId(),
    id: id(),
    companyId: uuid("company_id").notNull(),
    productId: uuid("product_id"),
    outlineMd: text("outline_md").notNull(),
    pdfUri: text("pdf_uri"),
    status: text("status").notNull(),
    validUntil: date("valid_until"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [company.tenantId, company.id],
    }),
  ],
);
