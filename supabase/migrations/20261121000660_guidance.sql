-- What a professional has laid down for their replies: rules in plain language, and wordings to be used. Every version is kept.

-- Types --------------------------------------------------------------------

-- instruction: what to do or to leave. snippet: the words to say something in, and what that is.
create type public.rule_kind as enum ('instruction', 'snippet');


-- Tables -------------------------------------------------------------------

create table public.rules (
  id          uuid                primary key default gen_random_uuid(),
  client_id   uuid                not null references public.clients (id) on delete cascade,
  kind        public.rule_kind    not null,
  name        text                not null default '',
  body        text                not null,
  scope       public.memory_scope not null default 'everywhere',
  scope_value text                not null default '',
  active      boolean             not null default true,
  version     integer             not null default 1,
  created_at  timestamptz         not null default private.now(),
  updated_at  timestamptz         not null default private.now(),
  constraint rules_lengths check (
    char_length(body) between 1 and case kind when 'instruction' then 500 else 2000 end
    and char_length(name) <= 80 and char_length(scope_value) <= 320
  ),
  constraint rules_name check ((name = '') = (kind = 'instruction')),
  constraint rules_scope check ((scope_value = '') = (scope = 'everywhere')),
  constraint rules_version check (version >= 1)
);
comment on table public.rules is 'What is told to the model with every draft it is for, and what a draft may rest on: its people have said so.';
comment on column public.rules.name is 'What a snippet is for; empty for an instruction.';
comment on column public.rules.active is 'Otherwise it is kept, and told to nobody.';
create index rules_client on public.rules (client_id, created_at desc);
create unique index rules_snippet on public.rules (client_id, lower(name)) where kind = 'snippet';

create table public.rule_versions (
  rule_id     uuid                not null references public.rules (id) on delete cascade,
  version     integer             not null,
  client_id   uuid                not null references public.clients (id) on delete cascade,
  name        text                not null,
  body        text                not null,
  scope       public.memory_scope not null,
  scope_value text                not null,
  active      boolean             not null,
  created_at  timestamptz         not null default private.now(),
  updated_at  timestamptz         not null default private.now(),
  primary key (rule_id, version)
);
comment on table public.rule_versions is 'Every rule as it once read, the present one included.';
create index rule_versions_client on public.rule_versions (client_id);


-- Row-level security and grants --------------------------------------------

alter table public.rules enable row level security;
alter table public.rule_versions enable row level security;
grant select on public.rules, public.rule_versions to authenticated;
create policy "Members read their rules" on public.rules
  for select to authenticated using (client_id in (select private.my_client_ids()));
create policy "Members read what their rules once said" on public.rule_versions
  for select to authenticated using (client_id in (select private.my_client_ids()));


-- What members do ----------------------------------------------------------

-- Definer: members hold no write privilege on these tables.
create function private.add_rule(
  client uuid, new_kind public.rule_kind, new_name text, new_body text, new_scope public.memory_scope, new_value text, used boolean
) returns setof public.rules
language plpgsql volatile security definer set search_path = ''
as $$
declare
  added public.rules;
begin
  perform from public.clients c where c.id = client and c.id in (select private.my_client_ids()) for no key update;
  if not found then return; end if;
  if (select count(*) >= 100 from public.rules where client_id = client and kind = new_kind) then
    raise exception 'Too many for one business' using errcode = '22023';
  end if;
  insert into public.rules (client_id, kind, name, body, scope, scope_value, active)
  values (client, new_kind, new_name, new_body, new_scope, new_value, used) returning * into added;
  perform private.record_audit(client, 'rule.added', added.id);
  return next added;
end;
$$;

-- Definer: as add_rule. Nothing where it is another version by now.
create function private.change_rule(
  rule uuid, seen_version integer, new_name text, new_body text, new_scope public.memory_scope, new_value text, used boolean
) returns setof public.rules
language plpgsql volatile security definer set search_path = ''
as $$
declare
  changed public.rules;
begin
  update public.rules r set
    name = new_name, body = new_body, scope = new_scope, scope_value = new_value, active = used, version = r.version + 1
  where r.id = rule and r.version = seen_version and r.client_id in (select private.my_client_ids())
    and num_nulls(new_name, new_body, new_scope, new_value, used) = 0
  returning * into changed;
  if not found then return; end if;
  perform private.record_audit(changed.client_id, 'rule.changed', changed.id);
  return next changed;
end;
$$;

-- Definer: as add_rule. What it said is not kept beside the drafts it backed either; there it is cited as `evidence.ts` does.
create function private.delete_rule(rule uuid) returns setof public.rules
language plpgsql volatile security definer set search_path = ''
as $$
declare
  gone public.rules;
begin
  update public.draft_claims c set quote = '', title = '' from public.rule_versions v
  where v.rule_id = rule and v.client_id in (select private.my_client_ids())
    and c.client_id = v.client_id and c.source = 'rule' and c.title = coalesce(nullif(v.name, ''), left(v.body, 100));
  delete from public.rules where id = rule and client_id in (select private.my_client_ids()) returning * into gone;
  if not found then return; end if;
  perform private.record_audit(gone.client_id, 'rule.deleted', gone.id);
  return next gone;
end;
$$;

-- Definer: looked for along an index that a policy would hide. The latest mails with a draft that a rule would be for.
create function private.rule_trials(client uuid, for_scope public.memory_scope, for_value text, most integer)
returns table (id uuid, client_id uuid, subject text, from_name text, from_address text, received_at timestamptz)
language sql stable security definer set search_path = ''
as $$
  select m.id, m.client_id, m.subject, m.from_name, m.from_address, m.received_at
  from public.messages m
  where client in (select private.my_client_ids()) and not m.gone
    and private.is_for(m, for_scope, for_value, case for_scope when 'topic' then private.words_of(m) end)
    and m.id in (
      select latest.message_id
      from unnest(enum_range(null::public.draft_status)) as one (status)
      cross join lateral (
        select d.message_id from public.drafts d where d.client_id = client and d.status = one.status
        order by d.received_at desc, d.id desc limit 100
      ) latest
    )
  order by m.received_at desc limit least(most, 10);
$$;
revoke execute on function private.add_rule, private.change_rule, private.delete_rule, private.rule_trials from public;
grant execute on function private.add_rule, private.change_rule, private.delete_rule, private.rule_trials to authenticated;

create function public.add_rule(
  client uuid, new_kind public.rule_kind, new_name text, new_body text, new_scope public.memory_scope, new_value text, used boolean
) returns setof public.rules
language sql volatile set search_path = ''
as $$
  select * from private.add_rule(client, new_kind, new_name, new_body, new_scope, new_value, used);
$$;

create function public.change_rule(
  rule uuid, seen_version integer, new_name text, new_body text, new_scope public.memory_scope, new_value text, used boolean
) returns setof public.rules
language sql volatile set search_path = ''
as $$
  select * from private.change_rule(rule, seen_version, new_name, new_body, new_scope, new_value, used);
$$;

create function public.delete_rule(rule uuid) returns setof public.rules
language sql volatile set search_path = ''
as $$
  select * from private.delete_rule(rule);
$$;

create function public.rule_trials(client uuid, for_scope public.memory_scope, for_value text, most integer)
returns table (id uuid, client_id uuid, subject text, from_name text, from_address text, received_at timestamptz)
language sql stable set search_path = ''
as $$
  select * from private.rule_trials(client, for_scope, for_value, most);
$$;
grant execute on function public.add_rule, public.change_rule, public.delete_rule, public.rule_trials to authenticated;


-- What workers do ----------------------------------------------------------

-- What its people have laid down for the answer to a message, the nearest first. The bounds keep a prompt readable, and cheap.
-- `as_of`: as it read then, of what still stands.
create function private.rules_for(message public.messages, as_of timestamptz default null) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(
    jsonb_build_object('id', id, 'kind', kind, 'name', name, 'body', body) order by kind, nearness, created_at, id
  ), '[]')
  from (
    select r.*, private.nearness(r.scope) as nearness,
           row_number() over (partition by r.kind order by private.nearness(r.scope), r.created_at desc, r.id) as nth
    from (
      select id, kind, name, body, scope, scope_value, active, created_at
      from public.rules where client_id = message.client_id and as_of is null
      union all
      select * from (
        select distinct on (v.rule_id) v.rule_id, now.kind, v.name, v.body, v.scope, v.scope_value, v.active, now.created_at
        from public.rule_versions v join public.rules now on now.id = v.rule_id
        where as_of is not null and v.client_id = message.client_id and v.created_at <= as_of
        order by v.rule_id, v.version desc
      ) once
    ) r
    where r.active
      and private.is_for(message, r.scope, r.scope_value, case r.scope when 'topic' then (select private.words_of(message)) end)
  ) told
  where nth <= case kind when 'instruction' then 20 else 12 end;
$$;

-- What a past message was answered from, to answer it once more without any effect: in the conversation as it stood,
-- with all that is known and laid down today.
create function public.trial_brief(message uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select private.brief(m.id, decided => true) || jsonb_build_object(
      'conversation', private.conversation(m, 'infinity'), 'allowance', private.model_allowance(m.client_id, 'person')
    )
    from public.messages m where m.id = message and not m.gone
  );
end;
$$;

create function public.record_trial(calls jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  perform private.record_calls(jsonb_build_array(jsonb_build_object('calls', calls)));
end;
$$;

grant execute on all functions in schema private to service_role;


-- Triggers -----------------------------------------------------------------

create function private.keep_rule() returns trigger
language plpgsql set search_path = ''
as $$
begin
  insert into public.rule_versions (rule_id, version, client_id, name, body, scope, scope_value, active)
  values (new.id, new.version, new.client_id, new.name, new.body, new.scope, new.scope_value, new.active);
  return null;
end;
$$;
create trigger keep_first after insert on public.rules for each row execute function private.keep_rule();
create trigger keep_next after update on public.rules
  for each row when (new.version <> old.version) execute function private.keep_rule();
create trigger touch before update on public.rules for each row execute function private.touch();
create trigger touch before update on public.rule_versions for each row execute function private.touch();
