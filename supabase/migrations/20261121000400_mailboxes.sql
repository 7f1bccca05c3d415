-- Connected Gmail accounts: who, in what state, read up to where; and the sealed keys to them.

-- Types --------------------------------------------------------------------

create type public.mailbox_status as enum ('connected', 'needs_reauth', 'paused', 'disconnected');


-- Tables -------------------------------------------------------------------

create table public.mailboxes (
  id               uuid                  primary key default gen_random_uuid(),
  client_id        uuid                  not null references public.clients (id) on delete cascade,
  address          text                  not null,
  name             text                  not null default '',
  aliases          text[]                not null default '{}',
  status           public.mailbox_status not null default 'connected',
  history_id       text,
  watch_expires_at timestamptz,
  last_push_at     timestamptz,
  last_synced_at   timestamptz,
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
create unique index mailboxes_client_address on public.mailboxes (client_id, address);
-- A push names only the address. Two businesses reading one mailbox would both draft every reply.
create unique index mailboxes_live_address on public.mailboxes (address) where status <> 'disconnected';

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


-- Row-level security and grants --------------------------------------------

alter table public.mailboxes enable row level security;
alter table public.mailbox_grants enable row level security;

grant select on public.mailboxes to authenticated;
create policy "Members read their mailboxes, operators all" on public.mailboxes
  for select to authenticated using (client_id in (select private.my_client_ids()) or (select private.is_operator()));

create policy "Only workers hold grants" on public.mailbox_grants
  for all to service_role using (true) with check (true);


-- Functions ----------------------------------------------------------------

create function private.mailbox_job(box public.mailboxes) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('client_id', box.client_id, 'mailbox_id', box.id);
$$;

-- Only the service connects: a member who could would claim any address, and its owner would find it taken.
-- The door has seen Google confirm the address; here the membership is checked once more.
create function public.connect_mailbox(
  member uuid, mailbox uuid, client uuid, mailbox_address text, mailbox_name text, mailbox_aliases text[], sealed_grant text,
  granted_scopes text[]
) returns setof public.mailboxes rows 1
language plpgsql volatile set search_path = ''
as $$
declare
  box public.mailboxes;
begin
  if not exists (select from public.client_members where user_id = member and client_id = client) then
    raise exception 'Not a member' using errcode = '42501';
  end if;

  insert into public.mailboxes (id, client_id, address, name, aliases)
  values (mailbox, client, lower(mailbox_address), mailbox_name, mailbox_aliases)
  on conflict (client_id, address) do update set status = 'connected', name = excluded.name, aliases = excluded.aliases
  returning * into box;
  -- The grant is sealed to (mailbox, client): for another row it would never open.
  if box.id <> mailbox then raise exception 'Sealed for another mailbox' using errcode = '22023'; end if;

  insert into public.mailbox_grants (mailbox_id, client_id, sealed, scopes)
  values (box.id, client, sealed_grant, granted_scopes)
  on conflict (mailbox_id) do update set sealed = excluded.sealed, scopes = excluded.scopes;

  perform private.record_audit(client, 'mailbox.connected', box.id, actor => member);
  perform private.enqueue('mailbox.watch', 'mailbox.watch:' || box.id, private.mailbox_job(box));
  perform private.enqueue('mailbox.sync', 'mailbox.sync:' || box.id, private.mailbox_job(box), lease => 'mailbox:' || box.id);
  return next box;
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

-- Google no longer honours a grant. Reading stops, and its people are told: once, and not when it has been replaced
-- meanwhile, for then the old one is no loss.
create function public.note_revoked(mailbox uuid, revoked text) returns boolean
language plpgsql volatile set search_path = ''
as $$
declare
  box public.mailboxes;
begin
  update public.mailboxes b set status = 'needs_reauth', watch_expires_at = null
  where b.id = mailbox and b.status = 'connected'
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
  update public.mailboxes set last_push_at = private.now()
  where address = lower(mailbox_address) and status = 'connected'
  returning * into box;
  if not found then return false; end if;
  perform private.enqueue('mailbox.sync', 'mailbox.sync:' || box.id, private.mailbox_job(box), lease => 'mailbox:' || box.id);
  return true;
end;
$$;

-- The sweep: every connected mailbox that no push and no sweep has read for `older_than`.
create function public.sweep_mailboxes(older_than interval) returns integer
language sql volatile set search_path = ''
as $$
  with stale as (
    select b from public.mailboxes b
    where status = 'connected' and coalesce(last_synced_at, '-infinity') < private.now() - older_than
  )
  select count(private.enqueue(
    'mailbox.sync', 'mailbox.sync:' || (b).id, private.mailbox_job(b), lease => 'mailbox:' || (b).id
  ) is null)::integer from stale;
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

-- Nightly: what is connected is compared with Gmail, and a grant that could not be given back is tried again.
create function public.sweep_reconciliations() returns integer
language sql volatile set search_path = ''
as $$
  with due as (
    select b, 'mailbox.reconcile'::public.job_kind as kind from public.mailboxes b where status = 'connected'
    union all
    select b, 'mailbox.revoke' from public.mailboxes b join public.mailbox_grants g on g.mailbox_id = b.id
    where status = 'disconnected'
  )
  select count(private.enqueue(
    kind, kind || ':' || (b).id, private.mailbox_job(b), lease => 'mailbox:' || (b).id
  ) is null)::integer from due;
$$;

create index mailboxes_status on public.mailboxes (status, last_synced_at);


-- Triggers -----------------------------------------------------------------

create trigger touch before update on public.mailboxes for each row execute function private.touch();
create trigger touch before update on public.mailbox_grants for each row execute function private.touch();
