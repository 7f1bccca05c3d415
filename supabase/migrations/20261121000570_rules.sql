-- What a business has laid down about its correspondence: for whom, and on what, no model is ever asked.

-- Types --------------------------------------------------------------------

create type public.gate_kind as enum ('sender', 'domain', 'topic');
-- never: no model sees the conversation, and nothing is drafted. always: the model no longer says that no answer is needed.
create type public.gate_effect as enum ('never', 'always');


-- Tables -------------------------------------------------------------------

create table public.gates (
  id         uuid               primary key default gen_random_uuid(),
  client_id  uuid               not null references public.clients (id) on delete cascade,
  kind       public.gate_kind   not null,
  value      text               not null,
  effect     public.gate_effect not null,
  created_at timestamptz        not null default private.now(),
  updated_at timestamptz        not null default private.now(),
  constraint gates_value unique (client_id, kind, value),
  constraint gates_length check (char_length(value) between 1 and 320),
  constraint gates_always check (effect = 'never' or kind = 'sender')
);
comment on table public.gates is 'Whom a model never hears of, and who is answered whatever a model thinks of it. Never comes before always.';


-- Row-level security and grants --------------------------------------------

alter table public.gates enable row level security;
grant select on public.gates to authenticated;
create policy "Members read their gates" on public.gates
  for select to authenticated using (client_id in (select private.my_client_ids()));


-- Functions ----------------------------------------------------------------

-- The words of a text between single spaces, so that whole words are found in it: without case, accents or vowel signs, nor
-- anything invisible that would tear a word apart.
create function private.folded(text text) returns text
language sql stable set search_path = ''
as $$
  select ' ' || btrim(regexp_replace(
    lower(extensions.unaccent(
      'extensions.unaccent'::regdictionary,
      regexp_replace(normalize(text, NFKD), '[\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060-\u2064\ufeff]', '', 'g')
    ) collate "und-x-icu"),
    '[^[:alnum:]]+', ' ', 'g'
  )) || ' ';
$$;

-- What holds for the conversation of a message: {effect, kind, value}, or null. Never holds as soon as one of its messages is
-- from or to somebody named, names their address in what it quotes, or speaks of the topic, in its files too; for the reply,
-- and whatever is looked up for it, is made from all of them.
create function private.gate_for(message public.messages) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  found jsonb;
begin
  if not exists (select from public.gates where client_id = message.client_id) then return null; end if;

  with said as materialized (
    select array(
             select lower(who ->> 'address')
             from jsonb_array_elements(m.to_recipients || m.cc_recipients || m.reply_to) who
           ) || lower(m.from_address) as people,
           lower(shown.text) || hung.plain as plain, private.folded(shown.text) || hung.words as words
    from (
      -- How many of the messages a model is shown (private.conversation) are no older: it is shown twelve.
      select each.*, count(*) filter (
        where each.id = message.id or not each.gone and (each.direction = 'outbound' or not each.signals ? 'aside')
      ) over (order by each.received_at desc, each.gmail_message_id desc) as nth
      from public.messages each where each.thread_id = message.thread_id
    ) m
    left join public.message_bodies b on b.message_id = m.id
    cross join lateral (
      select case when m.nth <= 12 or m.id = message.id
        then concat_ws(' ', m.subject, left(b.plain, 100000), left(b.own, 12000)) else '' end as text
    ) shown
    cross join lateral (
      select coalesce(string_agg(' ' || lower(concat_ws(' ', a.filename, x.body)), ''), '') as plain,
             coalesce(string_agg(private.folded(a.filename) || coalesce(x.words, ''), ''), '') as words
      from public.attachments a left join public.attachment_texts x on x.attachment_id = a.id
      where a.message_id = m.id and (m.nth <= 12 or m.id = message.id)
    ) hung
  )
  select jsonb_build_object('effect', g.effect, 'kind', g.kind, 'value', g.value) into found
  from public.gates g
  where g.client_id = message.client_id and case
    when g.effect = 'always' then g.value = lower(message.from_address)
    when g.kind = 'sender' then exists (
      select from said where g.value = any (people) or strpos(words, private.folded(g.value)) > 0
    )
    when g.kind = 'domain' then exists (
      select from said where strpos(plain, '@' || g.value) > 0 or exists (
        select from unnest(people) address
        where split_part(address, '@', -1) = g.value or right(address, char_length(g.value) + 1) = '.' || g.value
      )
    )
    else exists (select from said where strpos(words, private.folded(g.value)) > 0)
  end
  order by g.effect, g.kind limit 1;
  return found;
end;
$$;

-- Once, and not each time somebody looks for a word in it.
create function private.fold_attachment() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.words = private.folded(new.body);
  return new;
end;
$$;

-- What the files of a message say, as they are read before it is judged. Answers what holds now that this is known:
-- nobody is shown a word of them before.
create function public.keep_attachment_texts(message uuid, texts jsonb) returns jsonb
language plpgsql volatile set search_path = ''
as $$
begin
  insert into public.attachment_texts as x (attachment_id, client_id, status, body)
  select a.id, a.client_id, said.status, said.body
  from jsonb_to_recordset(texts) as said (attachment_id uuid, status public.text_status, body text)
  join public.attachments a on a.id = said.attachment_id and a.message_id = message
  on conflict (attachment_id) do update set status = excluded.status, body = excluded.body;
  return (select private.gate_for(m) from public.messages m where m.id = message);
end;
$$;

-- Definer: members hold no write privilege. Said again, it is what was said last. What was written to
-- others is found no more at once, and read anew without what was written to whom no model hears of.
create function private.set_gate(client uuid, kind public.gate_kind, value text, effect public.gate_effect)
returns setof public.gates
language plpgsql volatile security definer set search_path = ''
as $$
declare
  gate public.gates;
  sent public.knowledge_sources;
begin
  perform from public.clients c where c.id = client and c.id in (select private.my_client_ids()) for no key update;
  if not found then return; end if;
  if (select count(*) >= 500 from public.gates g where g.client_id = client) then
    raise exception 'Too many for one business' using errcode = '22023';
  end if;

  insert into public.gates as g (client_id, kind, value, effect) values (client, kind, value, effect)
  on conflict on constraint gates_value do update set effect = excluded.effect
  returning * into gate;
  if effect = 'never' then
    for sent in select s.* from public.knowledge_sources s where s.client_id = client and s.kind = 'sent_mail' loop
      perform private.count_words(sent, -1);
      delete from public.passages where source_id = sent.id;
      update public.knowledge_sources set edition = 0, passages = 0 where id = sent.id;
      perform private.reread_source(sent.id);
    end loop;
  end if;
  perform private.record_audit(client, 'gate.set', gate.id);
  return next gate;
end;
$$;

-- Definer, as above.
create function private.delete_gate(gate uuid) returns setof public.gates
language plpgsql volatile security definer set search_path = ''
as $$
declare
  gone public.gates;
begin
  delete from public.gates where id = gate and client_id in (select private.my_client_ids()) returning * into gone;
  if not found then return; end if;
  perform private.record_audit(gone.client_id, 'gate.deleted', gone.id);
  return next gone;
end;
$$;
revoke execute on function private.set_gate, private.delete_gate from public;
grant execute on function private.set_gate, private.delete_gate to authenticated;

create function public.set_gate(client uuid, kind public.gate_kind, value text, effect public.gate_effect)
returns setof public.gates
language sql volatile set search_path = ''
as $$
  select * from private.set_gate(client, kind, value, effect);
$$;

create function public.delete_gate(gate uuid) returns setof public.gates
language sql volatile set search_path = ''
as $$
  select * from private.delete_gate(gate);
$$;
grant execute on function public.set_gate, public.delete_gate to authenticated;

grant execute on all functions in schema private to service_role;


-- Triggers -----------------------------------------------------------------

create trigger fold before insert or update of body on public.attachment_texts
  for each row execute function private.fold_attachment();
create trigger touch before update on public.gates for each row execute function private.touch();
