-- Connected Gmail accounts: who, in what state, read up to where; and the sealed keys to them.

-- Types --------------------------------------------------------------------

create type public.mailbox_status as enum ('connected', 'needs_reauth', 'paused', 'disconnected');
create type public.reading_purpose as enum ('backfill', 'resync', 'reconcile');
-- The watch ran out; Gmail believes in it but no push comes; Gmail refuses it (the topic is gone, or not ours to use).
create type public.watch_fault as enum ('lapsed', 'silent', 'refused');
create type public.gap_reason as enum ('history_expired', 'too_long_ago', 'missed');


-- Tables -------------------------------------------------------------------

create table public.mailboxes (
  id               uuid                  primary key default gen_random_uuid(),
  client_id        uuid                  not null references public.clients (id) on delete cascade,
  address          text                  not null,
  name             text                  not null default '',
  aliases          text[]                not null default '{}',
  status           public.mailbox_status not null default 'connected',
  history_id       text,
  unseen           text[]                not null default '{}',
  connected_at     timestamptz           not null default private.now(),
  watch_expires_at timestamptz,
  watch_fault      public.watch_fault,
  last_push_at     timestamptz,
  last_synced_at   timestamptz,
  unheard          integer               not null default 0,
  poll_every       interval              not null default '5 minutes',
  next_poll_at     timestamptz           not null default private.now(),
  created_at       timestamptz           not null default private.now(),
  updated_at       timestamptz           not null default private.now(),
  constraint mailboxes_address_lowercase check (address = lower(address)),
  constraint mailboxes_lengths check (
    char_length(address) <= 320 and char_length(name) <= 500 and char_length(array_to_string(aliases, ' ')) <= 50000
  ),
  -- Text, because Gmail's history ids overflow the numbers of some of the languages they pass through.
  constraint mailboxes_history_id check (history_id ~ '^[0-9]{1,40}$')
);
comment on table public.mailboxes is 'A Gmail account connected to a business, and how far it has been read.';
comment on column public.mailboxes.unseen is 'Messages Gmail has listed and then did not have: they are asked for once more.';
comment on column public.mailboxes.unheard is 'How often, since the last push, polling has found mail that no push had told of.';
create unique index mailboxes_client_address on public.mailboxes (client_id, address);
-- A push names only the address. Two businesses reading one mailbox would both draft every reply.
create unique index mailboxes_live_address on public.mailboxes (address) where status <> 'disconnected';
create index mailboxes_due on public.mailboxes (next_poll_at) where status = 'connected';
create index mailboxes_watch on public.mailboxes (watch_expires_at) where status = 'connected';

create table public.mailbox_grants (
  mailbox_id uuid        primary key references public.mailboxes (id) on delete cascade,
  client_id  uuid        not null references public.clients (id) on delete cascade,
  sealed     text        not null,
  scopes     text[]      not null,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  constraint mailbox_grants_lengths check (char_length(sealed) <= 10000 and char_length(array_to_string(scopes, ' ')) <= 10000)
);
comment on table public.mailbox_grants is 'The OAuth refresh token of a mailbox, sealed to this very row. Only workers read it.';
create index mailbox_grants_client on public.mailbox_grants (client_id);

-- Unlogged: what a crash forgets is one minute's spending, and Gmail itself would say so.
create unlogged table private.gmail_meters (
  name          text      primary key,
  tick          bigint    not null,
  spent         integer[] not null default array_fill(0, array[32]),
  blocked_until timestamptz
) with (fillfactor = 50);
comment on table private.gmail_meters is 'Units of Gmail''s quota spent in the last 64 seconds, by ticks of two seconds, newest first: one meter per mailbox, and the project''s in sixteen parts so that nobody queues for one row.';

create table public.readings (
  mailbox_id     uuid                   not null references public.mailboxes (id) on delete cascade,
  purpose        public.reading_purpose not null,
  client_id      uuid                   not null references public.clients (id) on delete cascade,
  run            integer                not null default 1,
  since          timestamptz            not null,
  until          timestamptz            not null default private.now(),
  draft_existing boolean                not null default false,
  page_token     text,
  milestone      text,
  pages          integer                not null default 0,
  rewinds        integer                not null default 0,
  found          integer                not null default 0,
  stored         integer                not null default 0,
  missing        integer                not null default 0,
  reached        timestamptz,
  finished_at    timestamptz,
  created_at     timestamptz            not null default private.now(),
  updated_at     timestamptz            not null default private.now(),
  primary key (mailbox_id, purpose),
  constraint readings_lengths check (char_length(page_token) <= 5000)
);
comment on table public.readings is
  'A window of a mailbox read page by page, newest first: when it is connected, when its history has expired, and nightly.';
create index readings_client on public.readings (client_id);
create index readings_open on public.readings (updated_at) where finished_at is null;

create table public.mailbox_gaps (
  id           bigint            generated always as identity primary key,
  mailbox_id   uuid              not null references public.mailboxes (id) on delete cascade,
  client_id    uuid              not null references public.clients (id) on delete cascade,
  reason       public.gap_reason not null,
  missed_from  timestamptz       not null,
  missed_until timestamptz       not null,
  missing      integer,
  closed_at    timestamptz,
  created_at   timestamptz       not null default private.now(),
  updated_at   timestamptz       not null default private.now()
);
comment on table public.mailbox_gaps is
  'A stretch of time in which mail may be missing. Closed once it has been read again; `missing` says how many were.';
create index mailbox_gaps_mailbox on public.mailbox_gaps (mailbox_id, id desc);
create index mailbox_gaps_client on public.mailbox_gaps (client_id);
create unique index mailbox_gaps_open on public.mailbox_gaps (mailbox_id, reason) where closed_at is null;
create table public.send_as_addresses (
  mailbox_id uuid        not null references public.mailboxes (id) on delete cascade,
  client_id  uuid        not null references public.clients (id) on delete cascade,
  address    text        not null,
  name       text        not null default '',
  reply_to   text        not null default '',
  signature  text        not null default '',
  is_default boolean     not null default false,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  primary key (mailbox_id, address),
  constraint send_as_addresses_lengths check (
    char_length(address) <= 320 and char_length(name) <= 500 and char_length(reply_to) <= 320 and char_length(signature) <= 5000
  )
);
comment on table public.send_as_addresses is 'Whom a mailbox may write as: what Gmail has verified, with the name and the signature that go with it.';
create index send_as_addresses_client on public.send_as_addresses (client_id);


-- Row-level security and grants --------------------------------------------

alter table public.mailboxes enable row level security;
alter table public.mailbox_grants enable row level security;
alter table private.gmail_meters enable row level security;
alter table public.readings enable row level security;
alter table public.mailbox_gaps enable row level security;
alter table public.send_as_addresses enable row level security;

grant select on public.mailboxes, public.readings, public.mailbox_gaps to authenticated;
create policy "Members read their mailboxes, operators all" on public.mailboxes
  for select to authenticated using (client_id in (select private.my_client_ids()) or (select private.is_operator()));

create policy "Members see how far their mailboxes are read, operators all" on public.readings
  for select to authenticated using (client_id in (select private.my_client_ids()) or (select private.is_operator()));
create policy "Members see the gaps of their mailboxes, operators all" on public.mailbox_gaps
  for select to authenticated using (client_id in (select private.my_client_ids()) or (select private.is_operator()));
grant select on public.send_as_addresses to authenticated;
create policy "Members read whom they may write as" on public.send_as_addresses
  for select to authenticated using (client_id in (select private.my_client_ids()));

create policy "Only workers hold grants" on public.mailbox_grants
  for all to service_role using (true) with check (true);

create policy "Only workers spend units" on private.gmail_meters
  for all to service_role using (true) with check (true);
grant select, insert, update, delete on private.gmail_meters to service_role;


-- Functions ----------------------------------------------------------------

create function private.mailbox_job(box public.mailboxes) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('client_id', box.client_id, 'mailbox_id', box.id);
$$;

-- Only the service connects: a member who could would claim any address, and its owner would find it taken.
-- The door has seen Google confirm the address; here the membership is checked once more. From `read_up_to` on, history
-- tells what arrives; what was there already is read beside it, page by page. Who only lost the grant reads on.
create function public.connect_mailbox(
  member uuid, mailbox uuid, client uuid, mailbox_address text, mailbox_name text, mailbox_aliases text[], sealed_grant text,
  granted_scopes text[], read_up_to text, window_days integer, draft_existing boolean
) returns setof public.mailboxes rows 1
language plpgsql volatile set search_path = ''
as $$
declare
  known public.mailboxes;
  box public.mailboxes;
begin
  if not exists (select from public.client_members where user_id = member and client_id = client) then
    raise exception 'Not a member' using errcode = '42501';
  end if;

  select * into known from public.mailboxes where client_id = client and address = lower(mailbox_address) for update;
  insert into public.mailboxes as m (id, client_id, address, name, aliases, history_id)
  values (mailbox, client, lower(mailbox_address), mailbox_name, mailbox_aliases, read_up_to)
  on conflict (client_id, address) do update set
    status = 'connected', name = excluded.name, aliases = excluded.aliases,
    history_id = case when m.status = 'disconnected' then excluded.history_id else m.history_id end,
    connected_at = case when m.status = 'disconnected' then private.now() else m.connected_at end
  returning * into box;
  -- The grant is sealed to (mailbox, client): for another row it would never open.
  if box.id <> mailbox then raise exception 'Sealed for another mailbox' using errcode = '22023'; end if;

  insert into public.mailbox_grants (mailbox_id, client_id, sealed, scopes)
  values (box.id, client, sealed_grant, granted_scopes)
  on conflict (mailbox_id) do update set sealed = excluded.sealed, scopes = excluded.scopes;

  perform private.record_audit(client, 'mailbox.connected', box.id, actor => member);
  perform private.enqueue('mailbox.watch', 'mailbox.watch:' || box.id, private.mailbox_job(box), priority => 'fresh');
  -- Somebody sits in front of it.
  perform private.enqueue(
    'mailbox.sync', 'mailbox.sync:' || box.id, private.mailbox_job(box), lease => 'mailbox:' || box.id, priority => 'person'
  );
  if known.id is null or known.status = 'disconnected' then
    perform private.begin_reading(
      box, 'backfill', least(private.now() - make_interval(days => window_days), private.unread_since(known)), draft_existing
    );
  else
    perform private.turn_to(r) from public.readings r where r.mailbox_id = box.id and r.finished_at is null;
  end if;
  return next box;
end;
$$;

-- What Gmail lists now, and nothing it listed before.
create function public.keep_send_as(mailbox uuid, listed jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  box public.mailboxes;
begin
  select * into strict box from public.mailboxes where id = mailbox for update;

  delete from public.send_as_addresses
  where mailbox_id = mailbox and address not in (select a ->> 'address' from jsonb_array_elements(listed) a);
  insert into public.send_as_addresses (mailbox_id, client_id, address, name, reply_to, signature, is_default)
  select distinct on (a ->> 'address') box.id, box.client_id, a ->> 'address', a ->> 'name', a ->> 'reply_to',
         a ->> 'signature', (a ->> 'is_default')::boolean
  from jsonb_array_elements(listed) a
  on conflict (mailbox_id, address) do update set
    name = excluded.name, reply_to = excluded.reply_to, signature = excluded.signature, is_default = excluded.is_default;
end;
$$;

-- Definer: members hold no write privilege on mailboxes. Reading stops at once; a job revokes the grant at Google and erases it.
create function private.disconnect_mailbox(mailbox uuid) returns setof public.mailboxes
language plpgsql volatile security definer set search_path = ''
as $$
declare
  box public.mailboxes;
begin
  update public.mailboxes set status = 'disconnected', watch_expires_at = null
  where id = mailbox and client_id in (select private.my_client_ids())
  returning * into box;
  if not found then return; end if;

  perform private.record_audit(box.client_id, 'mailbox.disconnected', box.id);
  perform private.enqueue('mailbox.revoke', 'mailbox.revoke:' || box.id, private.mailbox_job(box), lease => 'mailbox:' || box.id);
  return next box;
end;
$$;
revoke execute on function private.disconnect_mailbox from public;
grant execute on function private.disconnect_mailbox to authenticated;

create function public.disconnect_mailbox(mailbox uuid) returns setof public.mailboxes
language sql volatile set search_path = ''
as $$
  select * from private.disconnect_mailbox(mailbox);
$$;
grant execute on function public.disconnect_mailbox to authenticated;

-- Definer, as above. Pausing ends the reading and nothing else: what waits can still be sent.
create function private.pause_mailbox(mailbox uuid) returns setof public.mailboxes
language plpgsql volatile security definer set search_path = ''
as $$
declare
  box public.mailboxes;
begin
  update public.mailboxes set status = 'paused'
  where id = mailbox and status = 'connected' and client_id in (select private.my_client_ids())
  returning * into box;
  if not found then return; end if;

  perform private.record_audit(box.client_id, 'mailbox.paused', box.id);
  return next box;
end;
$$;
revoke execute on function private.pause_mailbox from public;
grant execute on function private.pause_mailbox to authenticated;

create function public.pause_mailbox(mailbox uuid) returns setof public.mailboxes
language sql volatile set search_path = ''
as $$
  select * from private.pause_mailbox(mailbox);
$$;
grant execute on function public.pause_mailbox to authenticated;

-- Definer, as above. Goes on from the cursor, so whatever arrived in between is read now.
create function private.resume_mailbox(mailbox uuid) returns setof public.mailboxes
language plpgsql volatile security definer set search_path = ''
as $$
declare
  box public.mailboxes;
begin
  update public.mailboxes set status = 'connected'
  where id = mailbox and status = 'paused' and client_id in (select private.my_client_ids())
  returning * into box;
  if not found then return; end if;

  perform private.record_audit(box.client_id, 'mailbox.resumed', box.id);
  perform private.turn_to(r) from public.readings r where r.mailbox_id = box.id and r.finished_at is null;
  perform private.enqueue('mailbox.watch', 'mailbox.watch:' || box.id, private.mailbox_job(box));
  perform private.enqueue('mailbox.sync', 'mailbox.sync:' || box.id, private.mailbox_job(box), lease => 'mailbox:' || box.id);
  return next box;
end;
$$;
revoke execute on function private.resume_mailbox from public;
grant execute on function private.resume_mailbox to authenticated;

create function public.resume_mailbox(mailbox uuid) returns setof public.mailboxes
language sql volatile set search_path = ''
as $$
  select * from private.resume_mailbox(mailbox);
$$;
grant execute on function public.resume_mailbox to authenticated;

-- Google no longer honours a grant. Reading stops, and its people are told: once, and not when it has been replaced
-- meanwhile, for then the old one is no loss.
create function public.note_revoked(mailbox uuid, revoked text) returns boolean
language plpgsql volatile set search_path = ''
as $$
declare
  box public.mailboxes;
begin
  update public.mailboxes b set status = 'needs_reauth', watch_expires_at = null
  where b.id = mailbox and b.status in ('connected', 'paused')
    and exists (select from public.mailbox_grants g where g.mailbox_id = b.id and g.sealed = revoked)
  returning * into box;
  if not found then return false; end if;

  perform private.record_audit(box.client_id, 'mailbox.revoked', box.id);
  perform private.enqueue('mailbox.warn', 'mailbox.warn:' || box.id, private.mailbox_job(box));
  return true;
end;
$$;

-- A push: the mailbox has news. Unknown or paused addresses enqueue nothing. Returns whether one was found.
create function public.notice_push(mailbox_address text) returns boolean
language plpgsql volatile set search_path = ''
as $$
declare
  box public.mailboxes;
begin
  update public.mailboxes set last_push_at = private.now(), unheard = 0, watch_fault = nullif(watch_fault, 'silent')
  where address = lower(mailbox_address) and status = 'connected'
  returning * into box;
  if not found then return false; end if;
  perform private.enqueue('mailbox.sync', 'mailbox.sync:' || box.id, private.mailbox_job(box), lease => 'mailbox:' || box.id);
  return true;
end;
$$;

-- What a reading teaches about the next. A mailbox that is watched and quiet is polled ever less; one that is busy, or
-- whose pushes cannot be relied on, every five minutes. Never at the same moment for all.
create function private.note_reading(box public.mailboxes, fresh integer, read_up_to text) returns void
language sql volatile set search_path = ''
as $$
  with heard as (
    select box.unheard + (fresh > 0 and box.last_synced_at is not null
                          and coalesce(box.last_push_at, '-infinity') < box.last_synced_at)::integer as unheard
  ),
  paced as (
    select unheard,
           case when fresh = 0 and unheard < 3 and box.watch_fault is null
                     and box.watch_expires_at > private.now() then least(box.poll_every * 2, '2 hours')
                else '5 minutes' end as poll_every
    from heard
  )
  update public.mailboxes m
  set history_id = read_up_to, last_synced_at = private.now(), unheard = p.unheard, poll_every = p.poll_every,
      next_poll_at = private.now() + p.poll_every * (0.75 + random() / 4)
  from paced p where m.id = box.id;
$$;

-- The sweep: the mailboxes that are due, longest first, no more than `most`. Each has its next turn before its job is
-- done, so that one whose job fails is neither forgotten nor asked for again at once.
create function public.sweep_mailboxes(most integer) returns integer
language sql volatile set search_path = ''
as $$
  with due as (
    select id from public.mailboxes where status = 'connected' and next_poll_at <= private.now()
    order by next_poll_at limit most for update skip locked
  ),
  turned as (
    update public.mailboxes b set next_poll_at = private.now() + poll_every * (0.75 + random() / 4)
    from due where b.id = due.id returning b
  )
  select count(private.enqueue(
    'mailbox.sync', 'mailbox.sync:' || (b).id, private.mailbox_job(b), lease => 'mailbox:' || (b).id, priority => 'sweep'
  ) is null)::integer from turned;
$$;

-- Watches last seven days; renewed daily, so six renewals may fail before a push is missed.
create function public.sweep_watches() returns integer
language sql volatile set search_path = ''
as $$
  with due as (
    select b from public.mailboxes b
    where status = 'connected' and coalesce(watch_expires_at, '-infinity') < private.now() + interval '6 days'
  )
  select count(private.enqueue('mailbox.watch', 'mailbox.watch:' || (b).id, private.mailbox_job(b)) is null)::integer from due;
$$;

-- Hourly: whatever keeps pushes from coming is written down, and the watch is asked for again. A watch that nobody has
-- tried to set up yet is not at fault.
create function public.sweep_broken_watches() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  broken record;
  found integer := 0;
begin
  for broken in
    select b as box, case when b.watch_fault = 'refused' then 'refused'
                          when coalesce(b.watch_expires_at, '-infinity') <= private.now() then 'lapsed'
                          else 'silent' end::public.watch_fault as fault
    from public.mailboxes b
    where status = 'connected'
      and (coalesce(watch_expires_at, '-infinity') <= private.now() or unheard >= 3 or watch_fault is not null)
      and not exists (select from pgmq.q_jobs where message ->> 'key' = 'mailbox.watch:' || b.id and read_ct = 0)
    for update skip locked
  loop
    if broken.fault is distinct from (broken.box).watch_fault then
      update public.mailboxes set watch_fault = broken.fault, poll_every = '5 minutes' where id = (broken.box).id;
      perform private.record_audit((broken.box).client_id, 'mailbox.watch_' || broken.fault, (broken.box).id);
    end if;
    perform private.enqueue('mailbox.watch', 'mailbox.watch:' || (broken.box).id, private.mailbox_job(broken.box));
    found := found + 1;
  end loop;
  return found;
end;
$$;

-- What Gmail said to a watch: until when, or (null) that it refuses. Only a push proves that a silent one is heard again.
create function public.note_watch(mailbox uuid, watched_until timestamptz) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  box public.mailboxes;
begin
  select * into box from public.mailboxes where id = mailbox and status = 'connected' for update;
  if not found then return; end if;

  if watched_until is null then
    update public.mailboxes set watch_fault = 'refused', poll_every = '5 minutes' where id = mailbox;
    if box.watch_fault is distinct from 'refused' then
      perform private.record_audit(box.client_id, 'mailbox.watch_refused', box.id);
    end if;
  else
    update public.mailboxes
    set watch_expires_at = watched_until, watch_fault = case when box.watch_fault = 'silent' then box.watch_fault end
    where id = mailbox;
    -- Gmail tells of what comes from now on. What came between the last reading and the watch, nobody would tell of.
    if box.watch_expires_at is null or box.watch_expires_at < private.now() then
      perform private.enqueue('mailbox.sync', 'mailbox.sync:' || box.id, private.mailbox_job(box), lease => 'mailbox:' || box.id);
    end if;
  end if;
end;
$$;


-- Windows read page by page ------------------------------------------------

-- How far back everything must be looked at again: to the last good reading, and a day more. What lies further back
-- than can be read is a gap, and shown as one. Null for what was never read.
create function private.unread_since(box public.mailboxes) returns timestamptz
language plpgsql volatile set search_path = ''
as $$
declare
  since timestamptz := box.last_synced_at - interval '1 day';
  furthest timestamptz := private.now() - interval '90 days';
begin
  if since < furthest then perform private.note_gap(box, 'too_long_ago', since, furthest); end if;
  return greatest(since, case when since is not null then furthest end);
end;
$$;

create function private.note_gap(box public.mailboxes, why public.gap_reason, since timestamptz, until timestamptz) returns void
language sql volatile set search_path = ''
as $$
  insert into public.mailbox_gaps (mailbox_id, client_id, reason, missed_from, missed_until)
  values (box.id, box.client_id, why, since, until)
  on conflict (mailbox_id, reason) where closed_at is null do update set
    missed_from = least(mailbox_gaps.missed_from, excluded.missed_from),
    missed_until = greatest(mailbox_gaps.missed_until, excluded.missed_until);
$$;

-- Begins at the newest page. One that had not come to its end yet reaches back as far as that one would have.
create function private.begin_reading(box public.mailboxes, why public.reading_purpose, reach timestamptz, drafting boolean)
returns void
language plpgsql volatile set search_path = ''
as $$
declare
  begun public.readings;
begin
  insert into public.readings as r (mailbox_id, purpose, client_id, since, draft_existing)
  values (box.id, why, box.client_id, reach, drafting)
  on conflict (mailbox_id, purpose) do update set
    run = r.run + 1,
    since = case when r.finished_at is null then least(r.since, excluded.since) else excluded.since end,
    until = private.now(), draft_existing = excluded.draft_existing, page_token = null, milestone = null, pages = 0,
    rewinds = 0, found = 0, stored = 0, missing = 0, reached = null, finished_at = null
  returning * into begun;
  perform private.turn_to(begun);
end;
$$;

-- A job for the next page, beside the one that reads what has just arrived and not in its way.
create function private.turn_to(reading public.readings) returns void
language sql volatile set search_path = ''
as $$
  select private.enqueue(
    ('mailbox.' || reading.purpose)::public.job_kind, 'mailbox.' || reading.purpose || ':' || reading.mailbox_id,
    jsonb_build_object('client_id', reading.client_id, 'mailbox_id', reading.mailbox_id, 'purpose', reading.purpose),
    lease => 'reading:' || reading.mailbox_id,
    -- The first page of a mailbox just connected is waited for.
    priority => case when reading.purpose = 'backfill' and reading.reached is null then 'person' end::public.job_priority
  );
$$;

-- Gmail no longer knows what happened since the cursor. It moves to where history can be told again, and everything
-- since the last good reading is looked at page by page; until that is done, there is a gap.
create function public.begin_resync(mailbox uuid, read_up_to text) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  box public.mailboxes;
  since timestamptz;
begin
  select * into strict box from public.mailboxes where id = mailbox for update;
  since := coalesce(private.unread_since(box), box.connected_at - interval '30 days');
  perform private.note_gap(box, 'history_expired', since, private.now());
  update public.mailboxes set history_id = read_up_to where id = box.id;
  perform private.begin_reading(box, 'resync', since, false);
end;
$$;

-- A page is read: everything it lists that Gmail still has is stored. Of two workers on one page the second changes
-- nothing. `milestone` is the token after one, two, four, eight … pages: pages that go round in a circle come upon it.
-- Mail that arrived just before the reading began is not missing: its push may still be on the way.
create function public.turn_page(
  mailbox uuid, reading public.reading_purpose, this_run integer, seen_token text, next_token text, listed text[]
) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  turned public.readings;
begin
  update public.readings r set
    page_token = next_token, pages = r.pages + 1, found = r.found + cardinality(listed), stored = r.stored + page.stored,
    missing = r.missing + page.missing, reached = least(r.reached, page.oldest),
    milestone = case when (r.pages + 1) & r.pages = 0 then next_token else r.milestone end,
    finished_at = case when next_token is null then private.now() end
  from public.readings own
  cross join lateral (
    select count(*) as stored, min(m.received_at) as oldest,
           count(*) filter (where m.created_at >= own.until and m.received_at < own.until - interval '10 minutes') as missing
    from public.messages m where m.mailbox_id = own.mailbox_id and m.gmail_message_id = any (listed)
  ) page
  where own.mailbox_id = mailbox and own.purpose = reading and r.mailbox_id = mailbox and r.purpose = reading
    and r.run = this_run and r.page_token is not distinct from seen_token and r.finished_at is null
  returning r.* into turned;
  if not found then return; end if;

  if next_token is not null then
    perform private.turn_to(turned);
  elsif turned.purpose = 'resync' then
    update public.mailbox_gaps set closed_at = private.now(), missing = turned.missing
    where mailbox_id = mailbox and reason = 'history_expired' and closed_at is null;
  elsif turned.purpose = 'reconcile' and turned.missing > 0 then
    insert into public.mailbox_gaps (mailbox_id, client_id, reason, missed_from, missed_until, missing, closed_at)
    values (mailbox, turned.client_id, 'missed', turned.since, turned.until, turned.missing, private.now());
  end if;
end;
$$;

-- A reading whose job was lost, or given up: cannot happen, and is taken up again after an hour for all the same.
create function public.sweep_readings() returns integer
language sql volatile set search_path = ''
as $$
  select count(private.turn_to(r) is null)::integer
  from public.readings r join public.mailboxes b on b.id = r.mailbox_id
  where r.finished_at is null and r.updated_at < private.now() - interval '1 hour' and b.status = 'connected';
$$;

-- Nightly: what is connected is compared with Gmail, and a grant that could not be given back is tried again. What is
-- still being read for the first time, or again, has nothing to be compared with yet.
create function public.sweep_reconciliations() returns integer
language sql volatile set search_path = ''
as $$
  with compared as (
    select private.begin_reading(b, 'reconcile', greatest(first.since, private.now() - interval '30 days'), false) as begun
    from public.mailboxes b left join public.readings first on first.mailbox_id = b.id and first.purpose = 'backfill'
    where b.status = 'connected' and not exists (
      select from public.readings r where r.mailbox_id = b.id and r.purpose <> 'reconcile' and r.finished_at is null
    )
  ),
  given_back as (
    select private.enqueue(
      'mailbox.revoke', 'mailbox.revoke:' || b.id, private.mailbox_job(b), lease => 'mailbox:' || b.id, priority => 'sweep'
    ) as queued
    from public.mailboxes b join public.mailbox_grants g on g.mailbox_id = b.id where b.status = 'disconnected'
  )
  select ((select count(begun is null) from compared) + (select count(queued is null) from given_back))::integer;
$$;


-- Gmail's quota ------------------------------------------------------------

-- The meter of a mailbox or of a part of the project, as of now, and its row locked until the transaction ends. A window
-- of sixty seconds touches thirty-one ticks; the thirty-second makes up for those who waited for the lock.
create function private.lock_meter(meter text) returns private.gmail_meters
language plpgsql volatile set search_path = ''
as $$
declare
  found_meter private.gmail_meters;
  current_tick bigint := floor(extract(epoch from private.now()) / 2);
  passed integer;
begin
  loop
    select * into found_meter from private.gmail_meters where name = meter for update;
    exit when found;
    insert into private.gmail_meters (name, tick) values (meter, current_tick) on conflict do nothing;
  end loop;

  -- A clock that was set back by more than a minute would otherwise hold everybody up until it has caught up.
  passed := case when found_meter.tick > current_tick + 32 then 32 else least(greatest(current_tick - found_meter.tick, 0), 32) end;
  if passed > 0 then
    found_meter.spent := (array_fill(0, array[passed]) || found_meter.spent)[1:32];
    found_meter.tick := current_tick;
  end if;
  return found_meter;
end;
$$;

-- How many seconds until `wanted` units more fit below the ceiling: the oldest ticks fall out of the window first.
create function private.wait_for_units(meter private.gmail_meters, wanted integer, ceiling integer) returns integer
language sql stable set search_path = ''
as $$
  select greatest(2 * (32 - max(kept)), ceil(extract(epoch from meter.blocked_until - private.now())), 0)::integer
  from (
    select 0 as kept, 0 as units
    union all
    select nth, sum(units) over (order by nth) from unnest(meter.spent) with ordinality as t (units, nth)
  ) newest
  where units <= greatest(0, ceiling - wanted);
$$;

-- Takes units for up to `times` calls that cost `each`, and writes down what was `spent` before anybody could ask. Below
-- the ceilings for one user and for the project, per minute; those of background work are lower than a person's, so that
-- nobody waits behind it. Answers for how many calls there is room and, when not for all, after how many seconds to ask again.
create function private.take_units(mailbox uuid, asked jsonb, out granted integer, out wait_seconds integer)
language plpgsql volatile set search_path = ''
as $$
declare
  each integer := asked ->> 'each';
  times integer := asked ->> 'times';
  spent integer := asked ->> 'spent';
  own_ceiling integer := asked ->> 'user';
  shared_ceiling integer := (asked ->> 'project')::integer / 16;
  own private.gmail_meters := private.lock_meter(mailbox::text);
  shared private.gmail_meters := private.lock_meter('project:' || floor(random() * 16));
  room integer;
begin
  own.spent[1] := own.spent[1] + spent;
  shared.spent[1] := shared.spent[1] + spent;
  room := least(
    own_ceiling - (select sum(units) from unnest(own.spent) units),
    shared_ceiling - (select sum(units) from unnest(shared.spent) units)
  );
  if own.blocked_until > private.now() then room := 0; end if;

  granted := least(times, greatest(room, 0) / each);
  own.spent[1] := own.spent[1] + granted * each;
  shared.spent[1] := shared.spent[1] + granted * each;
  -- With jitter: a crowd that was sent away does not return together.
  wait_seconds := case when granted = times then 0 else ceil((1 + random() / 4) * greatest(
    private.wait_for_units(own, each, own_ceiling), private.wait_for_units(shared, each, shared_ceiling), 1
  )) end;
  update private.gmail_meters set tick = own.tick, spent = own.spent where name = own.name;
  update private.gmail_meters set tick = shared.tick, spent = shared.spent where name = shared.name;
end;
$$;

create function public.spend_units(mailbox uuid, units jsonb) returns void
language sql volatile set search_path = ''
as $$
  select from private.take_units(mailbox, units);
$$;

-- Gmail asked to be left alone (429 with Retry-After): for that long nothing is granted, to nobody.
create function public.block_mailbox(mailbox uuid, seconds integer) returns void
language sql volatile set search_path = ''
as $$
  insert into private.gmail_meters as m (name, tick, blocked_until)
  values (mailbox::text, 0, private.now() + make_interval(secs => least(seconds, 3600)))
  on conflict (name) do update set blocked_until = greatest(m.blocked_until, excluded.blocked_until);
$$;

-- A mailbox that may be read, with its sealed grant, and what it is allowed to spend. Nothing when it is not to be read.
create function public.open_mailbox(mailbox uuid, statuses public.mailbox_status[], units jsonb) returns table (
  id uuid, client_id uuid, address text, name text, aliases text[], history_id text, unseen text[], sealed text,
  granted integer, wait_seconds integer
)
language sql volatile set search_path = ''
as $$
  select b.id, b.client_id, b.address, b.name, b.aliases, b.history_id, b.unseen, g.sealed, t.granted, t.wait_seconds
  from public.mailboxes b join public.mailbox_grants g on g.mailbox_id = b.id, private.take_units(b.id, units) t
  where b.id = mailbox and b.status = any (statuses);
$$;

-- Meters nobody has looked at for a day: their mailboxes are gone.
create function public.sweep_meters() returns integer
language sql volatile set search_path = ''
as $$
  with gone as (
    delete from private.gmail_meters where tick < extract(epoch from private.now() - interval '1 day') / 2
      and coalesce(blocked_until, '-infinity') < private.now() returning 1
  )
  select count(*)::integer from gone;
$$;


-- Triggers -----------------------------------------------------------------

-- Whoever connects or resumes a mailbox, however: it is read at once, and its watch has yet to prove itself.
create function private.begin_polling() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.next_poll_at = private.now();
  new.poll_every = '5 minutes';
  new.unheard = 0;
  new.watch_fault = null;
  return new;
end;
$$;

create trigger polling before update of status on public.mailboxes
  for each row when (old.status <> 'connected' and new.status = 'connected') execute function private.begin_polling();
create trigger touch before update on public.mailboxes for each row execute function private.touch();
create trigger touch before update on public.mailbox_grants for each row execute function private.touch();
create trigger touch before update on public.readings for each row execute function private.touch();
create trigger touch before update on public.mailbox_gaps for each row execute function private.touch();
create trigger touch before update on public.send_as_addresses for each row execute function private.touch();
