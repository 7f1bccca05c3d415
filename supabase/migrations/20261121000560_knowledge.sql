-- What a business knows: its texts, files, answers and pages, cut into passages that are found by their words, by how
-- these are spelled, and by what they mean.

create extension if not exists pg_trgm with schema extensions;
create extension if not exists btree_gin with schema extensions;
create extension if not exists unaccent with schema extensions;
grant execute on function extensions.unaccent(regdictionary, text) to service_role;


-- Types --------------------------------------------------------------------

create type public.source_kind as enum ('text', 'answer', 'file', 'website', 'sent_mail');
-- waiting ─▶ reading ─▶ ready, or failed; and from there to waiting again. What an earlier reading found is searched all
-- the while, and given up only for a later one that has come to its end.
create type public.source_status as enum ('waiting', 'reading', 'ready', 'failed');
create type public.source_failure as enum (
  'empty', 'binary', 'unsupported', 'encrypted', 'damaged', 'too_large', 'too_complex', 'unreachable', 'interrupted'
);
create type public.search_part as enum ('words', 'spelling', 'meaning');


-- Tables -------------------------------------------------------------------

create table public.knowledge_sources (
  id              uuid                  primary key default gen_random_uuid(),
  client_id       uuid                  not null references public.clients (id) on delete cascade,
  kind            public.source_kind    not null,
  title           text                  not null,
  url             text                  not null default '',
  filename        text                  not null default '',
  mailbox_id      uuid                  references public.mailboxes (id) on delete cascade,
  content         bytea                 not null,
  size_bytes      integer               not null generated always as (octet_length(content)) stored,
  language        text                  not null default '',
  status          public.source_status  not null default 'waiting',
  failure         public.source_failure,
  edition         integer               not null default 0,
  begun           integer               not null default 0,
  passages        integer               not null default 0,
  total           integer,
  done            integer               not null default 0,
  embedding_model text                  not null default '',
  read_at         timestamptz,
  created_at      timestamptz           not null default private.now(),
  updated_at      timestamptz           not null default private.now(),
  constraint knowledge_sources_lengths check (
    char_length(title) between 1 and 200 and char_length(url) <= 2000 and char_length(filename) <= 255
    and octet_length(content) <= 5000000 and char_length(language) <= 10 and char_length(embedding_model) <= 200
  ),
  constraint knowledge_sources_failure check ((failure is not null) = (status = 'failed')),
  constraint knowledge_sources_mailbox check ((mailbox_id is not null) = (kind = 'sent_mail'))
);
comment on table public.knowledge_sources is 'Something a business knows, kept as it was given so that it can be read again.';
comment on column public.knowledge_sources.mailbox_id is 'Whose sent mail it is, where its business has asked for that to be read.';
comment on column public.knowledge_sources.edition is 'Which reading is searched; 0 before the first. `begun` is the latest that was begun.';
comment on column public.knowledge_sources.total is 'How many passages the reading under way has found; null before it knows. `done` have been embedded.';
comment on column public.knowledge_sources.embedding_model is 'What its passages were embedded by; empty where they are found by their words alone.';
create unique index knowledge_sources_mailbox on public.knowledge_sources (mailbox_id);
create index knowledge_sources_newest on public.knowledge_sources (client_id, created_at desc, id desc);

create table public.passages (
  id         uuid        primary key default gen_random_uuid(),
  source_id  uuid        not null references public.knowledge_sources (id) on delete cascade,
  client_id  uuid        not null references public.clients (id) on delete cascade,
  edition    integer     not null,
  position   integer     not null,
  language   text        not null,
  headings   text[]      not null default '{}',
  page       integer,
  begins     integer     not null,
  ends       integer     not null,
  body       text        not null,
  words      tsvector    not null,
  bits       bit(256),
  embedding  real[],
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  unique (source_id, edition, position),
  constraint passages_lengths check (char_length(body) <= 8000 and char_length(array_to_string(headings, ' ')) <= 2000),
  constraint passages_embedding check (cardinality(embedding) = 256 and (bits is null) = (embedding is null))
);
comment on table public.passages is 'A stretch of a source, short enough to be quoted: its place there, its words, and what it means as numbers.';
comment on column public.passages.begins is 'The first character of it in the text of its source; `ends` is the one behind the last.';
comment on column public.passages.words is 'Its stems in the language of its source, without accents, order or number.';
comment on column public.passages.bits is 'The signs of its embedding: whose differ in few places mean alike.';
-- Compared with every question, so kept beside the row; what only the answer needs is kept apart.
alter table public.passages alter column words set storage main, alter column embedding set storage external;
create index passages_near on public.passages (client_id) include (source_id, edition, bits, id);
create index passages_words on public.passages using gin (client_id, words) with (fastupdate = off);

create table private.vocabulary (
  client_id uuid    not null references public.clients (id) on delete cascade,
  language  text    not null,
  lexeme    text    not null,
  passages  integer not null,
  primary key (client_id, language, lexeme)
);
comment on table private.vocabulary is 'The stems of a business and how many of its passages have them: what is rare tells more, and what is misspelled is found here.';
create index vocabulary_spelling on private.vocabulary
  using gin (client_id, lexeme extensions.gin_trgm_ops) with (fastupdate = off);


-- Row-level security and grants --------------------------------------------

alter table public.knowledge_sources enable row level security;
alter table public.passages enable row level security;
alter table private.vocabulary enable row level security;

grant select on public.knowledge_sources, public.passages to authenticated;
create policy "Members read their sources" on public.knowledge_sources
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read their passages" on public.passages
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Only workers keep vocabularies" on private.vocabulary
  for all to service_role using (true) with check (true);
grant select, insert, update, delete on private.vocabulary to service_role;


-- What members do ----------------------------------------------------------

-- The vocabulary of a business gains, or loses, the words of what is searched of a source; one source at a time.
create function private.count_words(source public.knowledge_sources, sign integer) returns void
language sql volatile set search_path = ''
as $$
  select from public.clients where id = source.client_id for no key update;
  insert into private.vocabulary as v (client_id, language, lexeme, passages)
  select source.client_id, language, lexeme, sign * count(*)
  from public.passages p, unnest(tsvector_to_array(p.words)) lexeme
  where p.source_id = source.id and p.edition = source.edition and char_length(lexeme) <= 100
  group by language, lexeme
  on conflict (client_id, language, lexeme) do update set passages = v.passages + excluded.passages;
  delete from private.vocabulary where client_id = source.client_id and passages <= 0;
$$;

create function private.queue_reading(source public.knowledge_sources) returns void
language sql volatile set search_path = ''
as $$
  select private.enqueue(
    'knowledge.read', 'knowledge.read:' || source.id,
    jsonb_build_object('client_id', source.client_id, 'source_id', source.id)
  );
$$;

-- Definer, like every function below that a member may call: members hold no write privilege on these tables.
create function private.add_source(
  client uuid, kind public.source_kind, title text, url text, filename text, base64 text, mailbox uuid default null
) returns setof public.knowledge_sources
language plpgsql volatile security definer set search_path = ''
as $$
declare
  source public.knowledge_sources;
begin
  perform from public.clients c where c.id = client and c.id in (select private.my_client_ids()) for no key update;
  if not found then return; end if;
  if mailbox is not null then
    select address into title from public.mailboxes where id = mailbox and client_id = client;
    if not found then return; end if;
  end if;

  if (select count(*) >= 2000 or sum(size_bytes) > 200000000 from public.knowledge_sources where client_id = client) then
    raise exception 'Too much for one business' using errcode = '22023';
  end if;
  insert into public.knowledge_sources (client_id, kind, title, url, filename, mailbox_id, content)
  values (client, kind, title, url, filename, mailbox, decode(base64, 'base64')) returning * into source;
  perform private.record_audit(client, 'source.added', source.id);
  perform private.queue_reading(source);
  return next source;
end;
$$;

create function private.rename_source(source uuid, new_title text) returns setof public.knowledge_sources
language sql volatile security definer set search_path = ''
as $$
  update public.knowledge_sources set title = new_title
  where id = source and client_id in (select private.my_client_ids()) returning *;
$$;

-- Whoever still reads it is overtaken: a reading knows its number, and stores nothing any more under a number that is past.
create function private.reread_source(source uuid) returns setof public.knowledge_sources
language plpgsql volatile security definer set search_path = ''
as $$
declare
  again public.knowledge_sources;
begin
  update public.knowledge_sources set status = 'waiting', failure = null, total = null, done = 0
  where id = source and client_id in (select private.my_client_ids()) returning * into again;
  if not found then return; end if;

  perform private.queue_reading(again);
  return next again;
end;
$$;

create function private.delete_source(source uuid) returns setof public.knowledge_sources
language plpgsql volatile security definer set search_path = ''
as $$
declare
  gone public.knowledge_sources;
begin
  select s.* into gone from public.knowledge_sources s
  where s.id = source and s.client_id in (select private.my_client_ids()) for update;
  if not found then return; end if;

  perform private.count_words(gone, -1);
  delete from public.knowledge_sources where id = source;
  perform private.record_audit(gone.client_id, 'source.deleted', gone.id);
  return next gone;
end;
$$;
revoke execute on function private.add_source, private.rename_source, private.reread_source, private.delete_source from public;
grant execute on function private.add_source, private.rename_source, private.reread_source, private.delete_source to authenticated;

create function public.add_source(
  client uuid, kind public.source_kind, title text, url text, filename text, base64 text, mailbox uuid default null
) returns setof public.knowledge_sources
language sql volatile set search_path = ''
as $$
  select * from private.add_source(client, kind, title, url, filename, base64, mailbox);
$$;

create function public.rename_source(source uuid, new_title text) returns setof public.knowledge_sources
language sql volatile set search_path = ''
as $$
  select * from private.rename_source(source, new_title);
$$;

create function public.reread_source(source uuid) returns setof public.knowledge_sources
language sql volatile set search_path = ''
as $$
  select * from private.reread_source(source);
$$;

create function public.delete_source(source uuid) returns setof public.knowledge_sources
language sql volatile set search_path = ''
as $$
  select * from private.delete_source(source);
$$;

-- What is searched of a source, from its beginning; never what a reading under way has stored so far.
create function public.read_passages(source uuid, behind integer, most integer) returns setof public.passages
language sql stable set search_path = ''
as $$
  select p.* from public.knowledge_sources s
  join public.passages p on p.source_id = s.id and p.edition = s.edition
  where s.id = source and s.client_id in (select private.my_client_ids()) and p.position > behind
  order by p.position limit coalesce(most, 0);
$$;
grant execute on function public.add_source, public.rename_source, public.reread_source, public.delete_source,
  public.read_passages to authenticated;


-- Reading ------------------------------------------------------------------

create function private.config_of(language text) returns regconfig
language sql immutable set search_path = ''
as $$
  select case language
    when 'en' then 'pg_catalog.english' when 'de' then 'pg_catalog.german' when 'fr' then 'pg_catalog.french'
    when 'es' then 'pg_catalog.spanish' when 'it' then 'pg_catalog.italian' when 'pt' then 'pg_catalog.portuguese'
    when 'nl' then 'pg_catalog.dutch' else 'pg_catalog.simple'
  end::regconfig;
$$;

-- With or without accents it is the same word.
create function private.words_in(text text, language text) returns tsvector
language sql stable set search_path = ''
as $$
  select strip(to_tsvector(private.config_of(language), extensions.unaccent('extensions.unaccent'::regdictionary, text)));
$$;

create function private.bits_of(embedding real[]) returns bit(256)
language sql immutable set search_path = ''
as $$
  select string_agg(case when sign > 0 then '1' else '0' end, '' order by nth)::bit(256)
  from unnest(embedding) with ordinality as one (sign, nth);
$$;

-- Begins a reading, or goes on with the one a worker has left. Nothing comes back where there is nothing to read; what
-- has been cut into passages needs its content no more.
create function public.begin_source(source uuid) returns setof public.knowledge_sources
language plpgsql volatile set search_path = ''
as $$
declare
  own public.knowledge_sources;
begin
  select s.* into own from public.knowledge_sources s where s.id = source and s.status in ('waiting', 'reading') for update;
  if not found then return; end if;

  if own.status = 'waiting' then
    update public.knowledge_sources set status = 'reading', begun = begun + 1 where id = source returning * into own;
    delete from public.passages p where p.source_id = source and p.edition <> own.edition;
  end if;
  if own.total is not null then own.content := ''; end if;
  return next own;
end;
$$;

-- The latest a mailbox has sent, of each what its writer wrote and nothing they quoted. Notes of a few words say nothing; and
-- what is no model's business is not embedded.
create function public.sent_mail(source uuid) returns table (subject text, sent_at timestamptz, body text)
language plpgsql stable set search_path = ''
as $$
begin
  return query
  select m.subject, m.received_at, left(b.own, 20000)
  from public.knowledge_sources s
  join public.messages m on m.client_id = s.client_id and m.mailbox_id = s.mailbox_id
  join public.message_bodies b on b.message_id = m.id
  where s.id = source and m.direction = 'outbound' and not m.gone and char_length(b.own) >= 80
    and private.gate_for(m) ->> 'effect' is distinct from 'never'
  order by m.received_at desc limit 500;
end;
$$;

-- All passages of a reading at once: {headings, page, begins, ends, body} in their order. Answers whether the reading is
-- still the latest. What a page said is kept, for the next time it cannot be reached; what it calls itself is its title
-- until a person calls it something else.
create function public.store_passages(
  source uuid, reading integer, spoken text, cuts jsonb, base64 text default null, named text default ''
) returns boolean
language plpgsql volatile set search_path = ''
as $$
declare
  own public.knowledge_sources;
begin
  update public.knowledge_sources set
    title = case when title = url then coalesce(nullif(named, ''), title) else title end,
    language = spoken, content = coalesce(decode(base64, 'base64'), content), total = jsonb_array_length(cuts), done = 0
  where id = source and status = 'reading' and begun = reading and total is null returning * into own;
  if not found then return false; end if;

  insert into public.passages (source_id, client_id, edition, position, language, headings, page, begins, ends, body, words)
  select own.id, own.client_id, reading, nth, spoken, headings, page, begins, ends, body,
         private.words_in(array_to_string(headings, E'\n') || E'\n' || body, spoken)
  from rows from (
    jsonb_to_recordset(cuts) as (headings text[], page integer, begins integer, ends integer, body text)
  ) with ordinality as one (headings, page, begins, ends, body, nth);
  return true;
end;
$$;

-- Of some passages {id, embedding} each. Answers whether the reading is still the latest.
create function public.store_embeddings(source uuid, reading integer, embeddings jsonb) returns boolean
language plpgsql volatile set search_path = ''
as $$
begin
  perform from public.knowledge_sources where id = source and status = 'reading' and begun = reading for update;
  if not found then return false; end if;

  update public.passages p set embedding = one.embedding, bits = private.bits_of(one.embedding)
  from jsonb_to_recordset(embeddings) as one (id uuid, embedding real[])
  where p.id = one.id and p.source_id = source and p.edition = reading;
  update public.knowledge_sources set done = (
    select count(*) from public.passages where source_id = source and edition = reading and bits is not null
  )
  where id = source;
  return true;
end;
$$;

-- From here on this reading is searched and the one before is gone, in one moment for everybody.
create function public.publish_source(source uuid, reading integer, model text) returns boolean
language plpgsql volatile set search_path = ''
as $$
declare
  own public.knowledge_sources;
begin
  select s.* into own from public.knowledge_sources s
  where s.id = source and s.status = 'reading' and s.begun = reading and s.total is not null for update;
  if not found then return false; end if;

  perform private.count_words(own, -1);
  update public.knowledge_sources set
    status = 'ready', edition = reading, passages = total, embedding_model = model, read_at = private.now()
  where id = source returning * into own;
  delete from public.passages where source_id = source and edition <> reading;
  perform private.count_words(own, 1);
  return true;
end;
$$;

-- It cannot be read, and here is why. What an earlier reading found stays.
create function public.fail_source(source uuid, reading integer, reason public.source_failure) returns boolean
language plpgsql volatile set search_path = ''
as $$
begin
  update public.knowledge_sources set status = 'failed', failure = reason, total = null, done = 0
  where id = source and status = 'reading' and begun = reading;
  if not found then return false; end if;

  delete from public.passages p using public.knowledge_sources s
  where s.id = source and p.source_id = s.id and p.edition <> s.edition;
  return true;
end;
$$;

-- Nobody tries any more: the source must say so.
create function private.give_up_reading() returns trigger
language plpgsql set search_path = ''
as $$
begin
  update public.knowledge_sources set status = 'failed', failure = 'interrupted', total = null, done = 0
  where id = (new.payload ->> 'source_id')::uuid and status in ('waiting', 'reading');
  return null;
end;
$$;

-- Tried again by our staff, it is read from the beginning.
create function private.resume_reading() returns trigger
language plpgsql set search_path = ''
as $$
begin
  update public.knowledge_sources set status = 'waiting', failure = null
  where id = (old.payload ->> 'source_id')::uuid and status = 'failed' and failure = 'interrupted';
  return null;
end;
$$;


-- Search -------------------------------------------------------------------

-- The `most` passages of one business that answer a question best, by up to three parts of a search: its words (stems in
-- the language of each source, the rarer the weightier), their spelling (stems of the business that share most of their
-- letter triples), and its meaning (the fifty with the most signs in common, compared in full). What each part finds is
-- fused by rank alone (Cormack, Clarke and Büttcher 2009, who add 60 to a rank; what a business knows is less than the
-- web, and with 10 the first places count for more: docs/quality.md). Its cost is bounded: of words that nearly every passage has,
-- only as many passages are weighed as make no difference to a person. `as_of`: in what was read by then and not since, and in
-- what was given by then and is the same however often it is read.
-- Definer: the caller names the business, and the functions below have made sure that it is theirs.
create function private.find_passages(
  client uuid, question text, direction real[], model text, parts public.search_part[], most integer,
  as_of timestamptz default null
) returns table (
  id uuid, source_id uuid, kind public.source_kind, title text, url text, "position" integer, headings text[], page integer, begins integer,
  ends integer, body text, language text, score real, likeness real, found_by public.search_part[]
)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' set pg_trgm.similarity_threshold = 0.4
as $$
#variable_conflict use_column
declare
  signs constant bit(256) := private.bits_of(direction);
  everything real;
begin
  select sum(s.passages) into everything from public.knowledge_sources s where s.client_id = client;

  return query
  with live as materialized (
    select s.id, s.edition, s.language, s.embedding_model from public.knowledge_sources s
    where s.client_id = client and s.edition > 0 and (
      as_of is null or s.read_at <= as_of or s.kind in ('text', 'answer', 'file') and s.created_at <= as_of
    )
  ),
  asked as materialized (
    select l.language, lexeme
    from (select distinct language from live) l,
    lateral (select unnest(tsvector_to_array(private.words_in(question, l.language))) as lexeme limit 40) one
    where char_length(lexeme) <= 100
  ),
  -- What is asked for, as it stands in the vocabulary: itself, and where it does not, what is spelled nearly like it.
  exact as materialized (
    select a.language, a.lexeme, v.passages from asked a
    join private.vocabulary v on v.client_id = client and v.language = a.language and v.lexeme = a.lexeme
  ),
  known as materialized (
    select part, language, lexeme as term, lexeme, 1::real as likeness, passages
    from exact, unnest(parts) part where part <> 'meaning'
    union all
    select 'spelling', a.language, a.lexeme, near.lexeme, near.likeness, near.passages
    from (select * from asked where 'spelling' = any (parts) and lexeme not in (select lexeme from exact)) a,
    lateral (
      select v.lexeme, extensions.similarity(v.lexeme, a.lexeme) as likeness, v.passages from private.vocabulary v
      where v.client_id = client and v.lexeme operator(extensions.%) a.lexeme and v.language = a.language
      order by 2 desc, 1 limit 6
    ) near
  ),
  weighed as materialized (
    select k.*, ln(1 + everything / k.passages)::real * k.likeness as weight,
           format('''%s''', replace(replace(k.lexeme, '\', '\\'), '''', ''''''))::tsquery as query,
           sum(k.passages) over (partition by k.part order by k.passages, k.language, k.lexeme, k.term) as so_far,
           row_number() over (partition by k.part order by k.passages, k.language, k.lexeme, k.term) as nth
    from known k
  ),
  sought as materialized (
    select part, language, string_agg(query::text, ' | ')::tsquery as query
    from weighed where so_far <= 600 or nth = 1 group by part, language
  ),
  worded as (
    select s.part, found.id, (
      select sum(best) from (
        select max(w.weight) as best from weighed w
        where w.part = s.part and w.language = s.language and found.words @@ w.query group by w.term
      ) terms
    ) as weight
    from sought s, lateral (
      select p.id, p.words from public.passages p join live l on l.id = p.source_id and l.edition = p.edition
      where p.client_id = client and p.words @@ s.query and p.language = s.language
      limit 1000
    ) found
  ),
  closest as materialized (
    select p.id from public.passages p
    join live l on l.id = p.source_id and l.edition = p.edition and l.embedding_model = model
    where p.client_id = client and p.bits is not null and signs is not null and 'meaning' = any (parts)
    order by bit_count(p.bits # signs), p.id limit 50
  ),
  meant as materialized (
    select 'meaning'::public.search_part as part, p.id, likeness as weight
    from closest c join public.passages p on p.id = c.id,
    -- Written out here: as a function of its own it takes longer than all the rest.
    lateral (select sum(a * b)::real as likeness from unnest(p.embedding, direction) as pair (a, b)) alike
  ),
  ranked as (
    select part, found.id, row_number() over (partition by part order by weight desc, found.id) as rank
    from (select * from worded union all select * from meant) found
  ),
  fused as (
    select r.id, sum(1.0 / (10 + rank))::real as score, array_agg(part order by part) as found_by
    from ranked r where rank <= 50 group by r.id
    order by 2 desc, r.id limit most
  )
  select p.id, p.source_id, s.kind, s.title, s.url, p.position, p.headings, p.page, p.begins, p.ends, p.body, p.language, f.score,
         m.weight, f.found_by
  from fused f
  join public.passages p on p.id = f.id
  join public.knowledge_sources s on s.id = p.source_id
  left join meant m on m.id = f.id
  where s.client_id = client and p.client_id = client
  order by f.score desc, f.id;
end;
$$;

-- Definer: as add_source. A business that is not the caller's knows nothing.
create function private.search_passages(client uuid, question text, direction real[], model text, most integer)
returns table (
  client_id uuid, id uuid, source_id uuid, kind public.source_kind, title text, url text, "position" integer, headings text[], page integer,
  begins integer, ends integer, body text, language text, score real, likeness real, found_by public.search_part[]
)
language sql stable security definer set search_path = ''
as $$
  select client, found.* from private.find_passages(
    (select mine from private.my_client_ids() mine where mine = client), question, direction, model,
    enum_range(null::public.search_part), most
  ) found;
$$;
revoke execute on function private.search_passages from public;
grant execute on function private.search_passages to authenticated;

create function public.search_passages(
  client uuid, question text, most integer, direction real[] default null, model text default ''
)
returns table (
  client_id uuid, id uuid, source_id uuid, kind public.source_kind, title text, url text, "position" integer, headings text[], page integer,
  begins integer, ends integer, body text, language text, score real, likeness real, found_by public.search_part[]
)
language sql stable set search_path = ''
as $$
  select * from private.search_passages(client, question, direction, model, most);
$$;
grant execute on function public.search_passages to authenticated;

-- The same for a worker, who says for which business it works.
create function public.recall_passages(
  client uuid, question text, most integer, direction real[] default null, model text default '',
  as_of timestamptz default null
)
returns table (
  id uuid, source_id uuid, kind public.source_kind, title text, url text, "position" integer, headings text[], page integer, begins integer,
  ends integer, body text, language text, score real, likeness real, found_by public.search_part[]
)
language sql stable set search_path = ''
as $$
  select * from private.find_passages(client, question, direction, model, enum_range(null::public.search_part), most, as_of);
$$;

grant execute on all functions in schema private to service_role;


-- Triggers -----------------------------------------------------------------

create trigger given_up after insert on public.dead_letters
  for each row when (new.kind = 'knowledge.read') execute function private.give_up_reading();
create trigger taken_up after delete on public.dead_letters
  for each row when (old.kind = 'knowledge.read') execute function private.resume_reading();
create trigger touch before update on public.knowledge_sources for each row execute function private.touch();
create trigger touch before update on public.passages for each row execute function private.touch();
