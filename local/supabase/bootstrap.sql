-- What a hosted Supabase project has before the first migration, and the embedded one does not. Runs every time.

-- Roles belong to the cluster: a neighbouring database may be creating them this very moment.
do $$
declare
  missing text;
begin
  foreach missing in array array['anon', 'authenticated', 'service_role', 'authenticator', 'supabase_auth_admin', 'dashboard_user'] loop
    continue when exists (select from pg_roles where rolname = missing);
    begin
      execute format('create role %I nologin noinherit', missing);
      if missing = 'service_role' then alter role service_role bypassrls; end if;
      if missing = 'authenticator' then grant anon, authenticated, service_role to authenticator; end if;
    exception
      when unique_violation or duplicate_object or internal_error then null;
    end;
  end loop;
end $$;

create schema if not exists extensions;
create schema if not exists auth;

grant usage on schema public, extensions, auth to anon, authenticated, service_role;

do $$ begin
  execute format('alter database %I set search_path = "$user", public, extensions', current_database());
end $$;
set search_path = "$user", public, extensions;

-- Before the first migration everything new in `public` is open to everyone, as on a hosted project: a migration has to
-- take it back, and a forgotten one shows here.
do $$ begin
  if not exists (select from supabase_migrations.schema_migrations) then
    alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
    alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
    alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
  end if;
end $$;

create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;

create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;

create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
  )::uuid
$$;

create or replace function auth.role() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
  )
$$;

create or replace function auth.email() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
  )
$$;

grant execute on function auth.jwt(), auth.uid(), auth.role(), auth.email() to anon, authenticated, service_role;

-- One-time codes: single use, dead after ten minutes or five wrong tries.
create table if not exists auth.one_time_codes (
  user_id uuid not null references auth.users (id) on delete cascade,
  slot text not null check (slot in ('confirmation', 'recovery', 'email_change')),
  email text not null,
  code_hash text not null,
  link_hash text not null unique,
  wrong_tries integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (user_id, slot)
);
create index if not exists one_time_codes_email on auth.one_time_codes (email);
