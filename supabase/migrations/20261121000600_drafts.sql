-- Replies that wait for a yes, the yes itself, and the outbox that acts on it exactly once.

-- Types --------------------------------------------------------------------

create type public.draft_status as enum ('pending', 'approved', 'sent', 'discarded', 'superseded');
create type public.draft_notice as enum (
  'moved_on', 'changed', 'failed', 'deleted_in_gmail', 'edited_in_gmail', 'message_gone'
);
create type public.draft_author as enum ('assistant', 'person');
-- queued ─▶ sending ─▶ sent            a worker has begun, and Gmail has said yes
--   │          ├─▶ unknown ─▶ sent     an answer got lost: settled by looking, never by sending anew
--   │          │      └─▶ returned     looked, and nothing had left
--   │          └─▶ returned            Gmail will never take it, or it may not leave any more: back with the reason
--   ├─▶ undone                         the person took the yes back
--   └─▶ returned                       changed, overtaken or impossible before it began
-- `sent`, `undone` and `returned` are final: another try needs another yes. A trigger holds every change to these arrows.
create type public.outbox_status as enum ('queued', 'sending', 'unknown', 'sent', 'undone', 'returned');
create type public.claim_kind as enum (
  'number', 'money', 'percent', 'date', 'time', 'duration', 'name', 'address', 'email', 'url', 'phone', 'reference', 'promise',
  'matter'
);
create type public.claim_source as enum ('message', 'attachment', 'passage', 'person', 'business', 'rule', 'calendar');
create type public.bounce_reason as enum (
  'address_unknown', 'mailbox_unavailable', 'mailbox_full', 'too_large', 'refused', 'unreachable', 'other'
);


-- Tables -------------------------------------------------------------------

create table public.drafts (
  id            uuid                primary key default gen_random_uuid(),
  client_id     uuid                not null references public.clients (id) on delete cascade,
  mailbox_id    uuid                not null references public.mailboxes (id) on delete cascade,
  thread_id     uuid                not null references public.threads (id) on delete cascade,
  message_id    uuid                not null references public.messages (id) on delete cascade,
  status        public.draft_status not null default 'pending',
  notice        public.draft_notice,
  version       integer             not null default 1,
  edited        boolean             not null default false,
  from_name     text                not null,
  from_address  text                not null,
  reply_to      text                not null default '',
  to_recipients jsonb               not null,
  cc_recipients jsonb               not null default '[]',
  participants  jsonb               not null default '[]',
  subject       text                not null,
  body          text                not null,
  signature     text                not null default '',
  language      text                not null default 'en',
  questions     jsonb               not null default '[]',
  model         text                not null default '',
  content_hash  text                not null default '',
  received_at   timestamptz         not null,
  decided_at    timestamptz,
  created_at    timestamptz         not null default private.now(),
  updated_at    timestamptz         not null default private.now(),
  constraint drafts_body_length check (char_length(body) between 1 and 50000)
);
comment on table public.drafts is 'A reply the assistant has written. `content_hash` covers all a human says yes to.';
comment on column public.drafts.participants is 'Whom this reply may go to: the people of the message it answers, and nobody else.';
create unique index drafts_one_live_per_thread on public.drafts (thread_id) where status in ('pending', 'approved');
create index drafts_queue on public.drafts (client_id, status, received_at desc, id desc);
create index drafts_mailbox on public.drafts (mailbox_id);
create index drafts_thread on public.drafts (thread_id);
create index drafts_message on public.drafts (message_id);

create table public.draft_versions (
  draft_id   uuid                not null references public.drafts (id) on delete cascade,
  version    integer             not null,
  client_id  uuid                not null references public.clients (id) on delete cascade,
  author     public.draft_author not null,
  body       text                not null,
  created_at timestamptz         not null default private.now(),
  updated_at timestamptz         not null default private.now(),
  primary key (draft_id, version)
);
comment on table public.draft_versions is 'Every wording a draft has had, so that no edit is ever lost.';
create index draft_versions_client on public.draft_versions (client_id);

create table public.draft_claims (
  draft_id   uuid                not null references public.drafts (id) on delete cascade,
  position   smallint            not null,
  client_id  uuid                not null references public.clients (id) on delete cascade,
  kind       public.claim_kind   not null,
  text       text                not null,
  source     public.claim_source,
  message_id uuid                references public.messages (id) on delete set null,
  passage_id uuid                references public.passages (id) on delete set null,
  title      text                not null default '',
  quote      text                not null default '',
  elsewhere  boolean             not null default false,
  vouched_by uuid                references public.accounts (id) on delete set null,
  vouched_at timestamptz,
  created_at timestamptz         not null default private.now(),
  updated_at timestamptz         not null default private.now(),
  primary key (draft_id, position)
);
comment on table public.draft_claims is
  'What the assistant''s wording says that can be true or false, and which place says the same; a person vouches for what has none. `elsewhere`: it names somebody, or the matter, of another conversation.';
create index draft_claims_client on public.draft_claims (client_id);
create unique index draft_claims_once on public.draft_claims (draft_id, kind, md5(text));
create index draft_claims_message on public.draft_claims (message_id);
create index draft_claims_passage on public.draft_claims (passage_id);
create index draft_claims_vouched_by on public.draft_claims (vouched_by);

create table public.draft_alternatives (
  draft_id   uuid        not null references public.drafts (id) on delete cascade,
  position   smallint    not null,
  client_id  uuid        not null references public.clients (id) on delete cascade,
  body       text        not null,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  primary key (draft_id, position),
  constraint draft_alternatives_body_length check (char_length(body) between 1 and 50000)
);
comment on table public.draft_alternatives is 'Other replies to the same message: what else it could say, and what it said before it was rewritten.';
create index draft_alternatives_client on public.draft_alternatives (client_id);

create table public.draft_attachments (
  id         uuid        primary key default gen_random_uuid(),
  draft_id   uuid        not null references public.drafts (id) on delete cascade,
  client_id  uuid        not null references public.clients (id) on delete cascade,
  filename   text        not null,
  media_type text        not null,
  size_bytes integer     not null,
  sha256     text        not null,
  content    bytea,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  constraint draft_attachments_lengths check (
    char_length(filename) between 1 and 255 and char_length(media_type) <= 127 and size_bytes between 1 and 3000000
  )
);
comment on table public.draft_attachments is 'Files a person has hung on a reply. Once it is sent, their bytes are in Gmail and no longer here.';
create index draft_attachments_draft on public.draft_attachments (draft_id, created_at, id);
create index draft_attachments_client on public.draft_attachments (client_id);

create table public.approvals (
  id           uuid        primary key default gen_random_uuid(),
  client_id    uuid        not null references public.clients (id) on delete cascade,
  draft_id     uuid        not null references public.drafts (id) on delete cascade,
  version      integer     not null,
  content_hash text        not null,
  approved_by  uuid        references public.accounts (id) on delete set null,
  open_ms      integer,
  created_at   timestamptz not null default private.now(),
  updated_at   timestamptz not null default private.now()
);
comment on table public.approvals is 'A human''s yes to exactly the bytes that hash to `content_hash`.';
comment on column public.approvals.open_ms is 'How long the reply had stood open in front of who said yes, as their portal tells.';
create index approvals_client on public.approvals (client_id);
create index approvals_draft on public.approvals (draft_id);
create index approvals_approved_by on public.approvals (approved_by);

create table public.outbox (
  approval_id      uuid                 primary key references public.approvals (id) on delete cascade,
  client_id        uuid                 not null references public.clients (id) on delete cascade,
  draft_id         uuid                 not null references public.drafts (id) on delete cascade,
  status           public.outbox_status not null default 'queued',
  send_at          timestamptz          not null,
  scheduled        boolean              not null default false,
  gmail_draft_id   text,
  gmail_message_id text,
  history_id       text,
  unknown_since    timestamptz,
  error            text                 not null default '',
  created_at       timestamptz          not null default private.now(),
  updated_at       timestamptz          not null default private.now()
);
comment on table public.outbox is 'Approved replies on their way. The Gmail draft is the one-shot token that makes sending idempotent.';
comment on column public.outbox.history_id is 'How far Gmail''s history had been read when sending began: a copy sent and erased since then left a trace after it.';
create unique index outbox_one_live_per_draft on public.outbox (draft_id) where status in ('queued', 'sending', 'unknown');
create index outbox_client on public.outbox (client_id);
create index outbox_draft on public.outbox (draft_id);

create table public.bounces (
  draft_id    uuid                 not null references public.drafts (id) on delete cascade,
  recipient   text                 not null,
  client_id   uuid                 not null references public.clients (id) on delete cascade,
  message_id  uuid                 not null references public.messages (id) on delete cascade,
  reason      public.bounce_reason not null,
  status_code text                 not null,
  permanent   boolean              not null,
  diagnostic  text                 not null default '',
  created_at  timestamptz          not null default private.now(),
  updated_at  timestamptz          not null default private.now(),
  primary key (draft_id, recipient),
  constraint bounces_lengths check (
    char_length(recipient) <= 320 and char_length(status_code) <= 11 and char_length(diagnostic) <= 300
  )
);
comment on table public.bounces is 'Whom a sent reply did not reach, by the delivery report `message_id`.';
create index bounces_client on public.bounces (client_id);
create index bounces_message on public.bounces (message_id);
-- What conversations are about, in whatever language.
create function private.words_of_subject(subject text) returns tsvector
language sql immutable set search_path = ''
as $$ select to_tsvector('pg_catalog.simple', extensions.unaccent('extensions.unaccent'::regdictionary, subject)) $$;
create index threads_subjects on public.threads using gin (client_id, private.words_of_subject(subject));
create index messages_sent on public.messages (mailbox_id, rfc_message_id) where direction = 'outbound';


-- Row-level security and grants --------------------------------------------

alter table public.bounces enable row level security;
grant select on public.bounces to authenticated;
create policy "Members read their bounces" on public.bounces
  for select to authenticated using (client_id in (select private.my_client_ids()));

alter table public.drafts enable row level security;
alter table public.draft_versions enable row level security;
alter table public.draft_claims enable row level security;
alter table public.draft_alternatives enable row level security;
alter table public.draft_attachments enable row level security;
alter table public.approvals enable row level security;
alter table public.outbox enable row level security;

grant select on public.drafts, public.draft_versions, public.draft_claims, public.draft_alternatives,
  public.draft_attachments, public.approvals, public.outbox to authenticated;

create policy "Members read their drafts" on public.drafts
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read their versions" on public.draft_versions
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read what their drafts say" on public.draft_claims
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read what their drafts could say" on public.draft_alternatives
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read what they have attached" on public.draft_attachments
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read their approvals" on public.approvals
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read their outbox" on public.outbox
  for select to authenticated using (client_id in (select private.my_client_ids()));


-- The hash -----------------------------------------------------------------

create function private.attached(draft uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', id, 'filename', filename, 'media_type', media_type, 'size_bytes', size_bytes, 'sha256', sha256
  ) order by created_at, id), '[]')
  from public.draft_attachments where draft_id = draft;
$$;

-- Everything a yes is a yes to: From, recipients, subject, body, signature, attachments, and the last message of the thread.
create function private.content_hash(draft public.drafts) returns text
language sql stable set search_path = ''
as $$
  select encode(sha256(convert_to(jsonb_build_array(
    'v2', draft.from_name, draft.from_address, draft.reply_to, draft.to_recipients, draft.cc_recipients, draft.subject,
    draft.body, draft.signature, private.attached(draft.id), t.last_message_id
  )::text, 'UTF8')), 'hex')
  from public.threads t where t.id = draft.thread_id;
$$;

-- What is put under the text: nothing where somebody has already signed with it.
create function private.signature_under(body text, signature text) returns text
language sql immutable set search_path = ''
as $$
  select case when right(one_line.body, char_length(one_line.signature)) = one_line.signature then '' else signature_under.signature end
  from (
    select btrim(regexp_replace(body, '\s+', ' ', 'g')) as body, btrim(regexp_replace(signature, '\s+', ' ', 'g')) as signature
  ) one_line;
$$;

create function private.hash_draft() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.content_hash = private.content_hash(new);
  return new;
end;
$$;


-- What a draft says and nothing else does, as long as it says it: somebody has to vouch for that before it can leave.
create function private.open_claims(draft uuid, body text) returns integer
language sql stable set search_path = ''
as $$
  select count(*)::integer from public.draft_claims c
  where c.draft_id = draft and c.source is null and c.vouched_at is null and position(c.text in body) > 0;
$$;

-- The files of the business that the words rest on, and that do not hang on the reply yet: the reader may want them too.
create function private.files_behind(draft uuid, body text) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(f) order by f.filename), '[]') from (
    select distinct k.id as source_id, k.filename, k.size_bytes
    from public.draft_claims c
    join public.passages p on p.id = c.passage_id
    join public.knowledge_sources k on k.id = p.source_id and k.kind = 'file' and k.size_bytes <= 3000000
    where c.draft_id = draft and position(c.text in body) > 0 and not exists (
      select from public.draft_attachments a
      where a.draft_id = draft and a.filename = k.filename and a.size_bytes = k.size_bytes
    )
  ) f;
$$;

-- What the portal shows: a draft, whom it answers, and how far the outbox has got with it.
create view public.draft_cards with (security_invoker = true) as
select d.id, d.client_id, d.mailbox_id, d.thread_id, d.message_id, d.status, d.notice, d.version, d.edited, d.from_name,
       d.from_address, d.reply_to, d.to_recipients, d.cc_recipients, d.participants, d.subject, d.body,
       left(d.body, 200) as preview, private.signature_under(d.body, d.signature) as signature,
       private.attached(d.id) as attachments, d.language, d.questions, d.content_hash, d.received_at, d.decided_at,
       d.created_at, d.updated_at, t.correspondent, t.message_count, o.status as outbox_status,
       coalesce(o.error, '') as outbox_error,
       least(greatest(0, extract(epoch from o.send_at - private.now()) * 1000), 2147483647)::integer as undo_ms,
       case when o.scheduled and o.status = 'queued' then o.send_at end as send_at,
       private.open_claims(d.id, d.body) as to_check,
       (select coalesce(jsonb_agg(jsonb_build_object(
          'position', c.position, 'kind', c.kind, 'text', c.text, 'source', c.source, 'message_id', c.message_id,
          'passage', (
            select jsonb_build_object('source_id', p.source_id, 'position', p.position)
            from public.passages p where p.id = c.passage_id
          ), 'title', c.title, 'quote', c.quote, 'vouched', c.vouched_at is not null,
          'elsewhere', c.elsewhere) order by c.position), '[]')
        from public.draft_claims c where c.draft_id = d.id and position(c.text in d.body) > 0) as claims,
       private.files_behind(d.id, d.body) as suggested,
       array(select body from public.draft_alternatives a where a.draft_id = d.id order by position) as alternatives,
       (
         select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'address', s.address) order by s.is_default desc, s.address), '[]')
         from public.send_as_addresses s where s.mailbox_id = d.mailbox_id
       ) as senders,
       (select coalesce(jsonb_agg(jsonb_build_object(
          'recipient', b.recipient, 'reason', b.reason, 'permanent', b.permanent, 'diagnostic', b.diagnostic
        ) order by b.recipient), '[]') from public.bounces b where b.draft_id = d.id and d.status = 'sent') as bounces
from public.drafts d
join public.threads t on t.id = d.thread_id
left join lateral (
  select status, send_at, scheduled, error from public.outbox where draft_id = d.id order by created_at desc limit 1
) o on true;
comment on view public.draft_cards is 'Drafts as the portal shows them; row-level security of the tables below applies.';
grant select on public.draft_cards to authenticated, service_role;

-- A page of the queue, as read_threads pages conversations.
-- Definer: behind a policy a filter on an enum never reaches the index, as its equality is not leakproof; the businesses
-- are the caller's own instead. Which drafts make a page; what they say is read under the policies.
create function private.queue_page(
  which public.draft_status, client uuid, before timestamptz, before_id uuid, most integer
) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
begin
  return query
  select page.id from (select private.my_client_ids() as id) mine
  cross join lateral (
    select d.id, d.received_at from public.drafts d
    where d.client_id = mine.id and d.status = which and (client is null or d.client_id = client)
      and (before is null or (d.received_at, d.id) < (before, before_id))
    order by d.received_at desc, d.id desc
    limit coalesce(most, 0)
  ) page
  order by page.received_at desc, page.id desc
  limit coalesce(most, 0);
end;
$$;
revoke execute on function private.queue_page from public;
grant execute on function private.queue_page to authenticated;

create function public.read_queue(
  which public.draft_status, client uuid default null, before timestamptz default null, before_id uuid default null,
  most integer default 50
) returns setof public.draft_cards
language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
begin
  return query
  select card.* from public.draft_cards card
  where card.id = any (array(select private.queue_page(which, client, before, before_id, most)))
  order by card.received_at desc, card.id desc;
end;
$$;
grant execute on function public.read_queue to authenticated;


-- What members do ----------------------------------------------------------

-- Null for null. Names come from the conversation, too: nobody writes one into an address of somebody else.
create function private.people_of(draft public.drafts, addresses text[]) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
  people jsonb;
begin
  if addresses is null then return null; end if;
  select coalesce(jsonb_agg(p - 'role' order by nth), '[]') into people
  from unnest(addresses) with ordinality as one (address, nth)
  join jsonb_array_elements(draft.participants) p on p ->> 'address' = one.address;
  if jsonb_array_length(people) <> cardinality(addresses) then
    raise exception 'Not one of the people of this conversation' using errcode = '22023';
  end if;
  return people;
end;
$$;

-- Definer, like every function below that a member may call: members hold no write privilege on these tables.
-- Compare-and-set on the version: of two tabs the second is told, not overwritten. What is null stays as it is. A sender
-- is one Gmail has verified, a recipient one of the people of the conversation: no other address can be brought in (22023).
create function private.edit_draft(
  draft uuid, seen_version integer, new_body text, new_from text, new_to text[], new_cc text[]
) returns setof public.drafts
language plpgsql volatile security definer set search_path = ''
as $$
declare
  edited_draft public.drafts;
  sender public.send_as_addresses;
begin
  select d.* into edited_draft from public.drafts d
  where d.id = draft and d.status = 'pending' and d.version = seen_version and d.client_id in (select private.my_client_ids())
  for update;
  if not found then return; end if;

  if num_nonnulls(new_body, new_from, new_to, new_cc) = 0 then
    raise exception 'There is nothing to save' using errcode = '22023';
  end if;
  if new_from is not null then
    select s.* into sender from public.send_as_addresses s
    where s.mailbox_id = edited_draft.mailbox_id and s.address = new_from;
    if not found then raise exception 'Not an address of this mailbox' using errcode = '22023'; end if;
  end if;
  update public.drafts d set
    body = coalesce(new_body, d.body), version = d.version + 1, edited = true,
    from_name = coalesce(sender.name, d.from_name), from_address = coalesce(sender.address, d.from_address),
    reply_to = coalesce(sender.reply_to, d.reply_to), signature = coalesce(sender.signature, d.signature),
    to_recipients = coalesce(private.people_of(d, new_to), d.to_recipients),
    cc_recipients = coalesce(private.people_of(d, new_cc), d.cc_recipients)
  where d.id = draft
  returning * into edited_draft;
  if edited_draft.to_recipients = '[]' or exists (
    select from jsonb_array_elements(edited_draft.to_recipients || edited_draft.cc_recipients) p
    group by p ->> 'address' having count(*) > 1
  ) then
    raise exception 'A reply goes to somebody, and to nobody twice' using errcode = '22023';
  end if;

  if new_body is not null then
    insert into public.draft_versions (draft_id, version, client_id, author, body)
    values (draft, edited_draft.version, edited_draft.client_id, 'person', new_body);
  end if;
  return next edited_draft;
end;
$$;

-- A file is a new version: what somebody has seen without it, they cannot say yes to. Limits and types: core/drafts/attach.ts.
create function private.attach_file(draft uuid, seen_version integer, filename text, media_type text, base64 text)
returns setof public.drafts
language plpgsql volatile security definer set search_path = ''
as $$
declare
  target public.drafts;
  bytes bytea := decode(base64, 'base64');
  hung bigint;
begin
  select d.* into target from public.drafts d
  where d.id = draft and d.status = 'pending' and d.version = seen_version and d.client_id in (select private.my_client_ids())
  for update;
  if not found then return; end if;

  select coalesce(sum(size_bytes), 0) into hung from public.draft_attachments where draft_id = draft;
  if hung + octet_length(bytes) > 10000000 then raise exception 'Too much for one reply' using errcode = '22023'; end if;

  insert into public.draft_attachments (draft_id, client_id, filename, media_type, size_bytes, sha256, content)
  values (draft, target.client_id, filename, media_type, octet_length(bytes), encode(sha256(bytes), 'hex'), bytes);
  return query update public.drafts set version = version + 1, edited = true where id = draft returning *;
end;
$$;

create function private.detach_file(draft uuid, seen_version integer, attachment uuid) returns setof public.drafts
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from public.drafts d
  where d.id = draft and d.status = 'pending' and d.version = seen_version and d.client_id in (select private.my_client_ids())
  for update;
  if not found then return; end if;

  delete from public.draft_attachments where id = attachment and draft_id = draft;
  if not found then raise exception 'No such attachment' using errcode = '22023'; end if;
  return query update public.drafts set version = version + 1, edited = true where id = draft returning *;
end;
$$;

-- Compare-and-set on the hash: the second caller gets no row back, whatever the race, nor does one who saw other bytes.
-- With `later`, it leaves then and not after the undo window.
create function private.approve_draft(draft uuid, seen_hash text, later timestamptz, open_ms integer) returns setof public.drafts
language plpgsql volatile security definer set search_path = ''
as $$
declare
  approved public.drafts;
  approval uuid;
  wait interval;
begin
  if later <= private.now() or later > private.now() + interval '60 days' then
    raise exception 'Not within the next sixty days' using errcode = '22023';
  end if;
  -- The thread first, as record_messages does: a message stored now is either seen here or sees the approval.
  perform from public.threads t join public.drafts d on d.thread_id = t.id
  where d.id = draft and d.client_id in (select private.my_client_ids()) for update of t;

  if exists (
    select from public.drafts d where d.id = draft and d.status = 'pending' and d.content_hash = seen_hash
      and d.client_id in (select private.my_client_ids()) and private.open_claims(d.id, d.body) > 0
  ) then
    raise exception 'Something in it is still to be checked' using errcode = '55000';
  end if;
  update public.drafts d set status = 'approved', notice = null, decided_at = private.now()
  where d.id = draft and d.status = 'pending' and d.content_hash = seen_hash and private.content_hash(d) = seen_hash
    and d.client_id in (select private.my_client_ids())
  returning * into approved;
  if not found then return; end if;

  select coalesce(later - private.now(), make_interval(secs => undo_seconds)) into wait
  from public.clients where id = approved.client_id;
  insert into public.approvals (client_id, draft_id, version, content_hash, approved_by, open_ms)
  values (approved.client_id, approved.id, approved.version, seen_hash, (select auth.uid()), open_ms)
  returning id into approval;
  insert into public.outbox (approval_id, client_id, draft_id, send_at, scheduled)
  values (approval, approved.client_id, approved.id, private.now() + wait, later is not null);
  perform private.enqueue('draft.send', 'draft.send:' || approval, jsonb_build_object(
    'client_id', approved.client_id, 'mailbox_id', approved.mailbox_id, 'draft_id', approved.id, 'approval_id', approval
  ), wait);
  perform private.record_audit(approved.client_id, 'draft.approved', approved.id);
  return next approved;
end;
$$;

-- A person says that it is so, or takes that back; it changes nothing of what would be sent.
create function private.vouch_for(draft uuid, positions integer[], stands boolean) returns setof public.drafts
language plpgsql volatile security definer set search_path = ''
as $$
declare
  target public.drafts;
begin
  select d.* into target from public.drafts d
  where d.id = draft and d.status = 'pending' and d.client_id in (select private.my_client_ids()) for update;
  if not found then return; end if;

  update public.draft_claims set
    vouched_by = case when stands then (select auth.uid()) end, vouched_at = case when stands then private.now() end
  where draft_id = draft and source is null and position = any (positions);
  perform private.record_audit(target.client_id, 'draft.vouched', draft);
  return next target;
end;
$$;

-- Exchanges the text for another one of its wordings, as a new version.
create function private.choose_wording(draft uuid, seen_version integer, wording integer) returns setof public.drafts
language plpgsql volatile security definer set search_path = ''
as $$
declare
  target public.drafts;
  chosen text;
begin
  select d.* into target from public.drafts d
  where d.id = draft and d.status = 'pending' and d.version = seen_version and d.client_id in (select private.my_client_ids())
  for update;
  if not found then return; end if;

  select body into chosen from public.draft_alternatives where draft_id = draft and position = wording;
  if not found then raise exception 'No such wording' using errcode = '22023'; end if;
  update public.draft_alternatives set body = target.body where draft_id = draft and position = wording;
  insert into public.draft_versions (draft_id, version, client_id, author, body)
  values (draft, target.version + 1, target.client_id, 'assistant', chosen);
  return query update public.drafts set body = chosen, version = version + 1, edited = true where id = draft returning *;
end;
$$;

-- Takes back an approval whose window is still open, or a discard. A reply that is being sent cannot be caught.
create function private.undo_decision(draft uuid) returns setof public.drafts
language plpgsql volatile security definer set search_path = ''
as $$
declare
  taken_back public.drafts;
  thread public.threads;
  approval uuid;
begin
  -- The thread first, as in approve_draft: a new message or draft is either seen here or sees this one.
  select t.* into thread from public.threads t join public.drafts d on d.thread_id = t.id
  where d.id = draft and d.client_id in (select private.my_client_ids()) for update of t;

  update public.outbox set status = 'undone'
  where draft_id = draft and status = 'queued' and client_id in (select private.my_client_ids())
  returning approval_id into approval;
  if found then delete from pgmq.q_jobs where message ->> 'key' = 'draft.send:' || approval; end if;

  update public.drafts d set
    status = 'pending', decided_at = null,
    notice = case when d.message_id is distinct from thread.last_message_id then 'moved_on' else d.notice end
  where d.id = draft and d.client_id in (select private.my_client_ids())
    and (approval is not null and d.status = 'approved'
      or d.status = 'discarded' and not exists (
        select from public.drafts other where other.thread_id = d.thread_id and other.status in ('pending', 'approved')))
  returning * into taken_back;
  if not found then return; end if;

  perform private.record_audit(taken_back.client_id, 'draft.undone', taken_back.id);
  return next taken_back;
end;
$$;

create function private.discard_draft(draft uuid) returns setof public.drafts
language plpgsql volatile security definer set search_path = ''
as $$
declare
  discarded public.drafts;
begin
  -- The thread first, as store_draft does: a reply to a newer message either finds this draft or is asked for here.
  perform from public.threads t join public.drafts d on d.thread_id = t.id
  where d.id = draft and d.client_id in (select private.my_client_ids()) for update of t;

  update public.drafts set status = 'discarded', decided_at = private.now()
  where id = draft and status = 'pending' and client_id in (select private.my_client_ids())
  returning * into discarded;
  if not found then return; end if;

  -- Not before the discard can be taken back any more.
  perform private.reconsider_thread(
    discarded.thread_id, (select make_interval(secs => undo_seconds) from public.clients where id = discarded.client_id)
  );
  perform private.record_audit(discarded.client_id, 'draft.discarded', discarded.id);
  return next discarded;
end;
$$;

create function public.edit_draft(
  draft uuid, seen_version integer, new_body text default null, new_from text default null, new_to text[] default null,
  new_cc text[] default null
) returns setof public.drafts
language sql volatile set search_path = ''
as $$ select * from private.edit_draft(draft, seen_version, new_body, new_from, new_to, new_cc); $$;
create function public.attach_file(draft uuid, seen_version integer, filename text, media_type text, base64 text)
returns setof public.drafts
language sql volatile set search_path = ''
as $$ select * from private.attach_file(draft, seen_version, filename, media_type, base64); $$;
create function public.detach_file(draft uuid, seen_version integer, attachment uuid) returns setof public.drafts
language sql volatile set search_path = '' as $$ select * from private.detach_file(draft, seen_version, attachment); $$;
create function public.approve_draft(
  draft uuid, seen_hash text, later timestamptz default null, open_ms integer default null
) returns setof public.drafts
language sql volatile set search_path = '' as $$ select * from private.approve_draft(draft, seen_hash, later, open_ms); $$;
create function public.choose_wording(draft uuid, seen_version integer, wording integer) returns setof public.drafts
language sql volatile set search_path = '' as $$ select * from private.choose_wording(draft, seen_version, wording); $$;
create function public.vouch_for(draft uuid, positions integer[], stands boolean) returns setof public.drafts
language sql volatile set search_path = '' as $$ select * from private.vouch_for(draft, positions, stands); $$;
create function public.undo_decision(draft uuid) returns setof public.drafts
language sql volatile set search_path = '' as $$ select * from private.undo_decision(draft); $$;
create function public.discard_draft(draft uuid) returns setof public.drafts
language sql volatile set search_path = '' as $$ select * from private.discard_draft(draft); $$;

revoke execute on function
  private.edit_draft, private.attach_file, private.detach_file, private.approve_draft, private.choose_wording, private.vouch_for, private.undo_decision,
  private.discard_draft from public;
-- The last four only look: the view, which members read as themselves, asks them.
grant execute on function
  private.edit_draft, private.attach_file, private.detach_file, private.approve_draft, private.choose_wording, private.vouch_for, private.undo_decision,
  private.discard_draft, private.attached, private.signature_under, private.open_claims, private.files_behind to authenticated;
grant execute on function
  public.edit_draft, public.attach_file, public.detach_file, public.approve_draft, public.choose_wording, public.vouch_for, public.undo_decision,
  public.discard_draft
  to authenticated;


-- What workers do ----------------------------------------------------------

-- Stores a composed reply, unless the thread moved on while it was being written. Returns the draft's id, or null.
create function public.store_draft(message uuid, content jsonb) returns uuid
language plpgsql volatile set search_path = ''
as $$
declare
  answered public.messages;
  thread public.threads;
  draft uuid;
begin
  select * into strict answered from public.messages where id = message;
  select * into strict thread from public.threads where id = answered.thread_id for update;

  perform from public.ledger_entries where message_id = message and outcome = 'waiting' for update;
  if not found then return null; end if;
  if thread.last_message_id <> message then
    if thread.answered then perform public.skip_message(message, 'answered', 'You have answered it');
    else perform public.skip_message(message, 'superseded', 'A newer message arrived in the conversation');
    end if;
    return null;
  end if;

  -- The same letter to two mailboxes of one business is answered from one of them.
  perform pg_advisory_xact_lock(hashtextextended(answered.client_id || answered.rfc_message_id, 0));
  if private.is_answered_elsewhere(answered) then
    perform public.skip_message(message, 'duplicate', 'Another of your mailboxes received it too');
    return null;
  end if;

  -- What becomes of a reply that is leaving decides what this one answers: the caller comes back.
  if exists (select from public.drafts where thread_id = thread.id and status = 'approved') then
    raise exception 'A reply in this conversation is leaving' using errcode = '55006';
  end if;
  -- What a person has worked on is never overwritten: it stays, and says that the conversation moved on.
  update public.drafts set status = 'superseded' where thread_id = thread.id and status = 'pending' and not edited;
  if exists (select from public.drafts where thread_id = thread.id and status = 'pending') then
    perform public.skip_message(message, 'superseded', 'A draft you edited is already waiting in this conversation');
    return null;
  end if;

  -- To everybody only where the owner has answered everybody here before.
  insert into public.drafts (
    client_id, mailbox_id, thread_id, message_id, from_name, from_address, reply_to, to_recipients, cc_recipients,
    participants, subject, body, signature, language, questions, model, received_at
  )
  values (
    answered.client_id, answered.mailbox_id, thread.id, message, content ->> 'from_name', content ->> 'from_address',
    content ->> 'reply_to', content -> 'to_recipients',
    case when private.answers_all(thread.id) then content -> 'cc_recipients' else '[]' end, content -> 'participants',
    content ->> 'subject', content ->> 'body', content ->> 'signature', content ->> 'language',
    content -> 'questions', content ->> 'model', answered.received_at
  )
  returning id into draft;
  insert into public.draft_versions (draft_id, version, client_id, author, body)
  values (draft, 1, answered.client_id, 'assistant', content ->> 'body');
  perform private.keep_claims(draft, answered.client_id, content);
  perform private.keep_alternatives(draft, answered.client_id, content -> 'alternatives');
  update public.ledger_entries set outcome = 'drafted' where message_id = message;
  -- With the draft, what it was made of: its receipt.
  perform private.record_calls(jsonb_build_array(content), draft);
  return draft;
end;
$$;

-- Is this somebody who writes in another conversation, and has no part in this one? People of the mailbox's own house
-- may be named anywhere. A surname alone counts; with more words, all of them.
create function private.writes_elsewhere(draft uuid, kind public.claim_kind, said text) returns boolean
language sql stable set search_path = ''
as $$
  select case kind
    when 'name' then exists (
      select from public.drafts d
      join public.mailboxes b on b.id = d.mailbox_id
      join public.messages m on m.client_id = d.client_id and m.direction = 'inbound' and m.from_name <> ''
        and private.surname(m.from_name) = private.surname(said)
      where d.id = draft and m.thread_id <> d.thread_id
        and (btrim(said) !~ '[[:space:]]' or private.plain_name(m.from_name) = private.plain_name(said))
        and split_part(m.from_address, '@', -1) <> split_part(b.address, '@', -1)
        and not exists (
          select from jsonb_array_elements(d.participants) who where who ->> 'address' = m.from_address
        )
    )
    when 'email' then exists (
      select from public.drafts d join public.contacts c on c.client_id = d.client_id and c.address = lower(said)
      where d.id = draft and not exists (
        select from jsonb_array_elements(d.participants) who where who ->> 'address' = c.address
      )
    )
    else false
  end;
$$;

-- The subject of another conversation that has these words and in which none of this one's people has part; null without
-- any. What the subjects of more than two correspondents say is everyday here. What only machines wrote is nobody's matter.
create function private.matter_elsewhere(draft uuid, words text[]) returns text
language sql stable set search_path = ''
as $$
  with found as (
    select d.participants, t.id, t.correspondent, t.subject
    from public.drafts d join public.threads t on t.client_id = d.client_id and t.id <> d.thread_id
    where d.id = draft and private.words_of_subject(t.subject) @@ (
      select string_agg(quote_literal(plain) || ':*', ' & ')::tsquery
      from unnest(words) word, left(extensions.unaccent('extensions.unaccent'::regdictionary, word), 100) plain
      where plain <> ''
    )
    limit 100
  )
  select case when (select count(*) < 100 from found) and count(distinct lower(correspondent)) <= 2 then min(subject) end
  from found
  where not exists (
      select from public.messages m, jsonb_array_elements(found.participants) who
      where m.thread_id = found.id and m.from_address = who ->> 'address'
    )
    and (
      exists (select from public.messages m where m.thread_id = found.id and m.direction = 'outbound')
      or exists (select from public.drafts other where other.thread_id = found.id)
    );
$$;

-- Whether a letter, known by its subject and its day, went to somebody of this conversation: what it says is theirs.
create function private.told_them(draft uuid, letter uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.drafts d
    join public.passages p on p.id = letter and p.client_id = d.client_id
    join public.messages m on m.client_id = d.client_id and m.direction = 'outbound' and left(m.subject, 200) = p.headings[1]
      and m.received_at >= (p.headings[2] || 'T00:00:00Z')::timestamptz
      and m.received_at < (p.headings[2] || 'T00:00:00Z')::timestamptz + interval '1 day'
    join jsonb_array_elements(m.to_recipients || m.cc_recipients) reader on true
    join jsonb_array_elements(d.participants) who on lower(who ->> 'address') = lower(reader ->> 'address')
    where d.id = draft
  );
$$;

-- What a draft says, with what it says of other conversations: of `topics` nobody knew whether they are any.
create function private.claims_of(draft uuid, content jsonb) returns jsonb
language sql stable set search_path = ''
as $$
  with mixed_up as (
    select topic ->> 'text' as text, min(subject) as title
    from jsonb_array_elements(content -> 'topics') topic,
    private.matter_elsewhere(draft, array(select jsonb_array_elements_text(topic -> 'words'))) subject
    where subject is not null group by 1
  )
  select coalesce(jsonb_agg(claim order by nth), '[]') from (
    select claim, nth from jsonb_array_elements(content -> 'claims') with ordinality one (claim, nth)
    where case when claim ->> 'kind' = 'matter' then
      not exists (select from mixed_up where strpos(mixed_up.text, claim ->> 'text') > 0)
      and not (claim ? 'passage_id' and private.told_them(draft, (claim ->> 'passage_id')::uuid))
    else true end
    union all
    select jsonb_build_object('kind', 'matter', 'text', text, 'title', title, 'quote', '', 'elsewhere', true), null from mixed_up
  ) said;
$$;

-- What was found before stays: a draft may come back to words it had. What nothing said may have found its source since.
-- That a passage names somebody who writes elsewhere is no leave to name them here: a person says whether it is right. And
-- what was marked as another's matter, and is said again and not marked any more, has been found to be theirs.
create function private.keep_claims(draft uuid, client uuid, content jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  said jsonb := private.claims_of(draft, content);
  last integer := coalesce((select max(position) from public.draft_claims where draft_id = draft), 0);
begin
  delete from public.draft_claims c
  where c.draft_id = draft and c.kind = 'matter' and c.vouched_at is null
    and exists (
      select from jsonb_array_elements_text((content -> 'alternatives') || (content -> 'body')) wording
      where strpos(wording, c.text) > 0
    )
    and not exists (
      select from jsonb_array_elements(said) one where one ->> 'kind' = 'matter' and strpos(one ->> 'text', c.text) > 0
    );
  insert into public.draft_claims
    (draft_id, position, client_id, kind, text, source, message_id, passage_id, title, quote, elsewhere)
  select draft, last + c.nth, client, c.kind, c.text, case when not mixed.up then c.source end, c.message_id,
         (select id from public.passages where id = c.passage_id), coalesce(c.title, ''), c.quote, mixed.up
  from rows from (jsonb_to_recordset(said) as (
    kind public.claim_kind, text text, source public.claim_source, message_id uuid, passage_id uuid, title text, quote text,
    elsewhere boolean
  )) with ordinality as c (kind, text, source, message_id, passage_id, title, quote, elsewhere, nth)
  cross join lateral (
    select coalesce(c.elsewhere, (c.source is null or c.source = 'passage')
      and private.writes_elsewhere(draft, c.kind, c.text)) as up
  ) mixed
  on conflict (draft_id, kind, md5(text)) do update set
    source = excluded.source, message_id = excluded.message_id, passage_id = excluded.passage_id, title = excluded.title,
    quote = excluded.quote, elsewhere = excluded.elsewhere
  where draft_claims.source is null;
end;
$$;

create function private.keep_alternatives(draft uuid, client uuid, bodies jsonb) returns void
language sql volatile set search_path = ''
as $$
  delete from public.draft_alternatives where draft_id = draft;
  insert into public.draft_alternatives (draft_id, position, client_id, body)
  select draft, nth, client, body from jsonb_array_elements_text(bodies) with ordinality as one (body, nth) where nth <= 4;
$$;

-- What the deleted passage said is not kept anywhere else either. A source that was read anew and says the same is cited from
-- there; what nothing says any more, a person vouches for before it leaves.
create function private.forget_passage() returns trigger
language plpgsql set search_path = ''
as $$
begin
  update public.draft_claims c set
    passage_id = again.id, title = case when again.id is null then '' else c.title end,
    quote = case when again.id is null then '' else c.quote end,
    source = case when again.id is null and d.status <> 'sent' then null else c.source end
  from public.draft_claims cited
  join public.drafts d on d.id = cited.draft_id
  left join lateral (
    select p.id from public.passages p
    join public.knowledge_sources s on s.id = p.source_id and s.edition = p.edition
    where d.status = 'pending' and s.id = old.source_id and p.edition <> old.edition and cited.quote <> ''
      and position(cited.quote in regexp_replace(p.body, '\s+', ' ', 'g')) > 0
    limit 1
  ) again on true
  where cited.passage_id = old.id and (c.draft_id, c.position) = (cited.draft_id, cited.position);
  return old;
end;
$$;
create trigger forget before delete on public.passages for each row execute function private.forget_passage();

create function public.rewrite_brief(draft uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select private.brief(d.message_id, decided => true)
      || jsonb_build_object('allowance', private.model_allowance(d.client_id, 'person'))
    from public.drafts d where d.id = draft and d.status = 'pending'
  );
end;
$$;

-- Other words for the same draft, as a person has asked for them; what it said before can be chosen again. From now on it
-- is hers: nothing replaces it by itself. False: it is another version by now, or decided, or nothing was written; what
-- was asked of a model is in the ledger all the same.
create function public.rewrite_draft(draft uuid, seen_version integer, content jsonb) returns boolean
language plpgsql volatile set search_path = ''
as $$
declare
  target public.drafts;
begin
  perform private.record_calls(jsonb_build_array(content), draft);
  if content ->> 'body' is null then return false; end if;
  select d.* into target from public.drafts d
  where d.id = draft and d.status = 'pending' and d.version = seen_version for update;
  if not found then return false; end if;

  perform private.keep_claims(draft, target.client_id, content);
  perform private.keep_alternatives(
    draft, target.client_id, (content -> 'alternatives') || to_jsonb(array(
      select one.body from (
        select target.body, 0 as position
        union all select a.body, a.position from public.draft_alternatives a where a.draft_id = rewrite_draft.draft
      ) one where one.body <> content ->> 'body' order by one.position
    ))
  );
  update public.drafts set
    body = content ->> 'body', language = content ->> 'language', questions = content -> 'questions',
    model = content ->> 'model', version = version + 1, edited = true
  where id = draft;
  insert into public.draft_versions (draft_id, version, client_id, author, body)
  values (draft, seen_version + 1, target.client_id, 'assistant', content ->> 'body');
  return true;
end;
$$;

create function private.is_answered_elsewhere(message public.messages) returns boolean
language sql stable set search_path = ''
as $$
  select message.rfc_message_id <> '' and exists (
    select from public.messages twin join public.drafts d on d.message_id = twin.id
    where twin.client_id = message.client_id and md5(twin.rfc_message_id) = md5(message.rfc_message_id)
      and twin.mailbox_id <> message.mailbox_id and twin.from_address = message.from_address and twin.subject = message.subject
  );
$$;

-- What stood between the last message of a conversation and its answer is gone: an edited draft, or a newer message. It is
-- judged again; a draft that had made way for the newer message comes back.
create function private.reconsider_thread(thread uuid, wait interval default '0') returns void
language plpgsql volatile set search_path = ''
as $$
declare
  woken public.ledger_entries;
begin
  if exists (select from public.drafts where thread_id = thread and status in ('pending', 'approved')) then return; end if;

  update public.ledger_entries l set outcome = 'waiting', reason = null, detail = ''
  from public.threads t join public.messages m on m.id = t.last_message_id
  where t.id = thread and l.message_id = m.id and l.reason = 'superseded' and not m.gone
  returning l.* into woken;
  if found then
    perform private.queue_triage(woken.message_id, woken.client_id, woken.mailbox_id, wait);
    return;
  end if;

  update public.drafts d set status = 'pending', notice = null, version = version + 1
  from public.threads t join public.messages m on m.id = t.last_message_id
  where t.id = thread and d.message_id = m.id and not m.gone and d.status = 'superseded' and d.notice = 'moved_on';
end;
$$;

create function private.answers_all(thread uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.messages
    where thread_id = thread and direction = 'outbound' and jsonb_array_length(to_recipients || cc_recipients) > 1
  );
$$;

-- A new message changes what a yes would mean. Unedited drafts make way; edited ones stay, marked; an approval
-- still in its undo window goes back to the human. What stays is a new version: whoever types on in front of the old
-- conversation is told before a word is saved, and cannot say yes to a message not seen.
create function private.overtake_drafts() returns trigger
language plpgsql set search_path = ''
as $$
declare
  late record;
begin
  for late in
    select d.id, o.approval_id from public.drafts d
    left join public.outbox o on o.draft_id = d.id and o.status = 'queued'
    where d.thread_id = new.id and d.message_id is distinct from new.last_message_id
      and d.notice is distinct from 'message_gone'
      and (d.status = 'pending' or d.status = 'approved' and o.approval_id is not null)
  loop
    if late.approval_id is not null then perform private.give_back(late.approval_id, 'moved_on', ''); end if;
    update public.drafts set
      status = case when edited or late.approval_id is not null then 'pending' else 'superseded' end::public.draft_status,
      notice = 'moved_on',
      version = version + 1
    where id = late.id and status = 'pending';
  end loop;
  return null;
end;
$$;

-- The owner threw away, or deleted, the message a draft answers. As above: unedited drafts make way, edited ones stay and
-- say so, and what waits in its undo window goes back to the human. Brought back, it is as it was.
create function private.follow_gone() returns trigger
language plpgsql set search_path = ''
as $$
declare
  held record;
begin
  if new.gone then
    update public.ledger_entries set outcome = 'skipped', reason = 'deleted', detail = ''
    where message_id = new.id and outcome in ('waiting', 'failed');
    for held in
      select d.id, o.approval_id from public.drafts d
      left join public.outbox o on o.draft_id = d.id and o.status = 'queued'
      where d.message_id = new.id and (d.status = 'pending' or d.status = 'approved' and o.approval_id is not null)
    loop
      if held.approval_id is not null then perform private.give_back(held.approval_id, 'message_gone', ''); end if;
      update public.drafts set
        status = case when edited or held.approval_id is not null then 'pending' else 'superseded' end::public.draft_status,
        notice = 'message_gone',
        version = version + 1
      where id = held.id and status = 'pending';
    end loop;
  elsif not exists (
    select from public.messages later
    where later.thread_id = new.thread_id and not later.gone and (later.received_at, later.id) > (new.received_at, new.id)
      and (later.direction = 'outbound' or not later.signals ? 'aside')
  ) then
    update public.drafts d set status = 'pending', notice = null, version = version + 1
    where d.message_id = new.id and d.notice = 'message_gone' and (d.status = 'pending' or d.status = 'superseded' and not exists (
      select from public.drafts other where other.thread_id = d.thread_id and other.status in ('pending', 'approved')));
  end if;

  if not new.gone then
    update public.ledger_entries set outcome = 'waiting', reason = null where message_id = new.id and reason = 'deleted';
    if found then perform private.queue_triage(new.id, new.client_id, new.mailbox_id); end if;
  end if;
  return null;
end;
$$;

-- The moment of sending: the window has passed, and what will be sent is still what was approved. Otherwise it goes
-- back to the human with the reason. A row already `sending` is a crash to be settled by looking; `changed` then says
-- that what has not left yet must not leave any more.
create function public.begin_send(approval uuid) returns table (
  outbox_status public.outbox_status, gmail_draft_id text, gmail_thread_id text, rfc_message_id text, reference_ids text[],
  from_name text, from_address text, reply_to text, to_recipients jsonb, cc_recipients jsonb, subject text, body text,
  signature text, attachments jsonb, changed boolean, unknown_seconds integer, history_id text, written_over text, language text,
  locale text
)
language plpgsql volatile set search_path = ''
as $$
declare
  held public.outbox;
  yes public.approvals;
  reply public.drafts;
  differs boolean;
begin
  select a.* into strict yes from public.approvals a where a.id = approval;
  perform from public.threads t join public.drafts d on d.thread_id = t.id where d.id = yes.draft_id for update of t;
  select o.* into strict held from public.outbox o where o.approval_id = approval for update;

  select d.* into strict reply from public.drafts d where d.id = yes.draft_id for update;
  -- An address Gmail has stopped verifying it would replace by another.
  differs := reply.status <> 'approved' or private.content_hash(reply) <> yes.content_hash or not exists (
    select from public.mailboxes b left join public.send_as_addresses s on s.mailbox_id = b.id
    where b.id = reply.mailbox_id and reply.from_address in (b.address, s.address)
  );
  if held.status = 'queued' and held.send_at <= private.now() then
    if differs then
      perform private.give_back(approval, 'changed', '');
      return;
    end if;
    update public.outbox o set status = 'sending', history_id = b.history_id
    from public.mailboxes b where b.id = reply.mailbox_id and o.approval_id = approval;
  elsif held.status not in ('sending', 'unknown') then
    return;
  end if;

  return query
    select held.status, held.gmail_draft_id, t.gmail_thread_id, m.rfc_message_id, m.reference_ids, reply.from_name,
           reply.from_address, reply.reply_to, reply.to_recipients, reply.cc_recipients, reply.subject, reply.body,
           private.signature_under(reply.body, reply.signature), private.attached_bytes(reply.id), differs,
           coalesce(extract(epoch from private.now() - held.unknown_since), 0)::integer, held.history_id,
           private.written_over(reply.id), reply.language, c.locale
    from public.threads t join public.messages m on m.id = reply.message_id join public.clients c on c.id = t.client_id
    where t.id = reply.thread_id;
end;
$$;

create function private.attached_bytes(draft uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'filename', filename, 'media_type', media_type, 'content', encode(content, 'base64')
  ) order by created_at, id), '[]')
  from public.draft_attachments where draft_id = draft;
$$;

-- One Gmail draft for one approval: of two workers that each made one, the second may not go on and send it.
create function public.note_gmail_draft(approval uuid, gmail_draft text) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  update public.outbox set gmail_draft_id = gmail_draft
  where approval_id = approval and status in ('sending', 'unknown') and coalesce(gmail_draft_id, gmail_draft) = gmail_draft;
  if not found then raise exception 'This reply is being sent by another worker'; end if;
end;
$$;

create function public.note_unknown(approval uuid, why text) returns void
language sql volatile set search_path = ''
as $$
  update public.outbox
  set status = 'unknown', unknown_since = coalesce(unknown_since, private.now()), error = left(why, 500)
  where approval_id = approval and status in ('sending', 'unknown');
$$;

-- `learnt`: what the person's edit of it says of how they write.
create function public.finish_send(approval uuid, gmail_message text, learnt jsonb default '[]') returns void
language plpgsql volatile set search_path = ''
as $$
declare
  done public.outbox;
begin
  update public.outbox set status = 'sent', gmail_message_id = gmail_message, error = ''
  where approval_id = approval and status in ('sending', 'unknown')
  returning * into done;
  if not found then return; end if;
  update public.drafts set status = 'sent', notice = null where id = done.draft_id;
  -- The yes covered every message up to the last one: what an edited draft had kept from being answered is answered now.
  update public.ledger_entries l set reason = 'answered', detail = 'You have answered it'
  from public.threads t join public.drafts d on d.thread_id = t.id
  where d.id = done.draft_id and l.message_id = t.last_message_id and l.reason = 'superseded';
  update public.draft_attachments set content = null where draft_id = done.draft_id;
  perform private.learn(done.draft_id, learnt);
  perform private.record_audit(done.client_id, 'draft.sent', done.draft_id);
end;
$$;

-- Back to the human, with the reason. Nobody is mailed twice: the outbox row is closed for good.
create function private.give_back(approval uuid, why public.draft_notice, explanation text) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  closed public.outbox;
begin
  update public.outbox set status = 'returned', error = left(explanation, 500)
  where approval_id = approval and status in ('queued', 'sending', 'unknown')
  returning * into closed;
  if not found then return; end if;
  delete from pgmq.q_jobs where message ->> 'key' = 'draft.send:' || approval and last_read_at is null;
  update public.drafts set status = 'pending', notice = why, decided_at = null where id = closed.draft_id and status = 'approved';
  perform private.record_audit(closed.client_id, 'draft.returned', closed.draft_id, jsonb_build_object('why', why));
end;
$$;

create function public.give_back(approval uuid, why public.draft_notice, explanation text) returns void
language sql volatile set search_path = ''
as $$
  select private.give_back(approval, why, explanation);
$$;

-- Approved, due, and no job in sight: cannot happen, and is swept for all the same.
create function public.sweep_outbox() returns integer
language sql volatile set search_path = ''
as $$
  select count(private.enqueue('draft.send', 'draft.send:' || o.approval_id, jsonb_build_object(
    'client_id', o.client_id, 'mailbox_id', d.mailbox_id, 'draft_id', o.draft_id, 'approval_id', o.approval_id
  )) is null)::integer
  from public.outbox o join public.drafts d on d.id = o.draft_id
  where o.status in ('queued', 'sending', 'unknown') and o.send_at < private.now() - interval '1 minute';
$$;

create function private.keep_to_the_arrows() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (old.status, new.status) not in (
    ('queued', 'sending'), ('queued', 'undone'), ('queued', 'returned'), ('sending', 'unknown'), ('sending', 'sent'),
    ('sending', 'returned'), ('unknown', 'sent'), ('unknown', 'returned')
  ) then
    raise exception 'A reply that is % cannot become %', old.status, new.status using errcode = '23514';
  end if;
  return new;
end;
$$;

-- A delivery report is another server's claim. It counts only in the mailbox that sent, for a reply that went out, by
-- its approval or by the Message-ID Gmail gave the sent copy, and for somebody it was sent to: a report that names
-- anything else changes nothing.
create function private.record_bounces() returns trigger
language plpgsql set search_path = ''
as $$
begin
  with named as (
    select new.signals -> 'bounce' ->> 'approval' as approval
    union
    select signals ->> 'approval' from public.messages
    where mailbox_id = new.mailbox_id and rfc_message_id = new.signals -> 'bounce' ->> 'message_id' and direction = 'outbound'
  ),
  sent as (
    select d.id, d.client_id, jsonb_path_query(d.to_recipients || d.cc_recipients, '$[*].address') #>> '{}' as recipient
    from named join public.outbox o on o.approval_id = named.approval::uuid join public.drafts d on d.id = o.draft_id
    where d.mailbox_id = new.mailbox_id and o.status in ('sending', 'unknown', 'sent')
  )
  insert into public.bounces (draft_id, recipient, client_id, message_id, reason, status_code, permanent, diagnostic)
  select distinct on (s.id, s.recipient) s.id, s.recipient, s.client_id, new.id,
         (f ->> 'reason')::public.bounce_reason, f ->> 'status', f ->> 'status' like '5%', f ->> 'diagnostic'
  from sent s join jsonb_array_elements(new.signals -> 'bounce' -> 'failed') f on f -> 'recipients' ? lower(s.recipient)
  on conflict (draft_id, recipient) do update set
    message_id = excluded.message_id, reason = excluded.reason, status_code = excluded.status_code,
    permanent = excluded.permanent, diagnostic = excluded.diagnostic
  where not bounces.permanent;
  return null;
end;
$$;

grant execute on all functions in schema private to service_role;


-- Triggers -----------------------------------------------------------------

create trigger overtake after update of last_message_id on public.threads
  for each row when (old.last_message_id is distinct from new.last_message_id) execute function private.overtake_drafts();
create trigger follow_gone after update of labels, deleted_at on public.messages
  for each row when (old.gone is distinct from new.gone) execute function private.follow_gone();
create trigger hash before insert or update on public.drafts for each row execute function private.hash_draft();
create trigger arrows before update of status on public.outbox
  for each row when (old.status is distinct from new.status) execute function private.keep_to_the_arrows();
create trigger touch before update on public.drafts for each row execute function private.touch();
create trigger touch before update on public.draft_versions for each row execute function private.touch();
create trigger touch before update on public.draft_claims for each row execute function private.touch();
create trigger touch before update on public.draft_alternatives for each row execute function private.touch();
create trigger touch before update on public.draft_attachments for each row execute function private.touch();
create trigger touch before update on public.approvals for each row execute function private.touch();
create trigger touch before update on public.outbox for each row execute function private.touch();
create trigger bounced after insert on public.messages
  for each row when (new.direction = 'inbound' and new.signals ? 'bounce') execute function private.record_bounces();
create trigger touch before update on public.bounces for each row execute function private.touch();
