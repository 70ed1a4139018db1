ALTER TABLE "registry"."install" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "registry"."install" ADD COLUMN "app_id" text;--> statement-breakpoint
ALTER TABLE "registry"."install" ADD COLUMN "bot_user_id" text;--> statement-breakpoint
ALTER TABLE "registry"."install" ADD COLUMN "bot_id" text;--> statement-breakpoint
ALTER TABLE "registry"."install" ADD COLUMN "scopes" text[];--> statement-breakpoint
ALTER TABLE "registry"."install" ADD COLUMN "sealed_credentials" "bytea";--> statement-breakpoint
ALTER TABLE "registry"."install" ADD COLUMN "installed_by" text;--> statement-breakpoint
ALTER TABLE "registry"."install" ADD COLUMN "revoked_at" timestamp with time zone;--> statement-breakpoint
-- Effects of before lanes are all settled or asked about; they need no order.
ALTER TABLE "route_event" ADD COLUMN "lane" text NOT NULL DEFAULT 'before lanes';--> statement-breakpoint
ALTER TABLE "route_event" ALTER COLUMN "lane" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "route_event" ADD COLUMN "priority" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "route_event" ADD COLUMN "next_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "route_event" ADD COLUMN "lease_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "route_event" ADD COLUMN "lost_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "route_event" ADD COLUMN "copies" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
-- What the first version left half-done: a post under way may have arrived, one that waited is wanted
-- again by its lead's next card. Row-level security would hide every tenant's rows from the owner.
ALTER TABLE "route_event" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "route_event" SET "status" = 'unknown' WHERE "status" = 'sending';--> statement-breakpoint
DELETE FROM "route_event" WHERE "status" = 'pending';--> statement-breakpoint
ALTER TABLE "route_event" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "install_tenant" ON "registry"."install" USING btree ("tenant_id","surface");--> statement-breakpoint
CREATE INDEX "route_event_lane" ON "route_event" USING btree ("tenant_id","lane","status","priority","created_at");--> statement-breakpoint
ALTER TABLE "playground"."message" ADD COLUMN "earlier" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE TABLE "playground"."mail" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"effect_key" text NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_effect" UNIQUE("tenant","effect_key")
);--> statement-breakpoint
CREATE TABLE "playground"."file" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"size" integer NOT NULL,
	"body" "bytea",
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "message_ref" ALTER COLUMN "lead_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "message_ref" ADD COLUMN "notice" text;--> statement-breakpoint
ALTER TABLE "message_ref" ADD COLUMN "about" uuid;--> statement-breakpoint
CREATE INDEX "message_ref_about" ON "message_ref" USING btree ("tenant_id","about");--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "team_id" text;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "gone_at" timestamp with time zone;--> statement-breakpoint
CREATE TABLE "consent" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"basis" text NOT NULL,
	"source_event_id" uuid NOT NULL,
	"evidence" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "consent_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "consent_once" UNIQUE("tenant_id","contact_id","source_event_id")
);
--> statement-breakpoint
CREATE TABLE "outreach" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"consent_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"data_key" "bytea",
	"content" "bytea" NOT NULL,
	"remark" "bytea",
	"created_by" uuid NOT NULL,
	"surface" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"edited_by" uuid,
	"asked" uuid[] NOT NULL,
	"reminded_at" timestamp with time zone,
	"escalated_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"sends_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "outreach_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_tenant_id_contact_id_contact_tenant_id_id_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."contact"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach" ADD CONSTRAINT "outreach_tenant_id_lead_id_lead_tenant_id_id_fk" FOREIGN KEY ("tenant_id","lead_id") REFERENCES "public"."lead"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach" ADD CONSTRAINT "outreach_tenant_id_consent_id_consent_tenant_id_id_fk" FOREIGN KEY ("tenant_id","consent_id") REFERENCES "public"."consent"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outreach_lead" ON "outreach" USING btree ("tenant_id","lead_id","created_at");--> statement-breakpoint
CREATE INDEX "outreach_consent" ON "outreach" USING btree ("tenant_id","consent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outreach_open" ON "outreach" USING btree ("tenant_id","lead_id") WHERE state in ('waiting', 'approved', 'sending', 'unknown');--> statement-breakpoint
select registry.guard('consent');--> statement-breakpoint
select registry.guard('outreach');--> statement-breakpoint
-- Whoever writes to an address holds this lock while they do: an opt-out waits for that mail to be
-- gone, and no mail starts after it.
create function registry.wait_for_mail() returns trigger
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.tenant_id || ':mail:' || encode(new.value_index, 'hex'), 0));
  return new;
end $$;
--> statement-breakpoint
create trigger wait_for_mail before insert or update on suppression for each row execute function registry.wait_for_mail();
--> statement-breakpoint
ALTER TABLE "dispatch"."heartbeat" ADD COLUMN "worker" text;
--> statement-breakpoint
CREATE TABLE "dispatch"."tally" (
	"tenant_id" uuid NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"done" integer NOT NULL,
	"failed" integer NOT NULL,
	CONSTRAINT "tally_tenant_id_minute_pk" PRIMARY KEY("tenant_id","minute")
);
