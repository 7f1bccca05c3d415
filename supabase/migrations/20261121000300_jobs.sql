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
  'message.triage', 'draft.compose', 'draft.send'
);


-- Tables -------------------------------------------------------------------

-- One live job per key. Also what makes enqueueing idempotent without a second table.
create unique index q_jobs_key on pgmq.q_jobs ((message ->> 'key'));
create index q_jobs_worn on pgmq.q_jobs (vt) where read_ct >= 8;
alter table pgmq.q_jobs enable row level security;

create table private.leases (
  name   text        primary key,
  holder bigint      not null,
  until  timestamptz not null
);
comment on table private.leases is 'Which job works on a shared resource (a mailbox) right now.';
alter table private.leases enable row level security;

create table public.dead_letters (
  id         uuid            primary key default gen_random_uuid(),
  client_id  uuid            references public.clients (id) on delete cascade,
  kind       public.job_kind not null,
  key        text            not null,
  payload    jsonb           not null,
  lease      text,
  error      text            not null,
  attempts   integer         not null,
  created_at timestamptz     not null default private.now(),
  updated_at timestamptz     not null default private.now()
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


-- Functions ----------------------------------------------------------------

-- A job whose key is already waiting is the same job. One that is being worked on, even past its lease, may have
-- looked too early: it is marked, and runs once more when it is done.
create function private.enqueue(kind public.job_kind, key text, payload jsonb, wait interval default '0', lease text default null)
returns void
language sql volatile set search_path = ''
as $$
  insert into pgmq.q_jobs (vt, message)
  values (
    clock_timestamp() + wait,
    jsonb_strip_nulls(jsonb_build_object('kind', kind, 'key', key, 'payload', payload, 'lease', lease))
  )
  on conflict ((message ->> 'key')) do update set
    message = case
      when q_jobs.last_read_at is not null then q_jobs.message || '{"again": true}'
      else q_jobs.message
    end,
    vt = case when q_jobs.read_ct = 0 then least(q_jobs.vt, excluded.vt) else q_jobs.vt end;
$$;

create function public.enqueue_job(kind public.job_kind, key text, payload jsonb, lease text default null) returns void
language sql volatile set search_path = ''
as $$
  select private.enqueue(kind, key, payload, lease => lease);
$$;

-- Whether nobody else holds the job's lease.
create function private.is_free(job pgmq.q_jobs) returns boolean
language sql stable set search_path = ''
as $$
  select not exists (
    select from private.leases
    where name = job.message ->> 'lease' and until > clock_timestamp() and holder <> job.msg_id
  );
$$;

create type public.claimed_job as (id bigint, kind public.job_kind, payload jsonb, attempt integer);

-- Takes up to `most` due jobs for `lease_seconds`. Two workers never get the same job, nor two jobs of one lease.
create function public.claim_jobs(most integer, lease_seconds integer) returns setof public.claimed_job
language plpgsql volatile set search_path = ''
as $$
begin
  -- Its workers died with it, eight times: nobody was left to say that it failed.
  perform private.bury_job(worn, 'Its worker ended without an answer') from pgmq.q_jobs worn
  where read_ct >= 8 and vt <= clock_timestamp() for update skip locked;

  return query
  with due as (
    select msg_id, message ->> 'lease' as lease
    from pgmq.q_jobs q
    where vt <= clock_timestamp() and private.is_free(q)
    order by vt, msg_id
    limit most
    for update skip locked
  ),
  first_of_lease as (
    select distinct on (coalesce(lease, msg_id::text)) msg_id, lease from due order by coalesce(lease, msg_id::text), msg_id
  ),
  held as (
    insert into private.leases as l (name, holder, until)
    select lease, msg_id, clock_timestamp() + make_interval(secs => lease_seconds) from first_of_lease where lease is not null
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where l.until <= clock_timestamp() or l.holder = excluded.holder
    returning l.holder
  )
  update pgmq.q_jobs q
  set vt = clock_timestamp() + make_interval(secs => lease_seconds), read_ct = q.read_ct + 1, last_read_at = clock_timestamp()
  from first_of_lease f
  where q.msg_id = f.msg_id and (f.lease is null or f.msg_id in (select holder from held))
  returning q.msg_id, (q.message ->> 'kind')::public.job_kind, q.message -> 'payload', q.read_ct;
end;
$$;

-- `attempt` fences: a worker whose lease ran out, and whose job another has taken, completes nothing. What runs once
-- more is a new job, so that no worker of the old one can complete that either.
create function public.complete_job(job_id bigint, attempt integer) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  done jsonb;
begin
  delete from pgmq.q_jobs where msg_id = job_id and read_ct = attempt returning message into done;
  if not found then return; end if;

  delete from private.leases where holder = job_id;
  if done ? 'again' then insert into pgmq.q_jobs (vt, message) values (clock_timestamp(), done - 'again'); end if;
end;
$$;

-- Backoff trebles from three seconds to ten minutes, with jitter so that a crowd does not return together.
-- `wait_seconds` is what the other side asked for (Retry-After). After eight attempts the job is a dead letter.
create function public.fail_job(job_id bigint, attempt integer, error text, wait_seconds integer default 0) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  job pgmq.q_jobs;
  wait interval := make_interval(secs => greatest(wait_seconds, least(power(3, attempt), 600) * (0.5 + random())));
begin
  select * into job from pgmq.q_jobs where msg_id = job_id and read_ct = attempt for update;
  if not found then return; end if;

  delete from private.leases where holder = job_id;
  if attempt < 8 then
    update pgmq.q_jobs set last_read_at = null, message = message - 'again', vt = clock_timestamp() + wait where msg_id = job_id;
    update public.ledger_entries set attempts = attempt, next_try_at = private.now() + wait
    where message_id = (job.message #>> '{payload,message_id}')::uuid and outcome = 'waiting';
  else
    perform private.bury_job(job, error);
  end if;
end;
$$;

-- A job that can never succeed is not tried eight times.
create function public.bury_job(job_id bigint, attempt integer, error text) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  job pgmq.q_jobs;
begin
  select * into job from pgmq.q_jobs where msg_id = job_id and read_ct = attempt for update;
  if not found then return; end if;

  delete from private.leases where holder = job_id;
  perform private.bury_job(job, error);
end;
$$;

create function private.bury_job(job pgmq.q_jobs, error text) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  insert into public.dead_letters (client_id, kind, key, payload, lease, error, attempts)
  values (
    -- Null for a business erased meanwhile: its jobs must still end.
    (select id from public.clients where id = (job.message #>> '{payload,client_id}')::uuid), (job.message ->> 'kind')::public.job_kind,
    job.message ->> 'key', job.message -> 'payload', job.message ->> 'lease', left(error, 500), job.read_ct
  );
  -- Whatever the job was for must say so: nothing is silently missing.
  if job.message -> 'payload' ? 'message_id' then
    update public.ledger_entries set outcome = 'failed', detail = left(error, 500), attempts = job.read_ct, next_try_at = case
      when created_at > private.now() - interval '23 hours' then private.now() + interval '1 hour'
    end
    where message_id = (job.message #>> '{payload,message_id}')::uuid and outcome = 'waiting';
  end if;
  -- Only what has not begun goes back. What may have left is settled by looking, however long that takes.
  if job.message -> 'payload' ? 'approval_id' then
    perform private.give_back(o.approval_id, 'failed', bury_job.error) from public.outbox o
    where o.approval_id = (job.message #>> '{payload,approval_id}')::uuid and o.status = 'queued';
  end if;
  delete from pgmq.q_jobs where msg_id = job.msg_id;
end;
$$;

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
  perform private.enqueue(job.kind, job.key, job.payload, lease => job.lease);
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

-- When the next job falls due, in milliseconds from now (0: already; null: none). Tells a worker how long to stay.
-- A job that waits for its turn is left to the worker that holds the lease.
create function public.next_job_in() returns integer
language sql stable set search_path = ''
as $$
  select greatest(0, extract(epoch from vt - clock_timestamp()) * 1000)::integer
  from pgmq.q_jobs q where private.is_free(q) order by vt limit 1;
$$;

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
grant select, insert, update, delete on private.leases to service_role;
grant execute on all functions in schema private to service_role;


-- Triggers -----------------------------------------------------------------

create trigger touch before update on public.dead_letters for each row execute function private.touch();
