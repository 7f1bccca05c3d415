-- People, the businesses they work for, and our own staff.

-- Types --------------------------------------------------------------------

create type public.member_role as enum ('owner', 'member');
create type public.operator_role as enum ('support', 'admin');
create type public.actor_kind as enum ('person', 'operator', 'job', 'machine');


-- Tables -------------------------------------------------------------------

create table public.accounts (
  id         uuid        primary key references auth.users (id) on delete cascade,
  email      text        not null,
  name       text        not null default '',
  locale     text        not null default 'en',
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  constraint accounts_name_length check (char_length(name) <= 120),
  constraint accounts_locale_length check (char_length(locale) <= 35)
);
comment on table public.accounts is 'One person who signs in.';

create table public.clients (
  id           uuid              primary key default gen_random_uuid(),
  name         text              not null,
  profession   public.profession not null default 'other',
  locale       text              not null default 'en',
  timezone     text              not null default 'UTC',
  sign_off     text              not null default '',
  -- When it can be met or reached, in its own words.
  hours        text              not null default '',
  undo_seconds smallint          not null default 10,
  -- What models may cost it in a calendar month (UTC), in millionths of a dollar. Ten dollars are some 3,000 drafts.
  model_budget bigint            not null default 10000000,
  -- What its owner wants them to cost at most; beyond what it may cost anyway it has no effect.
  model_cap    bigint,
  -- Whether replies it has sent may be written again, to measure a change of the assistant.
  replay_allowed boolean         not null default false,
  -- From how likely a reply is expected, in percent, one is drafted.
  draft_threshold smallint       not null default 50,
  created_at   timestamptz       not null default private.now(),
  updated_at   timestamptz       not null default private.now(),
  constraint clients_model_budget check (model_budget >= 0 and model_cap >= 0),
  constraint clients_draft_threshold check (draft_threshold between 1 and 99),
  constraint clients_name_length check (char_length(name) between 1 and 120),
  -- Read into every prompt and every letter.
  constraint clients_texts_length check (
    char_length(locale) <= 35 and char_length(timezone) <= 64 and char_length(sign_off) <= 2000
    and char_length(hours) <= 500
  ),
  constraint clients_undo_window check (undo_seconds between 0 and 120)
);
comment on table public.clients is 'One business that uses the service: the tenant.';

create table public.client_members (
  client_id  uuid               not null references public.clients (id) on delete cascade,
  user_id    uuid               not null references public.accounts (id) on delete cascade,
  role       public.member_role not null default 'owner',
  created_at timestamptz        not null default private.now(),
  updated_at timestamptz        not null default private.now(),
  primary key (client_id, user_id)
);
comment on table public.client_members is 'Who works for which business, and as what.';
create index client_members_user on public.client_members (user_id);

create table public.operators (
  user_id    uuid                 primary key references public.accounts (id) on delete cascade,
  role       public.operator_role not null default 'support',
  created_at timestamptz          not null default private.now(),
  updated_at timestamptz          not null default private.now()
);
comment on table public.operators is 'Our own staff. They run the business; they never read mail.';

create table public.audit_events (
  id         bigint            generated always as identity primary key,
  client_id  uuid              references public.clients (id) on delete cascade,
  actor_kind public.actor_kind not null,
  actor_id   uuid,
  action     text              not null,
  subject_id uuid,
  detail     jsonb             not null default '{}',
  created_at timestamptz       not null default private.now(),
  constraint audit_events_action check (action ~ '^[a-z_]+\.[a-z_]+$')
);
comment on table public.audit_events is 'Who did what to which row, append-only. Never holds an address, a subject or a body.';
create index audit_events_client on public.audit_events (client_id, id desc);


-- Who am I -----------------------------------------------------------------

-- Definer: a policy on client_members could not read client_members without recursing.
create function private.my_client_ids() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select client_id from public.client_members where user_id = (select auth.uid());
$$;

-- Definer: as above.
create function private.my_owned_client_ids() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select client_id from public.client_members where user_id = (select auth.uid()) and role = 'owner';
$$;

-- Definer: as above.
create function private.is_operator() returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from public.operators where user_id = (select auth.uid()));
$$;

revoke execute on function private.my_client_ids(), private.my_owned_client_ids(), private.is_operator() from public;
grant execute on function private.my_client_ids(), private.my_owned_client_ids(), private.is_operator() to authenticated;


-- Row-level security and grants --------------------------------------------

alter table public.accounts enable row level security;
alter table public.clients enable row level security;
alter table public.client_members enable row level security;
alter table public.operators enable row level security;
alter table public.audit_events enable row level security;

grant select, update (name, locale) on public.accounts to authenticated;
grant select, update (name, profession, locale, timezone, sign_off, hours, undo_seconds, draft_threshold, replay_allowed) on public.clients to authenticated;
grant select on public.client_members, public.operators, public.audit_events to authenticated;
revoke update, delete, truncate on public.audit_events from service_role;

create policy "People read their own account, operators all" on public.accounts
  for select to authenticated using (id = (select auth.uid()) or (select private.is_operator()));
create policy "People change their own account" on public.accounts
  for update to authenticated using (id = (select auth.uid())) with check (id = (select auth.uid()));

create policy "Members read their business, operators all" on public.clients
  for select to authenticated using (id in (select private.my_client_ids()) or (select private.is_operator()));
create policy "Owners change their business" on public.clients
  for update to authenticated using (id in (select private.my_owned_client_ids()))
  with check (id in (select private.my_owned_client_ids()));

create policy "Members see their colleagues, operators all" on public.client_members
  for select to authenticated using (client_id in (select private.my_client_ids()) or (select private.is_operator()));

create policy "Operators see each other" on public.operators
  for select to authenticated using ((select private.is_operator()));

create policy "Members read their trail, operators all" on public.audit_events
  for select to authenticated using (client_id in (select private.my_client_ids()) or (select private.is_operator()));


-- Functions ----------------------------------------------------------------

create function private.record_audit(
  client uuid, did text, subject uuid, detail jsonb default '{}', actor uuid default auth.uid()
) returns void
language sql volatile set search_path = ''
as $$
  insert into public.audit_events (client_id, actor_kind, actor_id, action, subject_id, detail)
  values (client, case when actor is null then 'job' else 'person' end::public.actor_kind, actor, did, subject, detail);
$$;

-- Definer: a person's first sign-in makes their account and, when they signed up with one, their business.
-- Called by every sign-in; only the first changes anything.
create function private.open_account(person_name text, person_locale text, business jsonb) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  me uuid := (select auth.uid());
  client uuid;
begin
  if me is null then raise exception 'Sign in first' using errcode = '28000'; end if;

  insert into public.accounts (id, email, name, locale)
  select me, email, coalesce(person_name, ''), coalesce(person_locale, 'en') from auth.users where id = me
  on conflict (id) do update set email = excluded.email where accounts.email <> excluded.email;

  -- Two tabs signing in at once must not make two businesses.
  perform from public.accounts where id = me for update;
  select client_id into client from public.client_members where user_id = me limit 1;
  if client is null and business ? 'name' then
    insert into public.clients (name, profession, locale, timezone)
    values (business ->> 'name', coalesce((business ->> 'profession')::public.profession, 'other'), coalesce(person_locale, 'en'),
            coalesce(business ->> 'timezone', 'UTC'))
    returning id into client;
    insert into public.client_members (client_id, user_id) values (client, me);
    perform private.record_audit(client, 'client.created', client);
  end if;
  return client;
end;
$$;
revoke execute on function private.open_account from public;
grant execute on function private.open_account to authenticated;

create function public.open_account(person_name text, person_locale text, business jsonb) returns uuid
language sql volatile set search_path = ''
as $$
  select private.open_account(person_name, person_locale, business);
$$;
grant execute on function public.open_account to authenticated;

-- Erases the windows nobody can still fall into, and so bounds the table.
create function public.sweep_rates() returns void
language sql volatile set search_path = ''
as $$
  delete from private.rates where starts_at < private.now() - interval '2 days';
$$;


-- Triggers -----------------------------------------------------------------

create trigger touch before update on public.accounts for each row execute function private.touch();
create trigger touch before update on public.clients for each row execute function private.touch();
create trigger touch before update on public.client_members for each row execute function private.touch();
create trigger touch before update on public.operators for each row execute function private.touch();
