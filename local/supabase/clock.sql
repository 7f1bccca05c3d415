-- Local only, after the migrations: a clock that tests and demonstrations can move.

do $clock$ begin
  if to_regnamespace('private') is null then return; end if;

  create table if not exists private.local_clock (
    "offset" interval not null default '0',
    one boolean primary key default true check (one)
  );
  insert into private.local_clock default values on conflict do nothing;
  comment on table private.local_clock is 'How far the local clock is ahead of the real one';

  if to_regprocedure('private.now()') is not null then
    -- Definer: whoever may ask for the time need not be allowed to read the table.
    create or replace function private.now() returns timestamptz
      language sql stable security definer set search_path = ''
    as 'select pg_catalog.now() + (select "offset" from private.local_clock)';
  end if;

  create or replace function private.travel(by interval) returns timestamptz
    language plpgsql volatile set search_path = ''
  as $travel$
  declare
    moved interval;
  begin
    update private.local_clock set "offset" = "offset" + by returning "offset" into moved;
    -- pgmq reads the real clock: what was delayed comes due by moving it back.
    if to_regclass('pgmq.q_jobs') is not null then
      update pgmq.q_jobs set vt = vt - by, headers = case
        when headers ? 'wakes'
        then headers || jsonb_build_object('wakes', (headers ->> 'wakes')::bigint - (extract(epoch from by) * 1000)::bigint)
        else headers
      end;
    end if;
    return pg_catalog.now() + moved;
  end
  $travel$;
  revoke all on function private.travel(interval) from public;
end $clock$;
