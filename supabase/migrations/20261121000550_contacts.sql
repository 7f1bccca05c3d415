-- Whom the people of a business have written to: what tells a correspondent from a stranger.

-- Tables -------------------------------------------------------------------

create table public.contacts (
  client_id       uuid        not null references public.clients (id) on delete cascade,
  address         text        not null,
  last_written_at timestamptz not null,
  created_at      timestamptz not null default private.now(),
  updated_at      timestamptz not null default private.now(),
  primary key (client_id, address),
  constraint contacts_address check (address = lower(address) and char_length(address) <= 320)
);
comment on table public.contacts is 'Every address a business has written to, and when last.';
create index contacts_domain on public.contacts (client_id, split_part(address, '@', -1));


-- Row-level security and grants --------------------------------------------

alter table public.contacts enable row level security;
grant select on public.contacts to authenticated;
create policy "Members read their contacts" on public.contacts
  for select to authenticated using (client_id in (select private.my_client_ids()));


-- Functions ----------------------------------------------------------------

-- In the order of the addresses, so that two mailboxes of a business do not wait for each other.
create function private.note_contacts() returns trigger
language plpgsql set search_path = ''
as $$
begin
  insert into public.contacts (client_id, address, last_written_at)
  select m.client_id, lower(who ->> 'address'), max(m.received_at)
  from written m, jsonb_array_elements(m.to_recipients || m.cc_recipients) who
  where m.direction = 'outbound'
  group by 1, 2 order by 1, 2
  on conflict (client_id, address) do update set last_written_at = excluded.last_written_at
  where contacts.last_written_at < excluded.last_written_at;
  return null;
end;
$$;

-- Has the business written to the sender: `address`, to somebody of their domain, or `never`?
create function private.acquaintance(message public.messages) returns text
language sql stable set search_path = ''
as $$
  select case
    when exists (
      select from public.contacts where client_id = message.client_id and address = message.from_address
    ) then 'address'
    when exists (
      select from public.contacts where client_id = message.client_id
        and split_part(address, '@', -1) = split_part(message.from_address, '@', -1)
    ) then 'domain'
    else 'never'
  end;
$$;

grant execute on all functions in schema private to service_role;


-- Triggers -----------------------------------------------------------------

create trigger written after insert on public.messages
  referencing new table as written for each statement execute function private.note_contacts();
create trigger touch before update on public.contacts for each row execute function private.touch();
