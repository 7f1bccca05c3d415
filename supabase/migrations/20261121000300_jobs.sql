-- The queue: Supabase Queues (pgmq) plus what a mail product needs of it. Enqueueing joins the caller's transaction;
-- the visibility timeout is the lease; a key makes a job one of its kind; a lease name makes a resource's jobs take turns.

do $$
begin
  if not exists (select from pg_namespace where nspname = 'pgmq') then create extension pgmq; end if;
end;
$$;
select pgmq.create('jobs');


-- Types --------------------------------------------------------------------

create type public.job_kind as enum (
  'mailbox.sync', 'mailbox.watch', 'mailbox.backfill', 'mailbox.resync', 'mailbox.reconcile', 'mailbox.revoke', 'mailbox.warn',
  'message.triage', 'draft.compose', 'draft.send', 'knowledge.read', 'voice.learn'
);
-- What a message waits for that no retry brings about: the client's budget for models.
create type public.hold_reason as enum ('budget');
-- For whom a job is done: a person who waits for it, mail that has just come, or the order of things.
create type public.job_priority as enum ('person', 'fresh', 'sweep');


-- Tables -------------------------------------------------------------------

-- A row of pgmq.q_jobs: `message` is the job (kind, key, payload, lease), `headers` is how it stands. Either in line,
-- with its `turn`, where it is claimed and, while it is worked on, hidden until `vt`; or asleep until it `wakes`.

-- One live job per key. Also what makes enqueueing idempotent without a second table.
create unique index q_jobs_key on pgmq.q_jobs ((message ->> 'key'));
create index q_jobs_turn on pgmq.q_jobs (((headers ->> 'turn')::bigint), msg_id) where headers ? 'turn';
create index q_jobs_line on pgmq.q_jobs ((headers ->> 'line'), ((headers ->> 'turn')::bigint));
create index q_jobs_wakes on pgmq.q_jobs (((headers ->> 'wakes')::bigint)) where headers ? 'wakes';
-- A claim changes no indexed column and finds room in the page, so it writes to no index (heap-only tuples).
drop index pgmq.q_jobs_vt_idx;
alter table pgmq.q_jobs set (fillfactor = 50);
alter table pgmq.q_jobs enable row level security;

-- How far the lines have come: what is claimed now stood here when it was enqueued.
create sequence private.turn as bigint minvalue 0 start with 0;

create table private.leases (
  name   text        primary key,
  holder bigint      not null,
  until  timestamptz not null
);
comment on table private.leases is 'Which job works on a shared resource (a mailbox) right now.';
alter table private.leases enable row level security;

create table public.dead_letters (
  id         uuid                primary key default gen_random_uuid(),
  client_id  uuid                references public.clients (id) on delete cascade,
  kind       public.job_kind     not null,
  priority   public.job_priority not null default 'fresh',
  key        text                not null,
  payload    jsonb               not null,
  lease      text,
  error      text                not null,
  attempts   integer             not null,
  created_at timestamptz         not null default private.now(),
  updated_at timestamptz         not null default private.now()
);
comment on table public.dead_letters is 'Jobs that failed too often to be tried again unasked.';
create index dead_letters_client on public.dead_letters (client_id, created_at desc);
create index dead_letters_newest on public.dead_letters (created_at desc, id desc);


-- Row-level security and grants --------------------------------------------

alter table public.dead_letters enable row level security;
grant select on public.dead_letters to authenticated;
create policy "Operators read dead letters" on public.dead_letters
  for select to authenticated using ((select private.is_operator()));

create policy "Only workers hold leases" on private.leases
  for all to service_role using (true) with check (true);


-- Standing in line ---------------------------------------------------------

create function private.priority_of(kind public.job_kind) returns public.job_priority
language sql immutable set search_path = ''
as $$
  select case
    when kind in ('draft.send', 'mailbox.revoke', 'mailbox.warn') then 'person'
    when kind in ('mailbox.watch', 'mailbox.backfill', 'mailbox.reconcile', 'voice.learn') then 'sweep'
    else 'fresh'
  end::public.job_priority;
$$;

-- Each client has a line of its own for each priority, and the lines are served in turn (self-clocked fair queueing,
-- Golestani 1994): a turn is one after the last of its line, or after where the lines have come to. Who comes alone is
-- next, however long the line beside. A sweep takes twenty turns, so fresh mail goes first and yet never stops it.
-- People stand so far ahead of all others that none of these is claimed before them.
create function private.in_line(line text) returns jsonb
language plpgsql volatile set search_path = '' set enable_seqscan = 'off'
as $$
declare
  ahead bigint := case when line like 'person:%' then 1000000000000000 else 0 end;
  length integer := case when line like 'sweep:%' then 20 else 1 end;
  last_turn bigint;
  start bigint;
begin
  select max((headers ->> 'turn')::bigint) into last_turn from pgmq.q_jobs where headers ->> 'line' = line;
  start := greatest((select last_value from private.turn) - ahead, last_turn);
  return jsonb_build_object('line', line, 'start', start, 'turn', start + length);
end;
$$;

create function private.milliseconds(moment timestamptz) returns bigint
language sql immutable set search_path = ''
as $$
  select (extract(epoch from moment) * 1000)::bigint;
$$;

create function private.asleep(line text, wait interval) returns jsonb
language sql volatile set search_path = ''
as $$
  select jsonb_build_object('line', line, 'wakes', private.milliseconds(clock_timestamp() + wait));
$$;

-- A job whose key is already waiting is the same job, and stands where it is first served. One that is being worked on,
-- even past its lease, may have looked too early: it is marked, and runs once more when it is done.
create function private.enqueue(
  kind public.job_kind, key text, payload jsonb, wait interval default '0', lease text default null,
  priority public.job_priority default null
) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  line text := coalesce(priority, private.priority_of(kind)) || ':' || coalesce(payload ->> 'client_id', '');
begin
  insert into pgmq.q_jobs as q (vt, message, headers)
  values (
    clock_timestamp() + wait,
    jsonb_strip_nulls(jsonb_build_object('kind', kind, 'key', key, 'payload', payload, 'lease', lease)),
    case when wait > '0' then private.asleep(line, wait) else private.in_line(line) end
  )
  on conflict ((message ->> 'key')) do update set
    message = case when q.last_read_at is null then q.message else q.message || '{"again": true}' end,
    headers = case when q.last_read_at is null then excluded.headers else q.headers end,
    vt = case when q.last_read_at is null then excluded.vt else q.vt end
  where q.last_read_at is not null and not q.message ? 'again'
    or q.read_ct = 0 and q.last_read_at is null
      and (coalesce((excluded.headers ->> 'turn')::bigint, 1e18), excluded.vt)
        < (coalesce((q.headers ->> 'turn')::bigint, 1e18), q.vt);
end;
$$;


-- Working ------------------------------------------------------------------

-- One call of a worker: says what became of its jobs, takes up to `most` new ones for `lease_seconds`, and learns when
-- to come back. Two workers never get the same job, nor two jobs of one lease. Answers
-- `jobs` (id, kind, payload, attempt, and of a message its `brief`), `next_in` (milliseconds until the next falls due, 0 now, null never) and
-- `busy` (what somebody else was just touching, to be said again). What its jobs asked of models goes into the ledger.
-- The plan is fixed, its functions' included: what is known of a queue's size is always out of date.
create function public.claim_jobs(most integer, lease_seconds integer, outcomes jsonb default '[]') returns json
language plpgsql volatile set search_path = '' set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off' set enable_sort = 'off' set enable_hashjoin = 'off' set enable_mergejoin = 'off'
as $$
declare
  busy jsonb := private.settle(outcomes);
  moment timestamptz := clock_timestamp();
  jobs json;
  served bigint;
  worn bigint[];
  seen integer;
begin
  perform private.record_calls(outcomes);
  perform private.wake(moment);

  with due as (
    select ctid as place, msg_id, message ->> 'lease' as lease
    from pgmq.q_jobs q
    where headers ? 'turn' and vt <= moment
      and (not message ? 'lease' or not exists (
        select from private.leases where name = message ->> 'lease' and until > moment and holder <> msg_id
      ))
    order by (headers ->> 'turn')::bigint, msg_id
    limit most
    for update skip locked
  ),
  held as (
    insert into private.leases as l (name, holder, until)
    select distinct on (lease) lease, msg_id, moment + make_interval(secs => lease_seconds)
    from due where lease is not null order by lease, msg_id
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where l.until <= moment or l.holder = excluded.holder
    returning l.holder
  ),
  taken as (
    update pgmq.q_jobs q
    set vt = moment + make_interval(secs => lease_seconds), read_ct = q.read_ct + 1, last_read_at = moment
    from due
    where q.ctid = due.place and (due.lease is null or due.msg_id in (select holder from held))
    returning q.msg_id, q.read_ct, q.message, q.headers
  )
  select json_agg(json_build_object(
           'id', msg_id, 'kind', message ->> 'kind', 'payload', message -> 'payload', 'attempt', read_ct,
           'brief', case when message ->> 'kind' in ('message.triage', 'draft.compose') then
             private.brief((message #>> '{payload,message_id}')::uuid)
               || jsonb_build_object('allowance', private.model_allowance(
                 (message #>> '{payload,client_id}')::uuid, private.priority_in(headers ->> 'line')
               ))
           end
         )),
         max((headers ->> 'start')::bigint),
         array_agg(msg_id) filter (where read_ct > 8 and read_ct - coalesce((headers ->> 'spared')::integer, 0) > 8),
         (select count(*) from due)
  into jobs, served, worn, seen from taken;

  if served > (select last_value from private.turn) then perform setval('private.turn', served); end if;
  -- Its workers died with it, eight times: nobody was left to say that it failed.
  if worn is not null then
    perform private.bury_job(q, 'Its worker ended without an answer') from pgmq.q_jobs q where msg_id = any (worn);
    select json_agg(job) into jobs from json_array_elements(jobs) job where (job ->> 'id')::bigint <> all (worn);
  end if;

  return json_build_object('jobs', coalesce(jobs, '[]'), 'busy', busy, 'next_in', case
    when seen > 0 and seen = most then 0
    else (
      select greatest(0, (headers ->> 'wakes')::bigint - private.milliseconds(moment)) from pgmq.q_jobs
      where headers ? 'wakes' order by (headers ->> 'wakes')::bigint limit 1
    )
  end);
end;
$$;

-- Who has slept long enough joins the end of the line. A crowd that wakes together comes in over several claims.
create function private.wake(moment timestamptz) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  with awake as (
    select msg_id from pgmq.q_jobs
    where headers ? 'wakes' and (headers ->> 'wakes')::bigint <= private.milliseconds(moment)
    order by (headers ->> 'wakes')::bigint limit 500
    for update skip locked
  )
  update pgmq.q_jobs q set vt = moment, headers = (q.headers - 'wakes') || private.in_line(q.headers ->> 'line')
  from awake where q.msg_id = awake.msg_id;
end;
$$;

-- What became of jobs, each {id, attempt, outcome}: `done`, perhaps handing on to a `next` job {kind, key, payload, lease},
-- with the `verdict` on its message (it speaks of mail, and so is in no queue);
-- `failed` with an `error`; `later` when the other side asked to wait, `wait` seconds long; `held` by what no retry
-- changes, which its `error` names; `never` when it cannot succeed. `attempt` fences: a worker whose lease ran out, and whose job another has taken, settles nothing.
-- Answers the ids of jobs that are locked just now: waiting for one while holding many could end in a deadlock.
create function private.settle(outcomes jsonb) returns jsonb
language plpgsql volatile set search_path = ''
as $$
declare
  settled integer;
  more jsonb;
  said record;
begin
  if jsonb_array_length(outcomes) = 0 then return outcomes; end if;

  with held as (
    select q.ctid as place, s.next
    from jsonb_to_recordset(outcomes) as s (id bigint, attempt integer, outcome text, next jsonb)
    join pgmq.q_jobs q on q.msg_id = s.id and q.read_ct = s.attempt
    where s.outcome = 'done' for update of q skip locked
  ),
  ended as (
    delete from pgmq.q_jobs q using held where q.ctid = held.place
    returning q.msg_id, q.message, q.headers, held.next
  ),
  freed as (
    delete from private.leases l using ended where l.name = ended.message ->> 'lease' and l.holder = ended.msg_id
  )
  select count(*), jsonb_agg(to_jsonb(ended)) filter (where next is not null or message ? 'again')
  into settled, more from ended;

  -- What runs once more is a new job, so that no worker of the old one can settle that either.
  for said in select * from jsonb_to_recordset(more) as (message jsonb, headers jsonb, next jsonb) loop
    if said.message ? 'again' then
      perform private.enqueue(
        (said.message ->> 'kind')::public.job_kind, said.message ->> 'key', said.message -> 'payload',
        lease => said.message ->> 'lease', priority => private.priority_in(said.headers ->> 'line')
      );
    end if;
    if said.next ? 'verdict' then
      perform private.note_verdict((said.message #>> '{payload,message_id}')::uuid, said.next -> 'verdict');
    end if;
    if said.next is not null then
      perform private.enqueue(
        (said.next ->> 'kind')::public.job_kind, said.next ->> 'key', said.next -> 'payload',
        lease => said.next ->> 'lease', priority => private.priority_in(said.headers ->> 'line')
      );
    end if;
  end loop;
  if settled = jsonb_array_length(outcomes) then return '[]'; end if;

  for said in
    select s.outcome, s.error, s.wait, q as job
    from jsonb_to_recordset(outcomes) as s (id bigint, attempt integer, outcome text, error text, wait integer)
    join pgmq.q_jobs q on q.msg_id = s.id and q.read_ct = s.attempt
    where s.outcome <> 'done' for update of q skip locked
  loop
    if said.outcome = 'later' then perform private.put_off(said.job, said.error, said.wait);
    elsif said.outcome = 'failed' then perform private.try_again(said.job, said.error);
    elsif said.outcome = 'held' then perform private.hold(said.job, said.error::public.hold_reason);
    else perform private.bury_job(said.job, said.error);
    end if;
  end loop;

  return coalesce((
    select jsonb_agg(s.id) from jsonb_to_recordset(outcomes) as s (id bigint, attempt integer)
    join pgmq.q_jobs q on q.msg_id = s.id and q.read_ct = s.attempt and q.last_read_at is not null
  ), '[]');
end;
$$;

create function private.priority_in(line text) returns public.job_priority
language sql immutable set search_path = ''
as $$
  select split_part(line, ':', 1)::public.job_priority;
$$;

-- Asked to wait is not failed: it spares an attempt, and only after a day of nothing else is the job given up. Waits as
-- long as asked, and longer each time up to a minute, and a little apart from the others who were asked the same.
create function private.put_off(job pgmq.q_jobs, error text, wait integer) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  spared integer := coalesce((job.headers ->> 'spared')::integer, 0) + 1;
  since timestamptz := coalesce((job.headers ->> 'put_off_since')::timestamptz, private.now());
begin
  if since < private.now() - interval '1 day' then
    perform private.bury_job(job, error);
  else
    job.headers := job.headers || jsonb_build_object('spared', spared, 'put_off_since', since);
    perform private.sleep(job, make_interval(secs => greatest(wait, least(power(2, spared), 60)) * (1 + random() * 0.2)));
  end if;
end;
$$;

-- Backoff trebles from three seconds to ten minutes, with jitter so that a crowd does not return together. After eight
-- attempts the job is a dead letter.
create function private.try_again(job pgmq.q_jobs, error text) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  attempts integer := private.attempts_of(job);
begin
  if attempts >= 8 then
    perform private.bury_job(job, error);
  else
    job.headers := job.headers - 'put_off_since';
    perform private.sleep(job, make_interval(secs => least(power(3, attempts), 600) * (0.5 + random())));
  end if;
end;
$$;

create function private.attempts_of(job pgmq.q_jobs) returns integer
language sql immutable set search_path = ''
as $$
  select job.read_ct - coalesce((job.headers ->> 'spared')::integer, 0);
$$;

create function private.sleep(job pgmq.q_jobs, wait interval) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  delete from private.leases where name = job.message ->> 'lease' and holder = job.msg_id;
  update pgmq.q_jobs
  set last_read_at = null, vt = clock_timestamp() + wait, message = message - 'again',
      headers = (job.headers - '{turn,start}'::text[]) || private.asleep(job.headers ->> 'line', wait)
  where msg_id = job.msg_id;
  update public.ledger_entries set attempts = private.attempts_of(job), next_try_at = private.now() + wait
  where message_id = (job.message #>> '{payload,message_id}')::uuid and outcome = 'waiting';
end;
$$;

-- The message waits without a job, and says for what. Who takes the hold away asks for it anew (`private.release`).
create function private.hold(job pgmq.q_jobs, why public.hold_reason) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  -- What it waits for has come meanwhile, or somebody asked once more.
  if job.message ? 'again' or not private.is_held((job.message #>> '{payload,client_id}')::uuid, why) then
    perform private.sleep(job, interval '1 second');
    return;
  end if;
  update public.ledger_entries set held_by = why, next_try_at = null
  where message_id = (job.message #>> '{payload,message_id}')::uuid and outcome = 'waiting';
  delete from private.leases where name = job.message ->> 'lease' and holder = job.msg_id;
  delete from pgmq.q_jobs where msg_id = job.msg_id;
end;
$$;

create function private.bury_job(job pgmq.q_jobs, error text) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  tried integer := least(8, private.attempts_of(job));
begin
  insert into public.dead_letters (client_id, kind, priority, key, payload, lease, error, attempts)
  values (
    -- Null for a business erased meanwhile: its jobs must still end.
    (select id from public.clients where id = (job.message #>> '{payload,client_id}')::uuid), (job.message ->> 'kind')::public.job_kind,
    private.priority_in(job.headers ->> 'line'), job.message ->> 'key', job.message -> 'payload', job.message ->> 'lease',
    left(error, 500), tried
  );
  -- Whatever the job was for must say so: nothing is silently missing.
  if job.message -> 'payload' ? 'message_id' then
    update public.ledger_entries
    set outcome = 'failed', detail = left(error, 500), attempts = tried, next_try_at = case
      when created_at > private.now() - interval '23 hours' then private.now() + interval '1 hour'
    end
    where message_id = (job.message #>> '{payload,message_id}')::uuid and outcome = 'waiting';
  end if;
  -- Only what has not begun goes back. What may have left is settled by looking, however long that takes.
  if job.message -> 'payload' ? 'approval_id' then
    perform private.give_back(o.approval_id, 'failed', bury_job.error) from public.outbox o
    where o.approval_id = (job.message #>> '{payload,approval_id}')::uuid and o.status = 'queued';
  end if;
  delete from private.leases where name = job.message ->> 'lease' and holder = job.msg_id;
  delete from pgmq.q_jobs where msg_id = job.msg_id;
end;
$$;


-- Dead letters -------------------------------------------------------------

-- Tries a dead letter again, as the job it was. Whoever takes the letter away is the one who enqueues: twice is once.
create function private.revive(letter uuid) returns setof public.dead_letters
language plpgsql volatile set search_path = ''
as $$
declare
  job public.dead_letters;
begin
  delete from public.dead_letters where id = letter returning * into job;
  if not found then return; end if;

  update public.ledger_entries set outcome = 'waiting', detail = ''
  where message_id = (job.payload ->> 'message_id')::uuid and outcome = 'failed';
  perform private.enqueue(job.kind, job.key, job.payload, lease => job.lease, priority => job.priority);
  insert into public.audit_events (client_id, actor_kind, actor_id, action, subject_id, detail)
  values (job.client_id, 'operator', auth.uid(), 'job.retried', job.id, jsonb_build_object('kind', job.kind));
  return next job;
end;
$$;

-- Definer: operators hold no write privilege. For anybody else there is no such letter.
create function private.retry_dead_letter(letter uuid) returns setof public.dead_letters
language sql volatile security definer set search_path = ''
as $$
  select revived.* from private.revive(case when private.is_operator() then letter end) revived;
$$;
revoke execute on function private.retry_dead_letter from public;
grant execute on function private.retry_dead_letter to authenticated;

create function public.retry_dead_letter(letter uuid) returns setof public.dead_letters
language sql volatile set search_path = ''
as $$
  select * from private.retry_dead_letter(letter);
$$;
grant execute on function public.retry_dead_letter to authenticated;

create function public.queue_depth() returns table (kind public.job_kind, waiting bigint, running bigint)
language sql stable set search_path = ''
as $$
  select (message ->> 'kind')::public.job_kind,
         count(*) filter (where last_read_at is null or vt <= clock_timestamp()),
         count(*) filter (where last_read_at is not null and vt > clock_timestamp())
  from pgmq.q_jobs group by 1;
$$;

grant usage on schema pgmq to service_role;
grant select, insert, update, delete on pgmq.q_jobs to service_role;
grant usage on all sequences in schema pgmq to service_role;
grant select, update on sequence private.turn to service_role;
grant select, insert, update, delete on private.leases to service_role;
grant execute on all functions in schema private to service_role;


-- Triggers -----------------------------------------------------------------

create trigger touch before update on public.dead_letters for each row execute function private.touch();
