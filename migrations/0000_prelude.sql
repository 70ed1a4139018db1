-- The role every request and job runs as. It owns nothing and cannot bypass row-level security.
do $$
begin
  if not exists (select from pg_roles where rolname = 'baton_app') then
    create role baton_app nologin nosuperuser nobypassrls;
  end if;
exception
  when duplicate_object or unique_violation then null; -- another database of this server got there first
end $$;
--> statement-breakpoint
do $$
begin
  if not pg_has_role(current_user, 'baton_app', 'set') then
    execute format('grant baton_app to %I with set true, inherit false', current_user);
  end if;
end $$;
