insert into registry.lifecycle_rule (from_state, to_state) values
  ('INGESTED', 'ENRICHING'),
  ('ENRICHING', 'SCORED'),
  ('ENRICHING', 'ENRICHMENT_FAILED'),
  ('ENRICHMENT_FAILED', 'ENRICHING'),
  ('ENRICHMENT_FAILED', 'SCORED'),
  ('SCORED', 'ASSIGNED'),
  ('SCORED', 'STALE'),
  ('ASSIGNED', 'OUTREACH_ACTIVE'),
  ('ASSIGNED', 'HANDED_OFF'),
  ('ASSIGNED', 'STALE'),
  ('OUTREACH_ACTIVE', 'QUALIFIED'),
  ('OUTREACH_ACTIVE', 'BOUNCED'),
  ('OUTREACH_ACTIVE', 'STALE'),
  ('BOUNCED', 'ENRICHING'),
  ('QUALIFIED', 'HANDED_OFF'),
  ('HANDED_OFF', 'OUTREACH_ACTIVE'),
  ('STALE', 'ENRICHING'),
  ('ASSIGNED', 'OPT_OUT'),
  ('OUTREACH_ACTIVE', 'OPT_OUT'),
  ('QUALIFIED', 'OPT_OUT'),
  ('HANDED_OFF', 'OPT_OUT'),
  ('STALE', 'OPT_OUT'),
  ('BOUNCED', 'OPT_OUT'),
  ('ENRICHMENT_FAILED', 'OPT_OUT');
--> statement-breakpoint

-- The tenant of this transaction, set by db/client.ts with `set local`; null when nobody said.
create function registry.current_tenant() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.tenant_id', true), '')::uuid;
--> statement-breakpoint

-- Every tenant table of this and every later migration goes through here.
create function registry.guard(target regclass, verbs text default 'select, insert, update, delete') returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenant on %s using (tenant_id = (select registry.current_tenant())) '
    'with check (tenant_id = (select registry.current_tenant()))', target);
  execute format('grant %s on %s to baton_app', verbs, target);
end $$;
--> statement-breakpoint

select registry.guard(format('%I', name)::regclass)
from unnest(array[
  'person', 'person_identity', 'setting', 'pool', 'pool_member', 'company', 'contact', 'lead',
  'source_event', 'fact', 'artifact', 'page_visit', 'routing', 'touch', 'feedback', 'route_event',
  'message_ref', 'conversation', 'chat_event', 'draft', 'cost', 'suppression', 'signal', 'lead_score', 'proposal'
]) as name;
--> statement-breakpoint
-- What is written once: a new opinion, move or event is a new row.
select registry.guard(format('%I', name)::regclass, 'select, insert')
from unnest(array['decision', 'decision_part', 'transition', 'event']) as name;
--> statement-breakpoint

grant usage on schema public, registry, dispatch to baton_app;
--> statement-breakpoint
grant usage on all sequences in schema public, dispatch to baton_app;
--> statement-breakpoint
grant select on registry.tenant, registry.install, registry.door, registry.host, registry.lifecycle_rule to baton_app;
--> statement-breakpoint
grant insert on dispatch.arrival to baton_app;
--> statement-breakpoint
grant select, insert, update on dispatch.host_state to baton_app;
--> statement-breakpoint

-- Jobs are queued in the caller's transaction; the application cannot touch the queue itself.
create function dispatch.enqueue(task text, payload json, job_key text, run_at timestamptz, attempts int, priority int)
returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(
    task, payload, run_at := run_at, max_attempts := attempts, job_key := job_key, priority := priority)
$$;
--> statement-breakpoint
revoke all on function dispatch.enqueue from public;
--> statement-breakpoint
grant execute on function dispatch.enqueue to baton_app;
--> statement-breakpoint

-- Values that are few and fixed.
alter table person add constraint person_role check (role in ('rep', 'manager', 'ops', 'admin', 'viewer'));
--> statement-breakpoint
alter table lead
  add constraint lead_state check (state in ('INGESTED', 'ENRICHING', 'ENRICHMENT_FAILED', 'SCORED', 'ASSIGNED',
    'OUTREACH_ACTIVE', 'QUALIFIED', 'HANDED_OFF', 'BOUNCED', 'STALE', 'OPT_OUT')),
  add constraint lead_closed check (closed_as in ('not_a_fit', 'won', 'lost'));
--> statement-breakpoint
alter table decision
  add constraint decision_label check (label_enum in ('A', 'B', 'C', 'D', 'Drop')),
  add constraint decision_score check (score_int between 0 and 100),
  add constraint decision_gate check ((label_enum = 'Drop') = (score_int is null));
--> statement-breakpoint
alter table source_event
  add constraint source_event_status check (status in ('received', 'ingested', 'duplicate', 'rejected'));
--> statement-breakpoint
alter table route_event
  add constraint route_event_status check (status in ('pending', 'sending', 'sent', 'unknown', 'failed', 'dead'));
--> statement-breakpoint
alter table event add constraint event_topic check (topic in
  ('raw.events', 'clean.events', 'companies.updates', 'signals.detected', 'actions.triggered'));
--> statement-breakpoint

-- A lead is born INGESTED and remembers where it came from, so that `lead_legal_move` sees every move.
create function registry.lead_move() returns trigger
language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.state := 'INGESTED';
    new.previous_state := null;
  elsif new.state is distinct from old.state then
    new.previous_state := old.state;
  else
    new.previous_state := old.previous_state;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger lead_move before insert or update on lead for each row execute function registry.lead_move();
--> statement-breakpoint

-- Every move is audited, whoever makes it. `app.actor`, `app.place` and `app.why` are set by db/audit.ts.
create function registry.lead_audit() returns trigger
language plpgsql as $$
begin
  insert into transition (tenant_id, lead_id, seq, verb, from_state, to_state, actor, place, why, before, after, at, hash)
  values (new.tenant_id, new.id, 0, 'move', old.state, new.state,
    coalesce(nullif(current_setting('app.actor', true), ''), session_user),
    coalesce(nullif(current_setting('app.place', true), ''), 'database'),
    nullif(current_setting('app.why', true), ''),
    jsonb_build_object('state', old.state, 'version', old.version),
    jsonb_build_object('state', new.state, 'version', new.version),
    clock_timestamp(), ''::bytea);
  return null;
end $$;
--> statement-breakpoint
create trigger lead_audit after update on lead for each row
  when (old.state is distinct from new.state) execute function registry.lead_audit();
--> statement-breakpoint

-- The fingerprint of one audit row, its predecessor's fingerprint included.
create function registry.transition_hash(t transition) returns bytea
language sql stable
return sha256(convert_to(jsonb_build_array(
  encode(t.prev_hash, 'hex'), t.tenant_id, t.lead_id, t.seq, t.verb, t.from_state, t.to_state, t.actor, t.place,
  t.why, t.before, t.after, (extract(epoch from t.at) * 1000000)::bigint)::text, 'UTF8'));
--> statement-breakpoint

-- Numbers and chains the rows of one lead. The lead's row lock orders writers.
create function registry.transition_chain() returns trigger
language plpgsql as $$
declare
  last record;
begin
  perform from lead where tenant_id = new.tenant_id and id = new.lead_id for update;
  select seq, hash into last from transition
    where tenant_id = new.tenant_id and lead_id = new.lead_id order by seq desc limit 1;
  new.seq := coalesce(last.seq, 0) + 1;
  new.prev_hash := last.hash;
  new.hash := registry.transition_hash(new);
  return new;
end $$;
--> statement-breakpoint
create trigger transition_chain before insert on transition for each row execute function registry.transition_chain();
--> statement-breakpoint

-- The first broken link of a lead's audit, null when the chain holds. Needs the tenant set.
create function registry.broken_link(lead uuid) returns int
language sql stable
return (
  select min(t.seq) from (
    select t, t.seq, t.hash, t.prev_hash,
      lag(t.hash) over (order by t.seq) as expected_prev,
      row_number() over (order by t.seq) as position
    from transition t where t.tenant_id = registry.current_tenant() and t.lead_id = lead
  ) as t
  where t.hash is distinct from registry.transition_hash(t.t)
    or t.prev_hash is distinct from t.expected_prev
    or t.seq <> t.position);
--> statement-breakpoint

create function registry.refuse_change() returns trigger
language plpgsql as $$
begin
  -- Only db/erase.ts says this, and the application role may not delete at all.
  if tg_op = 'DELETE' and current_setting('app.erasing', true) = 'on' then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger append_only before update or delete on transition for each row execute function registry.refuse_change();
--> statement-breakpoint
create trigger append_only before update or delete on decision for each row execute function registry.refuse_change();
--> statement-breakpoint
create trigger append_only before update or delete on decision_part for each row execute function registry.refuse_change();
--> statement-breakpoint
create trigger append_only before update or delete on event for each row execute function registry.refuse_change();
--> statement-breakpoint
create trigger no_truncate before truncate on transition for each statement execute function registry.refuse_change();
--> statement-breakpoint

-- The names of the first design card, for reports. They see what the reader may see, nothing more.
create view eng_lead_ingest with (security_invoker = true) as
  select tenant_id, id, coalesce(lead_id, lead_ref) as lead_id, channel, door_id, external_id,
    encode(body_hash, 'hex') as body_hash, raw, normalised, status, received_at
  from source_event;
--> statement-breakpoint
create view eng_lead_touch with (security_invoker = true) as
  select tenant_id, id, lead_id, kind, outcome, reason, value, person_id, at from touch;
--> statement-breakpoint
grant select on eng_lead_ingest, eng_lead_touch to baton_app;
