-- What models are asked, what that costs, who may still ask, and which routes to them rest.

-- Types --------------------------------------------------------------------

-- replay: whatever is asked to measure a change on replies of the past. It is nobody's budget, and breaks no circuit.
create type public.model_task as enum ('triage', 'compose', 'judge', 'embed', 'replay');
-- Billed: answered, unreadable (in another form than asked), refused, cut_off (no room for the end).
-- Not billed: busy (429, 529), broken (5xx, or nobody there), rejected (4xx: our mistake).
-- Who knows: lost, for no answer came back from a question that may have arrived.
create type public.call_outcome as enum (
  'answered', 'unreadable', 'refused', 'cut_off', 'busy', 'broken', 'rejected', 'lost'
);


-- Tables -------------------------------------------------------------------

create table public.model_calls (
  id          uuid                primary key,
  client_id   uuid                not null references public.clients (id) on delete cascade,
  message_id  uuid                references public.messages (id) on delete set null,
  draft_id    uuid                references public.drafts (id) on delete set null,
  task        public.model_task   not null,
  route       text                not null,
  model       text                not null,
  outcome     public.call_outcome not null,
  input       integer             not null default 0,
  cache_write integer             not null default 0,
  cache_read  integer             not null default 0,
  output      integer             not null default 0,
  cost        bigint              not null default 0,
  ms          integer             not null default 0,
  prompt_hash text                not null default '',
  texts       jsonb               not null default '[]',
  created_at  timestamptz         not null default private.now(),
  updated_at  timestamptz         not null default private.now(),
  constraint model_calls_sense check (
    input >= 0 and cache_write >= 0 and cache_read >= 0 and output >= 0 and cost >= 0 and ms >= 0
    and char_length(route) <= 100 and char_length(model) <= 200 and char_length(prompt_hash) <= 64
  )
);
comment on table public.model_calls is 'Every call of a model, answered or not. Kept for thirteen months; holds no word of any mail.';
comment on column public.model_calls.input is 'Tokens, as the provider counted them; input is what was neither written to nor read from its cache.';
comment on column public.model_calls.cost is 'Millionths of a dollar, rounded up; of a lost call the most it can have been.';
comment on column public.model_calls.prompt_hash is 'SHA-256 of all that was sent.';
comment on column public.model_calls.texts is 'Which texts of the client were in it: [{kind, id}].';
create index model_calls_client on public.model_calls (client_id, created_at desc);
create index model_calls_message on public.model_calls (message_id);
create index model_calls_draft on public.model_calls (draft_id);
create index model_calls_age on public.model_calls using brin (created_at);

create table private.model_spending (
  client_id  uuid        not null references public.clients (id) on delete cascade,
  month      date        not null,
  cost       bigint      not null,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  primary key (client_id, month)
);
comment on table private.model_spending is 'The sum of a month''s calls, but for replays, so that nobody has to add them up before asking.';
alter table private.model_spending enable row level security;
create policy "Only workers count what is spent" on private.model_spending
  for all to service_role using (true) with check (true);

create table private.model_routes (
  route         text        primary key,
  faults        integer     not null,
  resting_until timestamptz,
  created_at    timestamptz not null default private.now(),
  updated_at    timestamptz not null default private.now()
);
comment on table private.model_routes is 'The circuit breaker of each route that has failed: how often in a row, and until when nobody takes it.';
alter table private.model_routes enable row level security;
create policy "Only workers break circuits" on private.model_routes
  for all to service_role using (true) with check (true);


-- Row-level security and grants --------------------------------------------

alter table public.model_calls enable row level security;
grant select on public.model_calls to authenticated;
create policy "Members read their calls, operators all" on public.model_calls
  for select to authenticated using (client_id in (select private.my_client_ids()) or (select private.is_operator()));


-- The ledger of calls ------------------------------------------------------

-- The calls of jobs, each {…, calls: […]}, and of a draft those it was made with. Told as often as need be, a call counts
-- once. Calls come before clients before routes, each in order, and nothing of jobs or drafts after them: no circle of waiting.
create function private.record_calls(jobs jsonb, draft uuid default null) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  fresh uuid[];
  call record;
begin
  if not jobs @? '$[*].calls[*]' then return; end if;

  with told as (
    select c.* from jsonb_path_query(jobs, '$[*].calls[*]') as one (call)
    cross join jsonb_populate_record(null::public.model_calls, one.call) c
  ),
  recorded as (
    insert into public.model_calls (
      id, client_id, message_id, draft_id, task, route, model, outcome, input, cache_write, cache_read, output, cost, ms,
      prompt_hash, texts
    )
    select t.id, t.client_id, m.id, draft, t.task, t.route, t.model, t.outcome, t.input, t.cache_write, t.cache_read,
           t.output, t.cost, t.ms, t.prompt_hash, t.texts
    from told t
    join public.clients c on c.id = t.client_id
    left join public.messages m on m.id = t.message_id
    order by t.id
    on conflict (id) do nothing
    returning id, client_id, task, cost
  ),
  spent as (
    insert into private.model_spending as s (client_id, month, cost)
    select client_id, private.month(), sum(cost) from recorded where task <> 'replay' group by client_id having sum(cost) > 0 order by client_id
    on conflict (client_id, month) do update set cost = s.cost + excluded.cost
  )
  select array_agg(id) into fresh from recorded;

  for call in
    select c.route, c.outcome in ('busy', 'broken', 'lost') as failed
    from jsonb_path_query(jobs, '$[*].calls[*]') with ordinality as one (call, nth)
    cross join jsonb_populate_record(null::public.model_calls, one.call) c
    where c.id = any (fresh) and c.task <> 'replay' order by c.route, one.nth
  loop
    perform private.note_route(call.route, call.failed);
  end loop;
end;
$$;

create function private.month() returns date
language sql stable set search_path = ''
as $$
  select date_trunc('month', private.now() at time zone 'UTC')::date;
$$;

-- Erases what no receipt is asked for any more, and so bounds the table.
create function public.sweep_calls() returns void
language sql volatile set search_path = ''
as $$
  delete from public.model_calls where created_at < private.now() - interval '13 months';
$$;


-- Routes -------------------------------------------------------------------

-- Five faults in a row, whoever met them, and nobody takes this route for a minute.
create function private.note_route(name text, failed boolean) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  if failed then
    insert into private.model_routes as r (route, faults) values (name, 1)
    on conflict (route) do update set
      faults = r.faults + 1,
      resting_until = case when r.faults >= 4 then private.now() + interval '1 minute' end;
  else
    update private.model_routes set faults = 0, resting_until = null where route = name and faults > 0;
  end if;
end;
$$;

-- The routes that rest, {route: seconds}; 0 where the minute is over and somebody may find out.
create function private.resting_routes() returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_object_agg(route, ceil(greatest(0, extract(epoch from resting_until - private.now())))), '{}')
    from private.model_routes where resting_until is not null
  );
end;
$$;

-- Of all who may, one finds out (half-open): for the others the route rests for another minute, unless that one's answer
-- ends it sooner.
create function public.probe_route(name text) returns boolean
language sql volatile set search_path = ''
as $$
  with probe as (
    update private.model_routes set resting_until = private.now() + interval '1 minute'
    where route = name and resting_until <= private.now() returning route
  )
  select exists (select from probe);
$$;


-- Budgets ------------------------------------------------------------------

-- What a client may still ask: `spent` of its `budget` this month, and which routes rest. A claimed job brings it along.
-- For a person who waits nothing rests: they have just asked for another try.
create function private.model_allowance(client uuid, priority public.job_priority) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'spent', private.spent(client),
    'budget', private.budget(client),
    'resting', case when priority = 'person' then '{}' else private.resting_routes() end
  );
end;
$$;

create function private.spent(client uuid) returns bigint
language sql stable set search_path = ''
as $$
  select coalesce((select cost from private.model_spending where client_id = client and month = private.month()), 0);
$$;

create function private.budget(client uuid) returns bigint
language sql stable set search_path = ''
as $$
  select least(model_budget, model_cap) from public.clients where id = client;
$$;

create function private.is_held(client uuid, why public.hold_reason) returns boolean
language sql stable set search_path = ''
as $$
  select case why when 'budget' then private.spent(client) >= private.budget(client) end;
$$;

-- Messages that waited for what has come go on where they stopped. Returns how many.
create function private.release(client uuid) returns integer
language sql volatile set search_path = ''
as $$
  with freed as (
    update public.ledger_entries set held_by = null
    where client_id = client and held_by is not null and not private.is_held(client, held_by)
    returning message_id, mailbox_id
  )
  select count(private.queue_triage(message_id, client, mailbox_id, priority => 'sweep') is null)::integer from freed;
$$;

-- A month has turned: nobody did anything, and the messages that waited for it go on.
create function public.sweep_held() returns integer
language sql volatile set search_path = ''
as $$
  select coalesce(sum(private.release(client_id)), 0)::integer
  from (select distinct client_id from public.ledger_entries where held_by is not null) waiting;
$$;

create function private.release_raised() returns trigger
language plpgsql set search_path = ''
as $$
begin
  perform private.release(new.id);
  return null;
end;
$$;

-- Definer: what is spent is in nobody's reach. To its owners: {plan, cap, budget, spent, held}; to everybody else, nothing.
create function private.read_budget(client uuid) returns table (client_id uuid, budget jsonb)
language sql stable security definer set search_path = ''
as $$
  select c.id, jsonb_build_object(
    'plan', c.model_budget, 'cap', c.model_cap, 'budget', private.budget(c.id), 'spent', private.spent(c.id),
    'held', (select count(*) from public.ledger_entries l where l.client_id = c.id and l.held_by = 'budget')
  )
  from public.clients c where c.id = client and c.id in (select private.my_owned_client_ids());
$$;

-- Definer: members write no budgets. Null: as much as the plan allows. Raised, what waited for it goes on.
create function private.set_cap(client uuid, cap bigint) returns table (client_id uuid, budget jsonb)
language plpgsql volatile security definer set search_path = ''
as $$
declare
  allowed bigint;
begin
  select c.model_budget into allowed from public.clients c
  where c.id = client and c.id in (select private.my_owned_client_ids()) for no key update;
  if not found then return; end if;
  if cap > allowed then raise exception '%', allowed using errcode = '22023'; end if;

  update public.clients set model_cap = cap where id = client;
  perform private.record_audit(client, 'budget.capped', client, jsonb_build_object('cap', cap));
  return query select * from private.read_budget(client);
end;
$$;
revoke execute on function private.read_budget, private.set_cap from public;
grant execute on function private.read_budget, private.set_cap to authenticated;

create function public.read_budget(client uuid) returns table (client_id uuid, budget jsonb)
language sql stable set search_path = ''
as $$
  select * from private.read_budget(client);
$$;

create function public.set_cap(client uuid, cap bigint) returns table (client_id uuid, budget jsonb)
language sql volatile set search_path = ''
as $$
  select * from private.set_cap(client, cap);
$$;
grant execute on function public.read_budget, public.set_cap to authenticated;

grant select, insert, update, delete on private.model_spending, private.model_routes to service_role;
grant execute on all functions in schema private to service_role;


-- Triggers -----------------------------------------------------------------

create trigger raised after update of model_budget, model_cap on public.clients
  for each row when (least(new.model_budget, new.model_cap) > least(old.model_budget, old.model_cap))
  execute function private.release_raised();
create trigger touch before update on public.model_calls for each row execute function private.touch();
create trigger touch before update on private.model_spending for each row execute function private.touch();
create trigger touch before update on private.model_routes for each row execute function private.touch();
