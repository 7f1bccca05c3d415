-- Conversations as Gmail holds them, and the ledger that accounts for every message that came in.

-- Types --------------------------------------------------------------------

create type public.direction as enum ('inbound', 'outbound');
-- What somebody should know before they open an attachment, and what came of reading its text.
create type public.attachment_warning as enum ('program', 'disguised', 'hidden_name', 'macros');
create type public.text_status as enum ('extracted', 'unsupported', 'failed', 'too_large', 'encrypted');
create type public.ledger_outcome as enum ('waiting', 'drafted', 'skipped', 'failed');
create type public.skip_reason as enum (
  'own_mail', 'auto_reply', 'bounce', 'calendar', 'mailing_list', 'newsletter', 'no_reply_sender', 'notification',
  'not_addressed', 'hostile_suspected', 'no_answer_needed', 'answered', 'superseded', 'empty', 'receipt', 'loop_suspected',
  'before_connecting', 'deleted', 'duplicate', 'never_for_sender', 'never_for_topic'
);


-- Tables -------------------------------------------------------------------

create table public.threads (
  id              uuid        primary key default gen_random_uuid(),
  client_id       uuid        not null references public.clients (id) on delete cascade,
  mailbox_id      uuid        not null references public.mailboxes (id) on delete cascade,
  gmail_thread_id text        not null,
  subject         text        not null default '',
  snippet         text        not null default '',
  correspondent   text        not null default '',
  message_count   integer     not null default 0,
  last_message_id uuid,
  last_message_at timestamptz not null default private.now(),
  unread          boolean     not null default false,
  archived        boolean     not null default false,
  answered        boolean     not null default false,
  created_at      timestamptz not null default private.now(),
  updated_at      timestamptz not null default private.now(),
  constraint threads_gmail_id unique (mailbox_id, gmail_thread_id)
);
comment on table public.threads is 'One Gmail conversation. `answered`: the owner had the last word, wherever it was written.';
create index threads_newest on public.threads (client_id, last_message_at desc, id desc);
create index threads_last_message on public.threads (last_message_id);

create table public.messages (
  id               uuid             primary key default gen_random_uuid(),
  client_id        uuid             not null references public.clients (id) on delete cascade,
  mailbox_id       uuid             not null references public.mailboxes (id) on delete cascade,
  thread_id        uuid             not null references public.threads (id) on delete cascade,
  -- Among messages of one millisecond, Gmail's own order: ids grow with time, and compare byte by byte.
  gmail_message_id text             collate "C" not null,
  direction        public.direction not null,
  rfc_message_id   text             not null default '',
  reference_ids    text[]           not null default '{}',
  from_name        text             not null default '',
  from_address     text             not null default '',
  to_recipients    jsonb            not null default '[]',
  cc_recipients    jsonb            not null default '[]',
  reply_to         jsonb            not null default '[]',
  subject          text             not null default '',
  snippet          text             not null default '',
  size_bytes       integer          not null default 0,
  signals          jsonb            not null default '{}',
  labels           text[]           not null default '{}',
  received_at      timestamptz      not null,
  deleted_at       timestamptz,
  -- No longer in the conversation as its owner sees it. The row stays: the ledger forgets nothing.
  gone             boolean          not null generated always as (deleted_at is not null or labels && array['TRASH', 'SPAM']) stored,
  created_at       timestamptz      not null default private.now(),
  updated_at       timestamptz      not null default private.now(),
  constraint messages_gmail_id unique (mailbox_id, gmail_message_id)
);
comment on table public.messages is 'One message of a conversation. `signals` are the header facts triage decides by.';
create index messages_thread on public.messages (thread_id, received_at);
create index messages_client on public.messages (client_id, received_at desc);
-- Hashed, because a Message-ID may be longer than an index takes.
create index messages_rfc_id on public.messages (client_id, md5(rfc_message_id));
-- "Weber, Anna", "Anna WEBER" and "Anna Weber's" are one name.
create function private.plain_name(name text) returns text
language sql immutable strict set search_path = ''
as $$
  select lower(regexp_replace(regexp_replace(btrim(name, E' \t"'), '^([^,]+),\s*([^,]+)$', '\2 \1'), '[''’]s?$', ''));
$$;
create function private.surname(name text) returns text
language sql immutable strict set search_path = ''
as $$ select substring(private.plain_name(name) from '[^[:space:]]+$') $$;
-- Who of this name writes, in which conversations.
create index messages_surname on public.messages (client_id, private.surname(from_name))
  where direction = 'inbound' and from_name <> '';

alter table public.threads
  add constraint threads_last_message foreign key (last_message_id) references public.messages (id) on delete set null;

create table public.message_bodies (
  message_id    uuid        primary key references public.messages (id) on delete cascade,
  client_id     uuid        not null references public.clients (id) on delete cascade,
  plain         text        not null default '',
  own           text        not null default '',
  html          text        not null default '',
  has_html      boolean     not null generated always as (html <> '') stored,
  remote_images text[]      not null default '{}',
  created_at    timestamptz not null default private.now(),
  updated_at    timestamptz not null default private.now()
);
comment on table public.message_bodies is
  'What a message says: its text, of that what its writer wrote, and its HTML made safe to show. The HTML names remote images by their place in the list.';
create index message_bodies_client on public.message_bodies (client_id);

create table public.attachments (
  id         uuid        primary key default gen_random_uuid(),
  client_id  uuid        not null references public.clients (id) on delete cascade,
  message_id uuid        not null references public.messages (id) on delete cascade,
  position   smallint    not null,
  filename   text        not null,
  media_type text        not null,
  size_bytes integer     not null,
  content_id text        not null default '',
  -- The HTML shows it, by its position.
  inline     boolean     not null default false,
  -- What its bytes say it is, whatever it is called.
  sniffed_type text      not null default '',
  warnings   public.attachment_warning[] not null default '{}',
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  constraint attachments_position unique (message_id, position)
);
comment on table public.attachments is 'What hangs on a message. The bytes stay in Gmail and are fetched when asked for.';
create index attachments_client on public.attachments (client_id);

create table public.attachment_texts (
  attachment_id uuid               primary key references public.attachments (id) on delete cascade,
  client_id     uuid               not null references public.clients (id) on delete cascade,
  status        public.text_status not null,
  body          text               not null default '',
  -- The same, folded (private.folded): what is looked for in it is looked for with every mail of the conversation.
  words         text               not null default '',
  created_at    timestamptz        not null default private.now(),
  updated_at    timestamptz        not null default private.now(),
  constraint attachment_texts_length check (char_length(body) <= 100000)
);
comment on table public.attachment_texts is 'What an attachment says, as far as it could be read, or why it could not.';
create index attachment_texts_client on public.attachment_texts (client_id);

create table public.ledger_entries (
  message_id  uuid                  primary key references public.messages (id) on delete cascade,
  client_id   uuid                  not null references public.clients (id) on delete cascade,
  mailbox_id  uuid                  not null references public.mailboxes (id) on delete cascade,
  outcome     public.ledger_outcome not null default 'waiting',
  reason      public.skip_reason,
  detail      text                  not null default '',
  -- How often what it waits for has failed, and when that is tried again; of no meaning to what is settled.
  attempts    integer               not null default 0,
  next_try_at timestamptz,
  -- For what else it waits, no job being there that could be tried again.
  held_by     public.hold_reason,
  -- A person wants a draft, whatever rule or model says.
  asked_for   boolean               not null default false,
  -- In percent: how sure the model was that a reply is expected, how likely that made it, and from where on the business
  -- has one drafted. Null where no model was asked, or gave no figure.
  score       smallint,
  chance      smallint,
  threshold   smallint,
  received_at timestamptz           not null default private.now(),
  created_at  timestamptz           not null default private.now(),
  updated_at  timestamptz           not null default private.now(),
  constraint ledger_entries_reason check ((outcome = 'skipped') = (reason is not null)),
  constraint ledger_entries_percent check (score between 0 and 100 and chance between 0 and 100 and threshold between 1 and 99)
);
comment on table public.ledger_entries is 'What became of each inbound message. A message without an entry is a bug.';
create index ledger_entries_client on public.ledger_entries (client_id, outcome);
create index ledger_entries_held on public.ledger_entries (client_id) where held_by is not null;
create index ledger_entries_newest on public.ledger_entries (mailbox_id, received_at desc, message_id desc);
create index ledger_entries_mailbox on public.ledger_entries (mailbox_id, outcome, received_at desc, message_id desc);

create table private.triage_curves (
  client_id  uuid        primary key references public.clients (id) on delete cascade,
  slope      real        not null,
  intercept  real        not null,
  labels     integer     not null,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  constraint triage_curves_rise check (slope > 0)
);
comment on table private.triage_curves is
  'How likely a reply is when the model is so sure: log odds = slope × log odds + intercept. From what became of `labels` verdicts.';
alter table private.triage_curves enable row level security;
create policy "Only workers learn how sure is sure" on private.triage_curves
  for all to service_role using (true) with check (true);
grant select, insert, update, delete on private.triage_curves to service_role;


-- Row-level security and grants --------------------------------------------

alter table public.threads enable row level security;
alter table public.messages enable row level security;
alter table public.message_bodies enable row level security;
alter table public.attachments enable row level security;
alter table public.attachment_texts enable row level security;
alter table public.ledger_entries enable row level security;

grant select on public.threads, public.messages, public.message_bodies, public.attachments, public.attachment_texts, public.ledger_entries to authenticated;

create policy "Members read their threads" on public.threads
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read their messages" on public.messages
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read their bodies" on public.message_bodies
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members see their attachments" on public.attachments
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read what their attachments say" on public.attachment_texts
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read their ledger" on public.ledger_entries
  for select to authenticated using (client_id in (select private.my_client_ids()));


-- Functions ----------------------------------------------------------------

-- Stores what was not yet stored and moves the cursor, in one transaction: the cursor is never ahead of the mail.
-- Each element of `mail`: see core/mailboxes/schema.ts StoredMessage. Every new inbound message gets its ledger
-- entry and its triage job here, so neither can be forgotten. `changes`, see Changes there, are what else has happened
-- to the mailbox up to then. Returns how many messages were new.
create function public.record_messages(mailbox uuid, mail jsonb, read_up_to text, changes jsonb default '{}') returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  box public.mailboxes;
  arrived text[] := array(select jsonb_array_elements_text(changes -> 'added'));
  returned text[] := array(select jsonb_array_elements_text(changes -> 'returned'));
  drafts_existing boolean;
  touched text[];
  woken record;
  fresh integer;
begin
  -- One writer per mailbox: the cursor and the thread heads are read and written here.
  select * into strict box from public.mailboxes where id = mailbox for update;
  select exists (
    select from public.readings where mailbox_id = box.id and purpose = 'backfill' and draft_existing
  ) into drafts_existing;

  insert into public.threads (client_id, mailbox_id, gmail_thread_id)
  select distinct box.client_id, box.id, m ->> 'gmail_thread_id' from jsonb_array_elements(mail) m
  on conflict (mailbox_id, gmail_thread_id) do nothing;

  with incoming as (
    -- Gmail may list a message on two pages.
    select distinct on (m ->> 'gmail_message_id') m, m ->> 'gmail_message_id' as gmail_message_id
    from jsonb_array_elements(mail) m
  ),
  stored as (
    insert into public.messages (
      client_id, mailbox_id, thread_id, gmail_message_id, direction, rfc_message_id, reference_ids, from_name, from_address,
      to_recipients, cc_recipients, reply_to, subject, snippet, size_bytes, signals, labels, received_at
    )
    select box.client_id, box.id, t.id, i.gmail_message_id, (m ->> 'direction')::public.direction, m ->> 'rfc_message_id',
           array(select jsonb_array_elements_text(m -> 'reference_ids')), m ->> 'from_name', m ->> 'from_address',
           m -> 'to_recipients', m -> 'cc_recipients', m -> 'reply_to', m ->> 'subject', m ->> 'snippet',
           (m ->> 'size_bytes')::integer, m -> 'signals', array(select jsonb_array_elements_text(m -> 'labels')),
           (m ->> 'received_at')::timestamptz
    from incoming i join public.threads t on t.mailbox_id = box.id and t.gmail_thread_id = m ->> 'gmail_thread_id'
    on conflict (mailbox_id, gmail_message_id) do nothing
    returning id, gmail_message_id, thread_id, direction, received_at
  ),
  bodies as (
    insert into public.message_bodies (message_id, client_id, plain, own, html, remote_images)
    select s.id, box.client_id, m ->> 'plain', m ->> 'own', m ->> 'html',
           array(select jsonb_array_elements_text(m -> 'remote_images'))
    from stored s join incoming i using (gmail_message_id)
  ),
  hung as (
    insert into public.attachments (
      client_id, message_id, position, filename, media_type, size_bytes, content_id, inline, sniffed_type, warnings
    )
    select box.client_id, s.id, (a ->> 'position')::smallint, a ->> 'filename', a ->> 'media_type',
           (a ->> 'size_bytes')::integer, a ->> 'content_id', (a ->> 'inline')::boolean, a ->> 'sniffed_type',
           array(select jsonb_array_elements_text(a -> 'warnings'))::public.attachment_warning[]
    from stored s join incoming i using (gmail_message_id), jsonb_array_elements(m -> 'attachments') a
  ),
  -- What was there before the mailbox was connected is left alone, unless asked otherwise. What history says has
  -- arrived is new, whatever its date.
  entered as (
    insert into public.ledger_entries (message_id, client_id, mailbox_id, received_at, outcome, reason)
    select s.id, box.client_id, box.id, s.received_at, case when existing.yes then 'skipped' else 'waiting' end::public.ledger_outcome,
           case when existing.yes then 'before_connecting' end::public.skip_reason
    from stored s
    cross join lateral (
      select not drafts_existing and s.received_at < box.connected_at and s.gmail_message_id <> all (arrived || returned) as yes
    ) existing
    where s.direction = 'inbound'
    returning message_id, outcome
  ),
  queued as (
    select private.queue_triage(message_id, box.client_id, box.id) from entered where outcome = 'waiting'
  )
  select count(*) into fresh from stored, (select count(*) from queued) q;

  -- The backfill may have met first what has only just arrived: it is new all the same.
  for woken in
    update public.ledger_entries l set outcome = 'waiting', reason = null
    from public.messages m
    where m.mailbox_id = box.id and m.gmail_message_id = any (arrived) and l.message_id = m.id and l.reason = 'before_connecting'
    returning l.message_id as id
  loop
    perform private.queue_triage(woken.id, box.client_id, box.id);
  end loop;

  if changes ?| '{unseen,asked_again}' then perform private.note_unseen(box, changes); end if;
  touched := private.apply_changes(box.id, changes);
  perform private.refresh_threads(box.id, array(select m ->> 'gmail_thread_id' from jsonb_array_elements(mail) m) || touched);
  -- Where the newest word was taken back, the one before it may want an answer again.
  perform private.reconsider_thread(id) from public.threads where mailbox_id = box.id and gmail_thread_id = any (touched);
  if read_up_to is not null then perform private.note_reading(box, fresh, read_up_to); end if;
  return fresh;
end;
$$;

-- What Gmail lists and then says it does not have may only not be there yet: it is asked for once more, in a minute.
create function private.note_unseen(box public.mailboxes, changes jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  denied text[] := array(select jsonb_array_elements_text(changes -> 'unseen'));
  asked_again text[] := array(select jsonb_array_elements_text(changes -> 'asked_again'));
begin
  update public.mailboxes m
  set unseen = array(select distinct id from unnest(m.unseen || denied) id where id <> all (asked_again) limit 100)
  where m.id = box.id;
  if cardinality(denied) > 0 then
    -- A job beside the one that runs now, and after it.
    perform private.enqueue(
      'mailbox.sync', 'mailbox.sync:' || box.id || ':unseen', private.mailbox_job(box), '1 minute', 'mailbox:' || box.id
    );
  end if;
end;
$$;

create function private.queue_triage(
  message uuid, client uuid, mailbox uuid, wait interval default '0', priority public.job_priority default 'fresh'
) returns void
language sql volatile set search_path = ''
as $$
  select private.enqueue('message.triage', 'message.triage:' || message, jsonb_build_object(
    'client_id', client, 'mailbox_id', mailbox, 'message_id', message
  ), wait, priority => priority);
$$;

-- What the owner did in Gmail to messages we know: read, archived, thrown away, brought back, deleted. Applied again
-- it changes nothing more, so a sync that has to start over may repeat it. Returns the Gmail threads it touched.
create function private.apply_changes(mailbox uuid, changes jsonb) returns text[]
language plpgsql volatile set search_path = ''
as $$
declare
  removed text[] := array(select jsonb_array_elements_text(changes -> 'deleted'));
  touched uuid[];
begin
  if cardinality(removed) = 0 and coalesce(jsonb_array_length(changes -> 'labels'), 0) = 0 then return '{}'; end if;

  select array_agg(distinct m.thread_id) into touched from public.messages m
  where m.mailbox_id = mailbox and m.gmail_message_id = any (
    removed || array(select c ->> 'id' from jsonb_array_elements(changes -> 'labels') c)
  );
  -- The threads first, as approve_draft does: their drafts may follow.
  perform from public.threads where id = any (touched) order by id for update;

  update public.messages m set deleted_at = null, labels = array(
    select label from unnest(m.labels) label where label <> all (c.dropped) union select unnest(c.gained)
  )
  from (
    select x ->> 'id' as id, array(select jsonb_array_elements_text(x -> 'gained')) as gained,
           array(select jsonb_array_elements_text(x -> 'dropped')) as dropped
    from jsonb_array_elements(changes -> 'labels') x
  ) c
  where m.mailbox_id = mailbox and m.gmail_message_id = c.id
    and (m.deleted_at is not null or not m.labels @> c.gained or m.labels && c.dropped);
  update public.messages m set deleted_at = private.now()
  where m.mailbox_id = mailbox and m.gmail_message_id = any (removed) and m.deleted_at is null;

  return array(select gmail_thread_id from public.threads where id = any (touched));
end;
$$;

-- A thread's head and state are derived from the messages its owner still sees in it; one without any keeps its last head.
-- The head is the last thing a person said: what machines remark afterwards (`aside`) changes nothing for a reply that waits.
create function private.refresh_threads(mailbox uuid, gmail_ids text[]) returns void
language sql volatile set search_path = ''
as $$
  update public.threads t
  set subject = case when t.subject = '' then coalesce(head.subject, '') else t.subject end,
      snippet = coalesce(head.snippet, t.snippet),
      correspondent = coalesce(other.who, t.correspondent),
      message_count = counted.n,
      last_message_id = coalesce(head.id, t.last_message_id),
      last_message_at = coalesce(head.received_at, t.last_message_at),
      unread = counted.unread,
      archived = counted.archived,
      answered = coalesce(head.direction = 'outbound', t.answered)
  from public.threads self
  left join lateral (
    select id, subject, snippet, direction, received_at from public.messages
    where thread_id = self.id and not gone
    order by direction = 'inbound' and signals ? 'aside', received_at desc, gmail_message_id desc limit 1
  ) head on true
  left join lateral (
    select coalesce(nullif(from_name, ''), from_address) as who from public.messages
    where thread_id = self.id and direction = 'inbound' and not gone
    order by signals ? 'aside', received_at desc, gmail_message_id desc limit 1
  ) other on true
  cross join lateral (
    select count(*)::integer as n, coalesce(bool_or(labels @> '{UNREAD}'), false) as unread,
           not coalesce(bool_or(labels @> '{INBOX}'), false) as archived
    from public.messages where thread_id = self.id and not gone
  ) counted
  where t.id = self.id and self.mailbox_id = mailbox and self.gmail_thread_id = any (gmail_ids)
    and (t.last_message_id, t.message_count, t.unread, t.archived)
      is distinct from (coalesce(head.id, t.last_message_id), counted.n, counted.unread, counted.archived);
$$;

-- Which of these messages has the mailbox not stored yet? Spares the fetch of what is known. And, asked in the same
-- breath: for how many of them, at most `most`, and of `more` that are known to be unread, does Gmail's quota allow the
-- fetch now? One array in the order asked: rows would be cut at PostgREST's limit, and the cursor would move past the rest.
create function public.unknown_messages(mailbox uuid, gmail_ids text[], units jsonb) returns table (
  ids text[], granted integer, wait_seconds integer
)
language sql volatile set search_path = ''
as $$
  with listed as (
    select candidate, min(nth) as nth from unnest(gmail_ids) with ordinality as listed (candidate, nth) group by candidate
  ),
  unread as (
    select coalesce(array_agg(candidate order by nth), '{}') as ids from listed
    where not exists (select from public.messages where mailbox_id = mailbox and gmail_message_id = candidate)
  )
  select u.ids, t.granted, t.wait_seconds
  from unread u, private.take_units(mailbox, units || jsonb_build_object(
    'times', least(cardinality(u.ids), (units ->> 'most')::integer) + (units ->> 'more')::integer
  )) t;
$$;

-- Where a page and what we hold disagree: of the stretch it covers we hold a message it does not list, or it lists one
-- that we hold to be gone. Listed newest first, a page reaches from where the one before it ended to its own oldest
-- message; the last one to the end of the window.
create function public.doubtful_messages(mailbox uuid, reading public.reading_purpose, listed text[], is_last boolean)
returns text[]
language sql stable set search_path = ''
as $$
  select coalesce(array_agg(m.gmail_message_id), '{}')
  from public.readings r
  cross join lateral (
    select min(received_at) as oldest from public.messages where mailbox_id = r.mailbox_id and gmail_message_id = any (listed)
  ) page
  join public.messages m on m.client_id = r.client_id and m.mailbox_id = r.mailbox_id
  where r.mailbox_id = mailbox and r.purpose = reading and m.received_at < coalesce(r.reached, r.until)
    and m.received_at >= case when is_last then r.since else page.oldest end and m.gone = (m.gmail_message_id = any (listed));
$$;

-- Definer: members write no ledger. Asked to after all, the assistant also looks at what was there before the mailbox was
-- connected: the last message of every conversation, for no other wants an answer.
create function private.draft_existing(mailbox uuid) returns setof public.mailboxes
language plpgsql volatile security definer set search_path = ''
as $$
declare
  box public.mailboxes;
  woken record;
begin
  select * into box from public.mailboxes where id = mailbox and client_id in (select private.my_client_ids()) for update;
  if not found then return; end if;

  update public.readings set draft_existing = true where mailbox_id = box.id and purpose = 'backfill';
  for woken in
    update public.ledger_entries l set outcome = 'waiting', reason = null
    from public.threads t
    where l.mailbox_id = box.id and l.reason = 'before_connecting' and t.last_message_id = l.message_id
    returning l.message_id as id
  loop
    perform private.queue_triage(woken.id, box.client_id, box.id, priority => 'sweep');
  end loop;
  perform private.record_audit(box.client_id, 'mailbox.drafting_existing', box.id);
  return next box;
end;
$$;
revoke execute on function private.draft_existing from public;
grant execute on function private.draft_existing to authenticated;

create function public.draft_existing(mailbox uuid) returns setof public.mailboxes
language sql volatile set search_path = ''
as $$
  select * from private.draft_existing(mailbox);
$$;
grant execute on function public.draft_existing to authenticated;

-- What it takes to judge or to answer a message that still waits; null when it does not. A claimed job brings it along.
-- `decided`: also of one that waits no more. `as_of`: as it stood then, as far as that is known.
create function private.brief(message uuid, decided boolean default false, as_of timestamptz default null) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'message', to_jsonb(m),
      'asked_for', l.asked_for,
      'gate', private.gate_for(m),
      'plain', coalesce(left(b.plain, 100000), ''),
      'attachments', (select count(*) from public.attachments a where a.message_id = m.id),
      'mailbox', jsonb_build_object(
        'address', box.address, 'name', box.name, 'aliases', box.aliases,
        'senders', (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from public.send_as_addresses s where s.mailbox_id = box.id)
      ),
      'colleagues', (
        select coalesce(jsonb_agg(own), '[]')
        from public.mailboxes other, unnest(other.aliases || other.address) own
        where other.client_id = m.client_id and other.id <> m.mailbox_id and other.status <> 'disconnected'
      ),
      'client', jsonb_build_object(
        'name', c.name, 'profession', c.profession, 'sign_off', c.sign_off, 'locale', c.locale,
        'timezone', c.timezone, 'hours', c.hours
      ),
      'knows', exists (select from public.passages p where p.client_id = m.client_id),
      'acquaintance', private.acquaintance(m),
      'gauge', jsonb_build_object(
        'threshold', c.draft_threshold, 'slope', coalesce(curve.slope, 1), 'intercept', coalesce(curve.intercept, 0)
      ),
      'voices', private.voices_for(m, as_of),
      'memories', private.memories_for(m, as_of),
      'rules', private.rules_for(m, as_of),
      'conversation', private.conversation(m, as_of)
    )
    from public.messages m
    join public.ledger_entries l on l.message_id = m.id and (decided or l.outcome = 'waiting')
    join public.mailboxes box on box.id = m.mailbox_id
    join public.clients c on c.id = m.client_id
    left join private.triage_curves curve on curve.client_id = m.client_id
    left join public.message_bodies b on b.message_id = m.id
    where m.id = brief.message
  );
end;
$$;

-- The newest twelve messages of the conversation of one that waits, oldest first, each as far as it is read to the model;
-- without what machines remarked in between. `as_of`: nothing that is younger than it, nor anything that was read later.
create function private.conversation(waiting public.messages, as_of timestamptz default null) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select jsonb_agg(to_jsonb(newest) - 'gmail_message_id' order by received_at, gmail_message_id) from (
      select m.id, m.gmail_message_id, m.direction, m.from_name, m.from_address, m.reply_to, m.subject, m.received_at,
             m.signals ->> 'approval' as approval, coalesce(left(b.own, 12000), '') as own,
             (
               select coalesce(jsonb_agg(jsonb_build_object(
                 'id', a.id, 'name', a.filename, 'status', x.status, 'text', left(x.body, 12000)
               ) order by a.position), '[]')
               from public.attachments a join public.attachment_texts x on x.attachment_id = a.id
               where a.message_id = m.id and x.updated_at <= coalesce(as_of, 'infinity')
             ) as attachments
      from public.messages m left join public.message_bodies b on b.message_id = m.id
      where m.thread_id = waiting.thread_id and not m.gone
        and (m.id = waiting.id or m.direction = 'outbound' or not m.signals ? 'aside')
        and (as_of is null or m.created_at <= as_of
          and (m.received_at, m.gmail_message_id) <= (waiting.received_at, waiting.gmail_message_id))
      order by m.received_at desc, m.gmail_message_id desc limit 12
    ) newest
  );
end;
$$;

-- The verdict of triage. Only a waiting message can be judged, so a late or doubled worker changes nothing.
create function public.skip_message(message uuid, why public.skip_reason, explanation text, verdict jsonb default null)
returns boolean
language sql volatile set search_path = ''
as $$
  update public.ledger_entries set
    outcome = 'skipped', reason = why, detail = left(explanation, 500), score = coalesce((verdict ->> 'score')::smallint, score),
    chance = coalesce((verdict ->> 'chance')::smallint, chance),
    threshold = coalesce((verdict ->> 'threshold')::smallint, threshold)
  where message_id = message and outcome = 'waiting'
  returning true;
$$;

-- A reply is expected, and why: {score, chance, threshold, reason}. It is written, and then drafted.
create function private.note_verdict(message uuid, verdict jsonb) returns void
language sql volatile set search_path = ''
as $$
  update public.ledger_entries set
    detail = left(verdict ->> 'reason', 500), score = (verdict ->> 'score')::smallint,
    chance = (verdict ->> 'chance')::smallint, threshold = (verdict ->> 'threshold')::smallint
  where message_id = message and outcome = 'waiting';
$$;

-- Messages whose job got lost between the tables and the queue: cannot happen, and is swept for all the same. And those
-- that failed in the last day: what they needed may be back. Each is tried again an hour later.
create function public.sweep_waiting(older_than interval) returns integer
language sql volatile set search_path = ''
as $$
  with revived as (
    update public.ledger_entries set outcome = 'waiting', detail = ''
    where outcome = 'failed' and updated_at < private.now() - interval '1 hour' and created_at > private.now() - interval '1 day'
    returning message_id, client_id, mailbox_id
  ),
  idle as (
    select message_id, client_id, mailbox_id from public.ledger_entries l
    where outcome = 'waiting' and held_by is null and updated_at < private.now() - older_than
      and not exists (select from pgmq.q_jobs where message ->> 'key' = 'draft.compose:' || l.message_id)
    union all select * from revived
  )
  select count(private.queue_triage(message_id, client_id, mailbox_id, priority => 'sweep') is null)::integer from idle;
$$;

-- Definer: members hold no write privilege. Asks once more for what failed; its dead letter goes, and twice is once.
create function private.retry_message(message uuid) returns setof public.ledger_entries
language plpgsql volatile security definer set search_path = ''
as $$
declare
  entry public.ledger_entries;
begin
  update public.ledger_entries set outcome = 'waiting', detail = ''
  where message_id = message and outcome = 'failed' and client_id in (select private.my_client_ids())
  returning * into entry;
  if not found then return; end if;

  delete from public.dead_letters where client_id = entry.client_id and payload ->> 'message_id' = message::text;
  perform private.queue_triage(message, entry.client_id, entry.mailbox_id, priority => 'person');
  perform private.record_audit(entry.client_id, 'message.retried', message);
  return next entry;
end;
$$;
revoke execute on function private.retry_message from public;
grant execute on function private.retry_message to authenticated;

create function public.retry_message(message uuid) returns setof public.ledger_entries
language sql volatile set search_path = ''
as $$
  select * from private.retry_message(message);
$$;
grant execute on function public.retry_message to authenticated;

-- What a mailbox's people see of its ledger: one page, newest first, from `before` on. Nothing comes back for a stranger;
-- an empty page is one line without a message.
create type public.ledger_line as (
  client_id uuid, mailbox_id uuid, message_id uuid, thread_id uuid, draft_id uuid, from_name text, from_address text, subject text,
  received_at timestamptz, outcome public.ledger_outcome, reason public.skip_reason, detail text, newest boolean,
  attempts integer, next_try_at timestamptz, held_by public.hold_reason, chance smallint, threshold smallint
);

-- A page of conversations, newest first. Of each business its own newest, in the order its index has them, and of those the
-- newest: asked across businesses at once, Postgres would sort all there are. Row-level security applies all the same.
create function public.read_threads(
  mailbox uuid default null, before timestamptz default null, before_id uuid default null, most integer default 50
) returns setof public.threads
language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
begin
  return query
  select page.* from (select private.my_client_ids() as id) mine
  cross join lateral (
    select t.* from public.threads t
    where t.client_id = mine.id and (mailbox is null or t.mailbox_id = mailbox)
      and (before is null or (t.last_message_at, t.id) < (before, before_id))
    order by t.last_message_at desc, t.id desc
    limit coalesce(most, 0)
  ) page
  order by page.last_message_at desc, page.id desc
  limit coalesce(most, 0);
end;
$$;
grant execute on function public.read_threads to authenticated;

-- Definer: behind a policy a filter on an enum never reaches the index, as its equality is not leakproof; the mailbox is
-- checked instead. Planned anew each time, because a filter that is not asked for costs the index otherwise.
create function private.read_ledger(
  mailbox uuid, which public.ledger_outcome, why public.skip_reason, before timestamptz, before_id uuid, most integer
) returns setof public.ledger_line
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
begin
  return query
  select box.client_id, box.id, page.*
  from public.mailboxes box
  left join lateral (
    select m.id as message_id, m.thread_id, d.id as draft_id, m.from_name, m.from_address, m.subject, l.received_at, l.outcome,
           l.reason, l.detail, t.last_message_id = m.id,
           case when l.outcome in ('waiting', 'failed') then l.attempts end,
           case when l.outcome in ('waiting', 'failed') then l.next_try_at end, l.held_by, l.chance, l.threshold
    from public.ledger_entries l
    join public.messages m on m.id = l.message_id
    join public.threads t on t.id = m.thread_id
    left join lateral (
      select id from public.drafts where message_id = m.id order by created_at desc limit 1
    ) d on l.outcome = 'drafted'
    where l.mailbox_id = box.id and (which is null or l.outcome = which) and (why is null or l.reason = why)
      and (before is null or (l.received_at, l.message_id) < (before, before_id))
    order by l.received_at desc, l.message_id desc
    limit most
  ) page on true
  where box.id = mailbox and box.client_id in (select private.my_client_ids())
  order by page.received_at desc, page.message_id desc;
end;
$$;
revoke execute on function private.read_ledger from public;
grant execute on function private.read_ledger to authenticated;

create function public.read_ledger(
  mailbox uuid, which public.ledger_outcome default null, why public.skip_reason default null,
  before timestamptz default null, before_id uuid default null, most integer default 50
) returns setof public.ledger_line
language sql stable set search_path = ''
as $$
  select * from private.read_ledger(mailbox, which, why, before, before_id, most);
$$;
grant execute on function public.read_ledger to authenticated;

-- Is every message that came in accounted for? `missing` are those without an entry.
create function public.account_for(mailbox uuid)
returns table (
  client_id uuid, drafted integer, skipped integer, waiting integer, failed integer, missing integer, reasons jsonb,
  held integer
)
language sql stable set search_path = ''
as $$
  select box.client_id, n.drafted, n.skipped, n.waiting, n.failed, (
    select count(*)::integer from public.messages m
    where m.mailbox_id = box.id and m.direction = 'inbound'
      and not exists (select from public.ledger_entries l where l.message_id = m.id)
  ), n.reasons, (
    select count(*)::integer from public.ledger_entries l
    where l.client_id = box.client_id and l.held_by is not null and l.mailbox_id = box.id
  )
  from public.mailboxes box
  cross join lateral (
    select coalesce(sum(each.n) filter (where outcome = 'drafted'), 0)::integer as drafted,
           coalesce(sum(each.n) filter (where outcome = 'skipped'), 0)::integer as skipped,
           coalesce(sum(each.n) filter (where outcome = 'waiting'), 0)::integer as waiting,
           coalesce(sum(each.n) filter (where outcome = 'failed'), 0)::integer as failed,
           coalesce(jsonb_object_agg(reason, each.n) filter (where reason is not null), '{}') as reasons
    from (
      select outcome, reason, count(*) as n from public.ledger_entries where mailbox_id = box.id group by outcome, reason
    ) each
  ) n
  where box.id = mailbox and box.client_id in (select private.my_client_ids());
$$;
grant execute on function public.account_for to authenticated;

-- Definer: members hold no write privilege. A person overrules the rule or the model that left a message alone. All it
-- leads to is a draft; and only the newest message of a conversation is ever answered. Where the model was overruled, it is
-- not asked again about this sender; where the business itself said never, that has to be taken back first.
create function private.draft_anyway(message uuid) returns setof public.ledger_entries
language plpgsql volatile security definer set search_path = ''
as $$
declare
  was public.skip_reason := (select reason from public.ledger_entries where message_id = message);
  entry public.ledger_entries;
  gate jsonb;
begin
  update public.ledger_entries set outcome = 'waiting', reason = null, detail = '', asked_for = true
  where message_id = message and outcome = 'skipped' and client_id in (select private.my_client_ids())
    and exists (select from public.threads where last_message_id = message)
  returning * into entry;
  if not found then return; end if;

  select private.gate_for(m) into gate from public.messages m where m.id = message;
  if gate ->> 'effect' = 'never' then
    raise exception '%', gate ->> 'value' using errcode = '55000';
  end if;
  if was = 'no_answer_needed' then
    insert into public.gates (client_id, kind, value, effect)
    select m.client_id, 'sender', lower(m.from_address), 'always'
    from public.messages m where m.id = message and m.from_address <> ''
    on conflict do nothing;
  end if;
  perform private.queue_triage(message, entry.client_id, entry.mailbox_id, priority => 'person');
  perform private.record_audit(entry.client_id, 'message.asked_for', message);
  return next entry;
end;
$$;
revoke execute on function private.draft_anyway from public;
grant execute on function private.draft_anyway to authenticated;

create function public.draft_anyway(message uuid) returns setof public.ledger_entries
language sql volatile set search_path = ''
as $$
  select * from private.draft_anyway(message);
$$;
grant execute on function public.draft_anyway to authenticated;

-- What is settled is held by nothing.
create function private.let_go() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.held_by = null;
  return new;
end;
$$;


-- Triggers -----------------------------------------------------------------

create trigger touch before update on public.threads for each row execute function private.touch();
create trigger touch before update on public.messages for each row execute function private.touch();
create trigger touch before update on public.message_bodies for each row execute function private.touch();
create trigger touch before update on public.attachment_texts for each row execute function private.touch();
create trigger touch before update on public.attachments for each row execute function private.touch();
create trigger let_go before update of outcome on public.ledger_entries
  for each row when (new.outcome <> 'waiting') execute function private.let_go();
create trigger touch before update on private.triage_curves for each row execute function private.touch();
create trigger touch before update on public.ledger_entries for each row execute function private.touch();
