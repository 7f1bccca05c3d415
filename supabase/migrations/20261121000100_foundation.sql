-- The ground every room stands on: no privilege by default, one clock, one trigger, rates.

create schema if not exists private;
comment on schema private is 'Not reachable over REST: helper functions, and tables only functions may touch.';
grant usage on schema private to authenticated, service_role;

-- Hosted Supabase grants everything on new objects to everyone; here every grant is written down.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges revoke execute on functions from public;
alter default privileges in schema public grant all on tables to service_role;
alter default privileges in schema public grant execute on functions to service_role;


-- Types --------------------------------------------------------------------

create type public.profession as enum ('legal', 'accounting', 'real_estate', 'therapy', 'consulting', 'other');


-- Functions ----------------------------------------------------------------

-- Business time. Everything that waits, expires or renews asks this function, so that time can be travelled.
create function private.now() returns timestamptz
language sql stable set search_path = ''
as $$
  select now();
$$;

create function private.touch() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.updated_at = private.now();
  return new;
end;
$$;


-- Rates --------------------------------------------------------------------

create table private.rates (
  key        text        not null,
  starts_at  timestamptz not null,
  hits       integer     not null default 1,
  primary key (key, starts_at)
);
comment on table private.rates is 'Hits per key and fixed window; keys are hashes, never addresses.';
alter table private.rates enable row level security;
create policy "Only workers count" on private.rates
  for all to service_role using (true) with check (true);

-- Counts one hit and says whether the key is still within its limit.
create function private.within_rate(rate_key text, allowed integer, per interval) returns boolean
language sql volatile set search_path = ''
as $$
  insert into private.rates (key, starts_at)
  values (rate_key, to_timestamp(floor(extract(epoch from private.now()) / extract(epoch from per)) * extract(epoch from per)))
  on conflict (key, starts_at) do update set hits = rates.hits + 1
  returning hits <= allowed;
$$;

create function public.within_rate(rate_key text, allowed integer, per_seconds integer) returns boolean
language sql volatile set search_path = ''
as $$
  select private.within_rate(rate_key, allowed, make_interval(secs => per_seconds));
$$;

grant select, insert, update, delete on private.rates to service_role;
grant execute on function private.now() to authenticated, service_role;
grant execute on function private.within_rate(text, integer, interval) to service_role;
