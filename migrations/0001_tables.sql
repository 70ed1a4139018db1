CREATE SCHEMA "dispatch";
--> statement-breakpoint
CREATE SCHEMA "registry";
--> statement-breakpoint
CREATE SCHEMA "playground";
--> statement-breakpoint
CREATE TABLE "dispatch"."arrival" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"source_event_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "artifact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid,
	"kind" text NOT NULL,
	"url" text,
	"content_type" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "artifact_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "chat_event" (
	"tenant_id" uuid NOT NULL,
	"surface" text NOT NULL,
	"event_id" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chat_event_tenant_id_surface_event_id_pk" PRIMARY KEY("tenant_id","surface","event_id")
);
--> statement-breakpoint
CREATE TABLE "company" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"domain" text,
	"name" text NOT NULL,
	"country" text,
	"industry" text,
	"employee_range" text,
	"size" integer,
	"revenue" text,
	"tech_signals" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"tech" text[] DEFAULT '{}' NOT NULL,
	"data_key" "bytea",
	"employees" "bytea",
	"sources" text[] DEFAULT '{}' NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"merged_into" uuid,
	CONSTRAINT "company_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "company_domain" UNIQUE("tenant_id","domain")
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid,
	"data_key" "bytea",
	"name" "bytea",
	"email" "bytea",
	"email_index" "bytea",
	"phone" "bytea",
	"title" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "contact_email" UNIQUE("tenant_id","email_index")
);
--> statement-breakpoint
CREATE TABLE "conversation" (
	"tenant_id" uuid NOT NULL,
	"surface" text NOT NULL,
	"conversation_id" text NOT NULL,
	"user_id" text,
	"reference" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversation_tenant_id_surface_conversation_id_pk" PRIMARY KEY("tenant_id","surface","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "cost" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid,
	"company_id" uuid,
	"kind" text NOT NULL,
	"usd" numeric(12, 6) NOT NULL,
	"tokens" bigint DEFAULT 0 NOT NULL,
	"ms" integer DEFAULT 0 NOT NULL,
	"model" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "cost_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"score_int" smallint,
	"label_enum" text NOT NULL,
	"reasons_text" text NOT NULL,
	"risk_flags" jsonb NOT NULL,
	"gate" jsonb,
	"features" jsonb NOT NULL,
	"unknown" jsonb NOT NULL,
	"bars" jsonb NOT NULL,
	"summary" text NOT NULL,
	"next_action" text NOT NULL,
	"model_version" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "decision_part" (
	"tenant_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"name" text NOT NULL,
	"component" text NOT NULL,
	"points" smallint NOT NULL,
	"because" text NOT NULL,
	"evidence" jsonb,
	"observed_at" text,
	CONSTRAINT "decision_part_tenant_id_decision_id_position_pk" PRIMARY KEY("tenant_id","decision_id","position")
);
--> statement-breakpoint
CREATE TABLE "registry"."door" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"sealed_secrets" "bytea"[] NOT NULL,
	"bearer_hash" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "door_bearer_hash_unique" UNIQUE("bearer_hash")
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid NOT NULL,
	"data_key" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "draft_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"seq" bigserial NOT NULL,
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"company_id" uuid,
	"lead_id" uuid,
	"url" text,
	"ts" timestamp with time zone NOT NULL,
	"text" text,
	"features" jsonb,
	"lang" text,
	CONSTRAINT "event_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "fact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" jsonb,
	"source_url" text,
	"sealed" "bytea",
	"page_hash" "bytea",
	"observed_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"provider" text NOT NULL,
	"confidence" real NOT NULL,
	CONSTRAINT "fact_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"signal_id" uuid,
	"decision_id" uuid,
	"person_id" uuid NOT NULL,
	"surface" text NOT NULL,
	"emoji" text NOT NULL,
	"outcome" text NOT NULL,
	"weight" real NOT NULL,
	"reason" text,
	"value" numeric,
	"ts" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "feedback_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "feedback_once" UNIQUE("tenant_id","lead_id","person_id","emoji")
);
--> statement-breakpoint
CREATE TABLE "dispatch"."heartbeat" (
	"pool_id" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry"."host" (
	"host" text PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dispatch"."host_state" (
	"host" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry"."install" (
	"surface" text NOT NULL,
	"team" text NOT NULL,
	"tenant_id" uuid NOT NULL,
	"enterprise" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "install_surface_team_pk" PRIMARY KEY("surface","team")
);
--> statement-breakpoint
CREATE TABLE "lead" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"contact_id" uuid,
	"source" text NOT NULL,
	"external_id" text,
	"raw_payload" "bytea",
	"name" "bytea",
	"email" "bytea",
	"title" "bytea",
	"phone" "bytea",
	"website" text,
	"country" text,
	"product_interest" text,
	"free_text" "bytea",
	"utm_source" text,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"state" text DEFAULT 'INGESTED' NOT NULL,
	"previous_state" text,
	"version" integer DEFAULT 1 NOT NULL,
	"pool_id" uuid,
	"assigned_to" uuid,
	"offered_at" timestamp with time zone,
	"claimed_by" uuid,
	"claimed_at" timestamp with time zone,
	"asked_by" uuid,
	"snoozed_until" timestamp with time zone,
	"snoozed_by" uuid,
	"snooze_note" text,
	"closed_as" text,
	"research_read" smallint,
	"research_expected" smallint,
	"research_ms" integer,
	"research_tries" smallint DEFAULT 0 NOT NULL,
	"failure" text,
	"failure_detail" text,
	"delivering_until" timestamp with time zone,
	"first_card_at" timestamp with time zone,
	"complete_card_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"merged_into" uuid,
	CONSTRAINT "lead_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "lead_external" UNIQUE("tenant_id","source","external_id")
);
--> statement-breakpoint
CREATE TABLE "lead_score" (
	"tenant_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"score" smallint NOT NULL,
	"components" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lead_score_tenant_id_company_id_product_id_pk" PRIMARY KEY("tenant_id","company_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "registry"."lifecycle_rule" (
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	CONSTRAINT "lifecycle_rule_from_state_to_state_pk" PRIMARY KEY("from_state","to_state")
);
--> statement-breakpoint
CREATE TABLE "message_ref" (
	"tenant_id" uuid NOT NULL,
	"surface" text NOT NULL,
	"channel_id" text NOT NULL,
	"message_id" text NOT NULL,
	"lead_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"edited_at" timestamp with time zone NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "message_ref_tenant_id_surface_channel_id_message_id_pk" PRIMARY KEY("tenant_id","surface","channel_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "page_visit" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"url" text NOT NULL,
	"kind" text NOT NULL,
	"status" smallint NOT NULL,
	"ms" integer NOT NULL,
	"bytes" integer NOT NULL,
	"via" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "page_visit_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "person_identity" (
	"tenant_id" uuid NOT NULL,
	"surface" text NOT NULL,
	"user_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "person_identity_tenant_id_surface_user_id_pk" PRIMARY KEY("tenant_id","surface","user_id")
);
--> statement-breakpoint
CREATE TABLE "pool" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "pool_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "pool_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
CREATE TABLE "pool_member" (
	"tenant_id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"cap" integer,
	"paused" boolean DEFAULT false NOT NULL,
	"last_offered_at" timestamp with time zone,
	CONSTRAINT "pool_member_tenant_id_pool_id_person_id_pk" PRIMARY KEY("tenant_id","pool_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"product_id" uuid,
	"outline_md" text NOT NULL,
	"pdf_uri" text,
	"status" text NOT NULL,
	"valid_until" date,
	CONSTRAINT "proposal_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "route_event" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid,
	"effect_key" text NOT NULL,
	"channel_enum" text NOT NULL,
	"kind" text NOT NULL,
	"target" jsonb NOT NULL,
	"payload" jsonb,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"provider_id" text,
	"response_json" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "route_event_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "route_event_effect" UNIQUE("tenant_id","effect_key")
);
--> statement-breakpoint
CREATE TABLE "routing" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"trace" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "routing_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"tenant_id" uuid NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"value" jsonb NOT NULL,
	"actor" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "setting_tenant_id_key_version_pk" PRIMARY KEY("tenant_id","key","version")
);
--> statement-breakpoint
CREATE TABLE "signal" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"product_id" uuid,
	"kind" text NOT NULL,
	"score" real NOT NULL,
	"ts_start" timestamp with time zone NOT NULL,
	"ts_end" timestamp with time zone,
	"evidence" jsonb NOT NULL,
	"explanation" text NOT NULL,
	CONSTRAINT "signal_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "source_event" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_ref" uuid NOT NULL,
	"lead_id" uuid,
	"channel" text NOT NULL,
	"door_id" text,
	"external_id" text,
	"dedupe_key" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"data_key" "bytea",
	"raw" "bytea",
	"normalised" "bytea",
	"origin" jsonb,
	"status" text DEFAULT 'received' NOT NULL,
	"status_detail" text,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "source_event_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "source_event_dedupe" UNIQUE("tenant_id","dedupe_key"),
	CONSTRAINT "source_event_ref" UNIQUE("tenant_id","lead_ref")
);
--> statement-breakpoint
CREATE TABLE "suppression" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value_index" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "suppression_tenant_id_kind_value_index_pk" PRIMARY KEY("tenant_id","kind","value_index")
);
--> statement-breakpoint
CREATE TABLE "registry"."tenant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"sealed_key" "bytea" NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "touch" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"outcome" text,
	"reason" text,
	"value" numeric,
	"person_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "touch_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "transition" (
	"tenant_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"verb" text NOT NULL,
	"from_state" text,
	"to_state" text,
	"actor" text NOT NULL,
	"place" text NOT NULL,
	"why" text,
	"before" jsonb,
	"after" jsonb,
	"at" timestamp with time zone NOT NULL,
	"prev_hash" "bytea",
	"hash" "bytea" NOT NULL,
	CONSTRAINT "transition_tenant_id_lead_id_seq_pk" PRIMARY KEY("tenant_id","lead_id","seq")
);
--> statement-breakpoint
CREATE TABLE "playground"."message" (
	"seq" bigserial NOT NULL,
	"surface" text NOT NULL,
	"channel_id" text NOT NULL,
	"id" text NOT NULL,
	"thread_id" text,
	"author_id" text NOT NULL,
	"only_for" text,
	"text" text NOT NULL,
	"body" jsonb NOT NULL,
	"edits" integer DEFAULT 0 NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_surface_channel_id_id_pk" PRIMARY KEY("surface","channel_id","id")
);
--> statement-breakpoint
CREATE TABLE "playground"."reaction" (
	"seq" bigserial NOT NULL,
	"surface" text NOT NULL,
	"channel_id" text NOT NULL,
	"message_id" text NOT NULL,
	"emoji" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "reaction_surface_channel_id_message_id_emoji_user_id_pk" PRIMARY KEY("surface","channel_id","message_id","emoji","user_id")
);
--> statement-breakpoint
CREATE TABLE "playground"."secret" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "playground"."ticket" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"user_id" text NOT NULL,
	"channel_id" text,
	"message_id" text,
	"uses" integer DEFAULT 0 NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "playground"."view" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"stack" integer NOT NULL,
	"hash" text NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_tenant_id_company_id_company_tenant_id_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_tenant_id_lead_id_lead_tenant_id_id_fk" FOREIGN KEY ("tenant_id","lead_id") REFERENCES "public"."lead"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_part" ADD CONSTRAINT "decision_part_tenant_id_decision_id_decision_tenant_id_id_fk" FOREIGN KEY ("tenant_id","decision_id") REFERENCES "public"."decision"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry"."door" ADD CONSTRAINT "door_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "registry"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_tenant_id_company_id_company_tenant_id_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_tenant_id_lead_id_lead_tenant_id_id_fk" FOREIGN KEY ("tenant_id","lead_id") REFERENCES "public"."lead"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry"."host" ADD CONSTRAINT "host_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "registry"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry"."install" ADD CONSTRAINT "install_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "registry"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead" ADD CONSTRAINT "lead_tenant_id_company_id_company_tenant_id_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead" ADD CONSTRAINT "lead_tenant_id_contact_id_contact_tenant_id_id_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."contact"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead" ADD CONSTRAINT "lead_legal_move" FOREIGN KEY ("previous_state","state") REFERENCES "registry"."lifecycle_rule"("from_state","to_state") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_score" ADD CONSTRAINT "lead_score_tenant_id_company_id_company_tenant_id_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_ref" ADD CONSTRAINT "message_ref_tenant_id_lead_id_lead_tenant_id_id_fk" FOREIGN KEY ("tenant_id","lead_id") REFERENCES "public"."lead"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_identity" ADD CONSTRAINT "person_identity_tenant_id_person_id_person_tenant_id_id_fk" FOREIGN KEY ("tenant_id","person_id") REFERENCES "public"."person"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_member" ADD CONSTRAINT "pool_member_tenant_id_pool_id_pool_tenant_id_id_fk" FOREIGN KEY ("tenant_id","pool_id") REFERENCES "public"."pool"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_member" ADD CONSTRAINT "pool_member_tenant_id_person_id_person_tenant_id_id_fk" FOREIGN KEY ("tenant_id","person_id") REFERENCES "public"."person"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_tenant_id_company_id_company_tenant_id_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing" ADD CONSTRAINT "routing_tenant_id_lead_id_lead_tenant_id_id_fk" FOREIGN KEY ("tenant_id","lead_id") REFERENCES "public"."lead"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal" ADD CONSTRAINT "signal_tenant_id_company_id_company_tenant_id_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touch" ADD CONSTRAINT "touch_tenant_id_lead_id_lead_tenant_id_id_fk" FOREIGN KEY ("tenant_id","lead_id") REFERENCES "public"."lead"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transition" ADD CONSTRAINT "transition_tenant_id_lead_id_lead_tenant_id_id_fk" FOREIGN KEY ("tenant_id","lead_id") REFERENCES "public"."lead"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transition" ADD CONSTRAINT "transition_legal_move" FOREIGN KEY ("from_state","to_state") REFERENCES "registry"."lifecycle_rule"("from_state","to_state") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "artifact_expiry" ON "artifact" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "artifact_company" ON "artifact" USING btree ("tenant_id","company_id");--> statement-breakpoint
CREATE INDEX "chat_event_seen" ON "chat_event" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "company_name" ON "company" USING btree ("tenant_id",lower("name"));--> statement-breakpoint
CREATE INDEX "conversation_user" ON "conversation" USING btree ("tenant_id","surface","user_id");--> statement-breakpoint
CREATE INDEX "cost_lead" ON "cost" USING btree ("tenant_id","lead_id");--> statement-breakpoint
CREATE INDEX "decision_lead" ON "decision" USING btree ("tenant_id","lead_id","decided_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "draft_expiry" ON "draft" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "event_topic" ON "event" USING btree ("tenant_id","topic","seq");--> statement-breakpoint
CREATE INDEX "event_key" ON "event" USING btree ("tenant_id","key","ts");--> statement-breakpoint
CREATE INDEX "fact_company" ON "fact" USING btree ("tenant_id","company_id","name");--> statement-breakpoint
CREATE INDEX "lead_company" ON "lead" USING btree ("tenant_id","company_id");--> statement-breakpoint
CREATE INDEX "lead_contact" ON "lead" USING btree ("tenant_id","contact_id");--> statement-breakpoint
CREATE INDEX "lead_state" ON "lead" USING btree ("tenant_id","state","created_at");--> statement-breakpoint
CREATE INDEX "lead_owner" ON "lead" USING btree ("tenant_id","claimed_by","assigned_to");--> statement-breakpoint
CREATE INDEX "message_ref_lead" ON "message_ref" USING btree ("tenant_id","lead_id");--> statement-breakpoint
CREATE INDEX "page_visit_lead" ON "page_visit" USING btree ("tenant_id","lead_id");--> statement-breakpoint
CREATE INDEX "route_event_lead" ON "route_event" USING btree ("tenant_id","lead_id");--> statement-breakpoint
CREATE INDEX "route_event_status" ON "route_event" USING btree ("tenant_id","status","updated_at");--> statement-breakpoint
CREATE INDEX "routing_lead" ON "routing" USING btree ("tenant_id","lead_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "source_event_lead" ON "source_event" USING btree ("tenant_id","lead_id");--> statement-breakpoint
CREATE INDEX "touch_lead" ON "touch" USING btree ("tenant_id","lead_id","at");--> statement-breakpoint
CREATE INDEX "message_newest" ON "playground"."message" USING btree ("surface","channel_id","seq");--> statement-breakpoint
CREATE INDEX "view_of_user" ON "playground"."view" USING btree ("user_id","stack");