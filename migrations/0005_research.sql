CREATE TABLE "budget_alert" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"period" text NOT NULL,
	"starts_on" date NOT NULL,
	"percent" smallint NOT NULL,
	"usd_limit" numeric(12, 6) NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "budget_alert_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "budget_alert_once" UNIQUE("tenant_id","period","starts_on","percent","usd_limit")
);
--> statement-breakpoint
CREATE TABLE "evidence_check" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"url" text NOT NULL,
	"status" smallint NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"gone_since" timestamp with time zone,
	CONSTRAINT "evidence_check_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "evidence_check_url" UNIQUE("tenant_id","company_id","url")
);
--> statement-breakpoint
CREATE TABLE "llm_answer" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"lead_id" uuid,
	"request_hash" "bytea" NOT NULL,
	"cost_id" uuid NOT NULL,
	"sealed" "bytea",
	"at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "llm_answer_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "llm_answer_request" UNIQUE("tenant_id","request_hash")
);
--> statement-breakpoint
CREATE TABLE "registry"."opt_out" (
	"domain" text PRIMARY KEY NOT NULL,
	"why" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_account" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"data_key" "bytea",
	"credentials" "bytea",
	"usd_per_hit" numeric(12, 6) NOT NULL,
	"usd_per_miss" numeric(12, 6) NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"rest_until" timestamp with time zone,
	"pause_id" uuid,
	"paused_at" timestamp with time zone,
	"paused_why" text,
	"resumed_at" timestamp with time zone,
	"resumed_by" text,
	"closed_at" timestamp with time zone,
	CONSTRAINT "provider_account_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "provider_account_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
CREATE TABLE "provider_lookup" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"provider" text NOT NULL,
	"company_id" uuid,
	"lead_id" uuid,
	"domain_index" "bytea" NOT NULL,
	"state" text NOT NULL,
	"usd" numeric(12, 6) NOT NULL,
	"data_key" "bytea",
	"sealed" "bytea",
	"asked_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "provider_lookup_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "provider_lookup_domain" UNIQUE("tenant_id","provider","domain_index")
);
--> statement-breakpoint
DROP INDEX "artifact_company";--> statement-breakpoint
ALTER TABLE "artifact" ADD COLUMN "etag" text;--> statement-breakpoint
ALTER TABLE "artifact" ADD COLUMN "last_modified" text;--> statement-breakpoint
ALTER TABLE "artifact" ADD COLUMN "sealed_headers" "bytea";--> statement-breakpoint
ALTER TABLE "company" ADD COLUMN "researched_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "company" ADD COLUMN "research_failure" text;--> statement-breakpoint
ALTER TABLE "company" ADD COLUMN "refresh_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cost" ADD COLUMN "input_tokens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cost" ADD COLUMN "output_tokens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cost" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "cost" ADD COLUMN "purpose" text;--> statement-breakpoint
ALTER TABLE "cost" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "cost" ADD COLUMN "cached" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "provisional" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "dispatch"."host_state" ADD COLUMN "busy_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dispatch"."host_state" ADD COLUMN "robots" text;--> statement-breakpoint
ALTER TABLE "dispatch"."host_state" ADD COLUMN "robots_status" smallint;--> statement-breakpoint
ALTER TABLE "dispatch"."host_state" ADD COLUMN "robots_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dispatch"."host_state" ADD COLUMN "robots_down_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dispatch"."host_state" ADD COLUMN "fails" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "dispatch"."host_state" ADD COLUMN "blocked_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lead" ADD COLUMN "research_started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lead" ADD COLUMN "paid_pause" text;--> statement-breakpoint
ALTER TABLE "lead" ADD COLUMN "paid_pause_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "evidence_check" ADD CONSTRAINT "evidence_check_tenant_id_company_id_company_tenant_id_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "llm_answer" ADD CONSTRAINT "llm_answer_tenant_id_company_id_company_tenant_id_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "llm_answer" ADD CONSTRAINT "llm_answer_tenant_id_lead_id_lead_tenant_id_id_fk" FOREIGN KEY ("tenant_id","lead_id") REFERENCES "public"."lead"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_lookup" ADD CONSTRAINT "provider_lookup_tenant_id_company_id_company_tenant_id_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "llm_answer_lead" ON "llm_answer" USING btree ("tenant_id","lead_id");--> statement-breakpoint
CREATE INDEX "llm_answer_expiry" ON "llm_answer" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "provider_lookup_asked" ON "provider_lookup" USING btree ("tenant_id","provider","asked_at");--> statement-breakpoint
CREATE INDEX "company_refresh" ON "company" USING btree ("tenant_id","refresh_at") WHERE refresh_at is not null;--> statement-breakpoint
CREATE INDEX "company_researched" ON "company" USING btree ("tenant_id","researched_at") WHERE researched_at is not null;--> statement-breakpoint
CREATE INDEX "cost_at" ON "cost" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE INDEX "artifact_company" ON "artifact" USING btree ("tenant_id","company_id","url");--> statement-breakpoint
select registry.guard(format('%I', name)::regclass)
from unnest(array[
  'evidence_check', 'llm_answer', 'provider_lookup', 'provider_account', 'budget_alert'
]) as name;
--> statement-breakpoint
alter table provider_lookup
  add constraint provider_lookup_state check (state in ('asking', 'hit', 'miss', 'failed', 'unknown'));
--> statement-breakpoint
grant select on registry.opt_out to baton_app;
