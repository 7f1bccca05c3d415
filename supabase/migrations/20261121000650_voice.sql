-- How a professional writes, and what their edits have taught: measured in code, shown to them, theirs to change.

-- Types --------------------------------------------------------------------

create type public.formality as enum ('formal', 'informal');
create type public.memory_scope as enum ('everywhere', 'contact', 'domain', 'topic');
create type public.memory_origin as enum ('edit', 'person');
-- All an edit can teach: how one writes, never what is so.
create type public.memory_lesson as enum (
  'greeting', 'sign_off', 'length', 'formality', 'exclamations', 'lists', 'thanks', 'wellbeing', 'offer'
);


-- Tables -------------------------------------------------------------------

create table public.voices (
  id               uuid             primary key default gen_random_uuid(),
  client_id        uuid             not null references public.clients (id) on delete cascade,
  recipient        text             not null default '',
  language         text             not null,
  greeting         text             not null default '',
  sign_off         text             not null default '',
  words            integer          not null default 0,
  formality        public.formality,
  phrases          text[]           not null default '{}',
  letters          integer          not null default 0,
  edited_by_person boolean          not null default false,
  created_at       timestamptz      not null default private.now(),
  updated_at       timestamptz      not null default private.now(),
  unique (client_id, recipient, language),
  constraint voices_lengths check (
    char_length(recipient) <= 320 and char_length(language) between 2 and 10 and char_length(greeting) <= 100
    and char_length(sign_off) <= 100 and words between 0 and 10000 and cardinality(phrases) <= 10
    and char_length(array_to_string(phrases, ' ')) <= 1000
  )
);
comment on table public.voices is 'How a professional writes, in one language, to everybody or (`recipient`) to one; measured in what they have sent.';
comment on column public.voices.greeting is 'Its most frequent form, with [name] for whom it names.';
comment on column public.voices.words is 'How long a letter typically is; 0 where that is not known.';
comment on column public.voices.edited_by_person is 'Theirs since: what is measured later writes nothing over it.';

create table public.memories (
  id          uuid                 primary key default gen_random_uuid(),
  client_id   uuid                 not null references public.clients (id) on delete cascade,
  scope       public.memory_scope  not null,
  scope_value text                 not null default '',
  body        text                 not null,
  origin      public.memory_origin not null,
  lesson      public.memory_lesson,
  language    text                 not null default '',
  draft_id    uuid                 references public.drafts (id) on delete set null,
  created_at  timestamptz          not null default private.now(),
  updated_at  timestamptz          not null default private.now(),
  constraint memories_lengths check (char_length(body) between 1 and 300 and char_length(scope_value) <= 320),
  constraint memories_scope check ((scope_value = '') = (scope = 'everywhere'))
);
comment on table public.memories is 'A sentence on how to write: learnt from an edit, or written by a person. It is told to the model with the drafts it is for.';
comment on column public.memories.scope_value is 'The address, the domain or the words of the topic; empty for everywhere.';
comment on column public.memories.lesson is 'What of writing it is about, where it was learnt: the next lesson of its kind takes its place.';
comment on column public.memories.draft_id is 'The draft whose edit taught it last.';
create unique index memories_lesson on public.memories (client_id, scope, scope_value, lesson, language);
create index memories_draft on public.memories (draft_id);
create index messages_outbound on public.messages (client_id, received_at desc) where direction = 'outbound';


-- Row-level security and grants --------------------------------------------

alter table public.voices enable row level security;
alter table public.memories enable row level security;
grant select on public.voices, public.memories to authenticated;
create policy "Members read their voices" on public.voices
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read their memories" on public.memories
  for select to authenticated using (client_id in (select private.my_client_ids()));


-- What members do ----------------------------------------------------------

-- Definer: members hold no write privilege on these tables. Null leaves a field as it is; handed back to learning
-- (`kept` false), the next measurement replaces it.
create function private.edit_voice(
  voice uuid, new_greeting text, new_sign_off text, new_words integer, new_formality text, new_phrases text[], kept boolean
) returns setof public.voices
language sql volatile security definer set search_path = ''
as $$
  update public.voices set
    greeting = coalesce(new_greeting, greeting), sign_off = coalesce(new_sign_off, sign_off),
    words = coalesce(new_words, words),
    formality = case when new_formality is null then formality else nullif(new_formality, '')::public.formality end,
    phrases = coalesce(new_phrases, phrases), edited_by_person = kept
  where id = voice and kept is not null and client_id in (select private.my_client_ids()) returning *;
$$;

-- Definer: as edit_voice.
create function private.add_memory(client uuid, new_scope public.memory_scope, new_value text, new_body text)
returns setof public.memories
language plpgsql volatile security definer set search_path = ''
as $$
declare
  added public.memories;
begin
  perform from public.clients c where c.id = client and c.id in (select private.my_client_ids()) for no key update;
  if not found then return; end if;
  if (select count(*) >= 500 from public.memories where client_id = client) then
    raise exception 'Too much to keep in mind' using errcode = '22023';
  end if;
  insert into public.memories (client_id, scope, scope_value, body, origin)
  values (client, new_scope, new_value, new_body, 'person') returning * into added;
  perform private.record_audit(client, 'memory.added', added.id);
  return next added;
end;
$$;

-- Definer: as edit_voice. What a person has said stands from now on: no lesson takes its place, and one about the same
-- that stands where this is moved to makes way.
create function private.change_memory(memory uuid, new_scope public.memory_scope, new_value text, new_body text)
returns setof public.memories
language plpgsql volatile security definer set search_path = ''
as $$
declare
  own public.memories;
begin
  select m.* into own from public.memories m
  where m.id = memory and m.client_id in (select private.my_client_ids()) for update;
  if not found or num_nonnulls(new_scope, new_value, new_body) < 3 then return; end if;

  delete from public.memories m
  where m.client_id = own.client_id and m.scope = new_scope and m.scope_value = new_value and m.lesson = own.lesson
    and m.language = own.language and m.id <> own.id;
  return query
    update public.memories set scope = new_scope, scope_value = new_value, body = new_body, origin = 'person'
    where id = memory returning *;
end;
$$;

-- Definer: as edit_voice.
create function private.delete_memory(memory uuid) returns setof public.memories
language plpgsql volatile security definer set search_path = ''
as $$
declare
  gone public.memories;
begin
  delete from public.memories where id = memory and client_id in (select private.my_client_ids()) returning * into gone;
  if not found then return; end if;
  perform private.record_audit(gone.client_id, 'memory.deleted', gone.id);
  return next gone;
end;
$$;
revoke execute on function private.edit_voice, private.add_memory, private.change_memory, private.delete_memory from public;
grant execute on function private.edit_voice, private.add_memory, private.change_memory, private.delete_memory to authenticated;

create function public.edit_voice(
  voice uuid, new_greeting text default null, new_sign_off text default null, new_words integer default null,
  new_formality text default null, new_phrases text[] default null, kept boolean default true
) returns setof public.voices
language sql volatile set search_path = ''
as $$
  select * from private.edit_voice(voice, new_greeting, new_sign_off, new_words, new_formality, new_phrases, kept);
$$;

create function public.add_memory(client uuid, new_scope public.memory_scope, new_value text, new_body text)
returns setof public.memories
language sql volatile set search_path = ''
as $$
  select * from private.add_memory(client, new_scope, new_value, new_body);
$$;

create function public.change_memory(memory uuid, new_scope public.memory_scope, new_value text, new_body text)
returns setof public.memories
language sql volatile set search_path = ''
as $$
  select * from private.change_memory(memory, new_scope, new_value, new_body);
$$;

create function public.delete_memory(memory uuid) returns setof public.memories
language sql volatile set search_path = ''
as $$
  select * from private.delete_memory(memory);
$$;
grant execute on function public.edit_voice, public.add_memory, public.change_memory, public.delete_memory to authenticated;


-- What workers do ----------------------------------------------------------

create function private.queue_learning(client uuid) returns void
language sql volatile set search_path = ''
as $$
  select private.enqueue('voice.learn', 'voice.learn:' || client, jsonb_build_object('client_id', client));
$$;

-- The latest a business has sent, each as its writer wrote it. What left as the assistant had written it says nothing
-- of how its person writes. `before`: as it was then.
create function public.sent_letters(client uuid, before timestamptz default null) returns table (body text, recipient text, recipient_name text)
language sql stable set search_path = ''
as $$
  select left(b.own, 20000), lower(m.to_recipients -> 0 ->> 'address'), coalesce(m.to_recipients -> 0 ->> 'name', '')
  from public.messages m
  join public.message_bodies b on b.message_id = m.id
  where m.client_id = client and m.direction = 'outbound' and not m.gone and char_length(b.own) >= 20
    and m.received_at < coalesce(before, 'infinity')
    and private.gate_for(m) ->> 'effect' is distinct from 'never'
    and m.to_recipients -> 0 ->> 'address' is not null
    and not exists (
      select from public.approvals a join public.drafts d on d.id = a.draft_id
      where a.id::text = m.signals ->> 'approval' and not d.edited
    )
  order by m.received_at desc limit 200;
$$;

create function public.store_voices(client uuid, measured jsonb) returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  written integer;
begin
  delete from public.voices v
  where v.client_id = client and not v.edited_by_person and not exists (
    select from jsonb_to_recordset(measured) as one (recipient text, language text)
    where one.recipient = v.recipient and one.language = v.language
  );
  insert into public.voices (client_id, recipient, language, greeting, sign_off, words, formality, phrases, letters)
  select client, recipient, language, greeting, sign_off, words, formality, phrases, letters
  from jsonb_to_recordset(measured) as one (
    recipient text, language text, greeting text, sign_off text, words integer, formality public.formality, phrases text[],
    letters integer
  )
  on conflict (client_id, recipient, language) do update set
    greeting = excluded.greeting, sign_off = excluded.sign_off, words = excluded.words, formality = excluded.formality,
    phrases = excluded.phrases, letters = excluded.letters
  where not voices.edited_by_person;
  get diagnostics written = row_count;
  return written;
end;
$$;

-- Nightly: of whoever has sent something since.
create function public.sweep_voices() returns integer
language sql volatile set search_path = ''
as $$
  select count(private.queue_learning(c.id) is null)::integer from public.clients c
  where exists (
    select from public.messages m
    where m.client_id = c.id and m.direction = 'outbound' and m.received_at > private.now() - interval '1 day'
  );
$$;

create function private.learn_after_reading() returns trigger
language plpgsql set search_path = ''
as $$
begin
  perform private.queue_learning(new.client_id);
  return null;
end;
$$;

-- What an edit has taught ({lesson, language, body} each) is for whom the reply went to. What holds for three of them
-- holds everywhere: no lesson names anybody. What a person has said about the same stays.
create function private.learn(draft uuid, learnt jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  reply public.drafts;
  contact text;
begin
  if jsonb_array_length(learnt) = 0 then return; end if;
  select d.* into strict reply from public.drafts d where d.id = draft;
  select lower(m.from_address) into strict contact from public.messages m where m.id = reply.message_id;
  if contact = '' or (select count(*) >= 500 from public.memories where client_id = reply.client_id) then return; end if;

  insert into public.memories (client_id, scope, scope_value, body, origin, lesson, language, draft_id)
  select reply.client_id, 'contact', contact, one.body, 'edit', one.lesson, one.language, reply.id
  from jsonb_to_recordset(learnt) as one (lesson public.memory_lesson, language text, body text)
  where not exists (
    select from public.memories m
    where m.client_id = reply.client_id and m.scope = 'everywhere' and m.body = one.body
  )
  order by one.lesson
  on conflict (client_id, scope, scope_value, lesson, language) do update set
    body = excluded.body, draft_id = excluded.draft_id
  where memories.origin = 'edit';

  with common as (
    select m.lesson, m.language, m.body from public.memories m
    where m.client_id = reply.client_id and m.scope = 'contact' and m.origin = 'edit' and m.lesson is not null
    group by m.lesson, m.language, m.body having count(*) >= 3
  ),
  merged as (
    delete from public.memories m using common c
    where m.client_id = reply.client_id and m.scope = 'contact' and m.origin = 'edit'
      and (m.lesson, m.language, m.body) = (c.lesson, c.language, c.body)
    returning m.lesson, m.language, m.body
  )
  insert into public.memories (client_id, scope, body, origin, lesson, language, draft_id)
  select distinct reply.client_id, 'everywhere'::public.memory_scope, body, 'edit'::public.memory_origin, lesson, language,
         reply.id
  from merged
  on conflict (client_id, scope, scope_value, lesson, language) do update set
    body = excluded.body, draft_id = excluded.draft_id
  where memories.origin = 'edit';
end;
$$;

-- What topics are looked for in. To find the words of a long mail takes milliseconds: done once, however many topics there are.
create function private.words_of(message public.messages) returns tsvector
language sql stable set search_path = ''
as $$
  select to_tsvector('simple', message.subject || ' ' || left(b.own, 20000))
  from public.message_bodies b where b.message_id = message.id;
$$;

-- Whether what is said for a scope is said for the answer to a message, in which these words stand.
create function private.is_for(message public.messages, scope public.memory_scope, value text, words tsvector) returns boolean
language sql stable set search_path = ''
as $$
  select case scope
    when 'everywhere' then true
    when 'contact' then value = lower(message.from_address)
    when 'domain' then value = split_part(lower(message.from_address), '@', -1)
    else coalesce(words @@ plainto_tsquery('simple', value), false)
  end;
$$;

create function private.nearness(scope public.memory_scope) returns integer
language sql immutable set search_path = ''
as $$
  select array_position(array['contact', 'topic', 'domain', 'everywhere'], scope::text);
$$;

-- What is to be kept in mind when a message is answered, the nearest first. `as_of`: what nobody has touched since.
create function private.memories_for(message public.messages, as_of timestamptz default null) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'body', body) order by nearness, created_at desc, id), '[]')
  from (
    select m.id, m.body, m.created_at, private.nearness(m.scope) as nearness
    from public.memories m
    where m.client_id = message.client_id and m.updated_at <= coalesce(as_of, 'infinity')
      and private.is_for(message, m.scope, m.scope_value, case m.scope when 'topic' then (select private.words_of(message)) end)
    order by nearness, m.created_at desc, m.id limit 12
  ) nearest;
$$;

create function private.voices_for(message public.messages, as_of timestamptz default null) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(v) order by v.recipient desc, v.letters desc, v.language), '[]')
  from public.voices v
  where v.client_id = message.client_id and v.recipient in ('', lower(message.from_address))
    and v.updated_at <= coalesce(as_of, 'infinity');
$$;

-- What the assistant had written, where a person has written over it since: what their edit can be held against.
create function private.written_over(draft uuid) returns text
language sql stable set search_path = ''
as $$
  select case when exists (
    select from public.draft_versions own where own.draft_id = draft and own.author = 'person' and own.version > last.version
  ) then last.body end
  from (
    select version, body from public.draft_versions where draft_id = draft and author = 'assistant'
    order by version desc limit 1
  ) last;
$$;

grant execute on all functions in schema private to service_role;


-- Triggers -----------------------------------------------------------------

create trigger learn after update of finished_at on public.readings
  for each row when (old.finished_at is null and new.finished_at is not null and new.purpose = 'backfill')
  execute function private.learn_after_reading();
create trigger touch before update on public.voices for each row execute function private.touch();
create trigger touch before update on public.memories for each row execute function private.touch();
