CREATE TABLE "dispatch"."backlog" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"task" text NOT NULL,
	"about" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "company_alias" (
	"tenant_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"company_id" uuid NOT NULL,
	"why" text NOT NULL,
	"evidence" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "company_alias_tenant_id_domain_pk" PRIMARY KEY("tenant_id","domain")
);
--> statement-breakpoint
CREATE TABLE "dispatch"."door_tally" (
	"door_id" text NOT NULL,
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"repeated" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"last_taken_at" timestamp with time zone,
	"last_refused_at" timestamp with time zone,
	"last_refusal" text,
	CONSTRAINT "door_tally_door_id_day_pk" PRIMARY KEY("door_id","day")
);
--> statement-breakpoint
CREATE TABLE "external_ref" (
	"tenant_id" uuid NOT NULL,
	"system" text NOT NULL,
	"object" text NOT NULL,
	"external_id" text NOT NULL,
	"company_id" uuid,
	"contact_id" uuid,
	"lead_id" uuid,
	"seen_at" timestamp with time zone NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "external_ref_tenant_id_system_object_external_id_pk" PRIMARY KEY("tenant_id","system","object","external_id")
);
--> statement-breakpoint
CREATE TABLE "import_chunk" (
	"tenant_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "import_chunk_tenant_id_import_id_seq_pk" PRIMARY KEY("tenant_id","import_id","seq")
);
--> statement-breakpoint
CREATE TABLE "import_row" (
	"tenant_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"source_event_id" uuid NOT NULL,
	"lead_ref" uuid NOT NULL,
	"external_id" text,
	"dedupe_key" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"data_key" "bytea",
	"raw" "bytea",
	"normalised" "bytea",
	CONSTRAINT "import_row_tenant_id_import_id_line_pk" PRIMARY KEY("tenant_id","import_id","line")
);
--> statement-breakpoint
CREATE TABLE "info_request" (
	"tenant_id" uuid NOT NULL,
	"source_event_id" uuid NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "info_request_tenant_id_source_event_id_pk" PRIMARY KEY("tenant_id","source_event_id")
);
--> statement-breakpoint
CREATE TABLE "known_account" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ref" uuid NOT NULL,
	"standing" text NOT NULL,
	"domain" text,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"import_id" uuid,
	"added_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "known_account_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "lead_import" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"person_id" uuid,
	"origin" jsonb,
	"door_id" text,
	"purpose" text DEFAULT 'leads' NOT NULL,
	"state" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"data_key" "bytea",
	"file_name" "bytea" NOT NULL,
	"bytes" bigint NOT NULL,
	"format" jsonb,
	"columns" "bytea",
	"mapping" jsonb,
	"declaration" text,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"skipped" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	"kept" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "lead_import_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "lead_import_number" UNIQUE("tenant_id","number")
);
--> statement-breakpoint
CREATE TABLE "merge_record" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"survivor" uuid NOT NULL,
	"absorbed" uuid NOT NULL,
	"actor" text NOT NULL,
	"why" jsonb NOT NULL,
	"before" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" text,
	CONSTRAINT "merge_record_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "same_question" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"one" uuid NOT NULL,
	"other" uuid NOT NULL,
	"why" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "same_question_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "same_question_pair" UNIQUE("tenant_id","kind","one","other")
);
--> statement-breakpoint
CREATE TABLE "spam_day" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"door_id" text NOT NULL,
	"day" date NOT NULL,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"released" integer DEFAULT 0 NOT NULL,
	"released_by" uuid,
	"released_at" timestamp with time zone,
	CONSTRAINT "spam_day_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "spam_day_door" UNIQUE("tenant_id","door_id","day")
);
--> statement-breakpoint
CREATE TABLE "watched_account" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"door_id" text NOT NULL,
	"provider" text NOT NULL,
	"data_key" "bytea",
	"address" "bytea" NOT NULL,
	"address_index" "bytea" NOT NULL,
	"credentials" "bytea",
	"cursor" text,
	"subscription_id" text,
	"watch_until" timestamp with time zone,
	"synced_at" timestamp with time zone,
	"failure" text,
	"failed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "watched_account_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "watched_account_address" UNIQUE("tenant_id","provider","address_index")
);
--> statement-breakpoint
ALTER TABLE "company" ADD COLUMN "name_key" text;--> statement-breakpoint
ALTER TABLE "company" ADD COLUMN "legal_index" "bytea";--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "phone_index" "bytea";--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "name_index" "bytea";--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "linkedin_index" "bytea";--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "registry"."door" ADD COLUMN "kind" text DEFAULT 'intake' NOT NULL;--> statement-breakpoint
ALTER TABLE "registry"."door" ADD COLUMN "config" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "registry"."door" ADD COLUMN "sealed_access" "bytea";--> statement-breakpoint
ALTER TABLE "registry"."door" ADD COLUMN "rotated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "source_event" ADD COLUMN "kind" text DEFAULT 'lead' NOT NULL;--> statement-breakpoint
ALTER TABLE "source_event" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "source_event" ADD COLUMN "line" integer;--> statement-breakpoint
ALTER TABLE "source_event" ADD COLUMN "campaign" jsonb;--> statement-breakpoint
ALTER TABLE "source_event" ADD COLUMN "words_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "source_event" ADD COLUMN "event_type" text;--> statement-breakpoint
ALTER TABLE "source_event" ADD COLUMN "tries" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "company_alias" ADD CONSTRAINT "company_alias_tenant_id_company_id_company_tenant_id_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_chunk" ADD CONSTRAINT "import_chunk_tenant_id_import_id_lead_import_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."lead_import"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_tenant_id_import_id_lead_import_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."lead_import"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "info_request" ADD CONSTRAINT "info_request_tenant_id_source_event_id_source_event_tenant_id_id_fk" FOREIGN KEY ("tenant_id","source_event_id") REFERENCES "public"."source_event"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "backlog_task" ON "dispatch"."backlog" USING btree ("task","id");--> statement-breakpoint
CREATE INDEX "company_alias_company" ON "company_alias" USING btree ("tenant_id","company_id");--> statement-breakpoint
CREATE INDEX "door_tally_tenant" ON "dispatch"."door_tally" USING btree ("tenant_id","day");--> statement-breakpoint
CREATE INDEX "external_ref_lead" ON "external_ref" USING btree ("tenant_id","lead_id");--> statement-breakpoint
CREATE INDEX "external_ref_contact" ON "external_ref" USING btree ("tenant_id","contact_id");--> statement-breakpoint
CREATE INDEX "import_row_verdict" ON "import_row" USING btree ("tenant_id","import_id","verdict","line");--> statement-breakpoint
CREATE INDEX "import_row_dedupe" ON "import_row" USING btree ("tenant_id","dedupe_key");--> statement-breakpoint
CREATE INDEX "known_account_ref" ON "known_account" USING btree ("tenant_id","ref");--> statement-breakpoint
CREATE INDEX "known_account_domain" ON "known_account" USING btree ("tenant_id","domain");--> statement-breakpoint
CREATE INDEX "known_account_name" ON "known_account" USING btree ("tenant_id","name_key");--> statement-breakpoint
CREATE INDEX "lead_import_expiry" ON "lead_import" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "merge_record_survivor" ON "merge_record" USING btree ("tenant_id","survivor","at");--> statement-breakpoint
CREATE INDEX "watched_account_door" ON "watched_account" USING btree ("tenant_id","door_id");--> statement-breakpoint
CREATE INDEX "company_name_key" ON "company" USING btree ("tenant_id","name_key" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "company_legal" ON "company" USING btree ("tenant_id","legal_index");--> statement-breakpoint
CREATE INDEX "company_merged" ON "company" USING btree ("tenant_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "contact_phone" ON "contact" USING btree ("tenant_id","phone_index");--> statement-breakpoint
CREATE INDEX "contact_company" ON "contact" USING btree ("tenant_id","company_id","name_index");--> statement-breakpoint
CREATE INDEX "contact_name" ON "contact" USING btree ("tenant_id","name_index");--> statement-breakpoint
CREATE INDEX "contact_linkedin" ON "contact" USING btree ("tenant_id","linkedin_index");--> statement-breakpoint
CREATE INDEX "contact_merged" ON "contact" USING btree ("tenant_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "lead_merged" ON "lead" USING btree ("tenant_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "source_event_import" ON "source_event" USING btree ("tenant_id","import_id","status");--> statement-breakpoint
CREATE INDEX "source_event_words" ON "source_event" USING btree ("words_until");--> statement-breakpoint
CREATE INDEX "source_event_door" ON "source_event" USING btree ("tenant_id","door_id","received_at");--> statement-breakpoint
CREATE INDEX "source_event_kind" ON "source_event" USING btree ("tenant_id","kind","status","received_at");--> statement-breakpoint
CREATE INDEX "source_event_record" ON "source_event" USING btree ("tenant_id","channel","external_id","received_at");--> statement-breakpoint
select registry.guard(format('%I', name)::regclass)
from unnest(array[
  'lead_import', 'import_chunk', 'import_row', 'external_ref', 'company_alias', 'same_question',
  'merge_record', 'known_account', 'watched_account', 'info_request', 'spam_day'
]) as name;
--> statement-breakpoint
alter table source_event drop constraint source_event_status;
--> statement-breakpoint
alter table source_event
  add constraint source_event_status check (status in
    ('received', 'ingested', 'duplicate', 'rejected', 'parked', 'needs_info', 'spam', 'failed', 'settled')),
  add constraint source_event_kind check (kind in
    ('lead', 'needs_info', 'pull', 'erase', 'gone', 'parked', 'spam', 'ignored'));
--> statement-breakpoint
alter table lead_import
  add constraint lead_import_state check (state in
    ('arriving', 'reading', 'waiting', 'importing', 'done', 'cancelled', 'expired', 'failed', 'undoing', 'undone')),
  add constraint lead_import_purpose check (purpose in ('leads', 'customer', 'open_deal', 'partner', 'competitor'));
--> statement-breakpoint
alter table import_row
  add constraint import_row_verdict check (verdict in ('create', 'update', 'unchanged', 'skipped'));
--> statement-breakpoint
alter table same_question
  add constraint same_question_kind check (kind in ('company', 'contact', 'account')),
  add constraint same_question_state check (state in ('open', 'same', 'different')),
  add constraint same_question_order check (one < other);
--> statement-breakpoint
alter table known_account
  add constraint known_account_standing check (standing in ('customer', 'open_deal', 'partner', 'competitor'));
--> statement-breakpoint
alter table info_request
  add constraint info_request_state check (state in ('open', 'completed', 'discarded'));
--> statement-breakpoint
grant insert on dispatch.backlog to baton_app;
--> statement-breakpoint
grant usage on sequence dispatch.backlog_id_seq to baton_app;
