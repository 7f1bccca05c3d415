-- Whose remote images are shown without being asked for each time.

-- Tables -------------------------------------------------------------------

create table public.image_senders (
  id         uuid        primary key default gen_random_uuid(),
  client_id  uuid        not null references public.clients (id) on delete cascade,
  address    text        not null,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  constraint image_senders_address unique (client_id, address)
);
comment on table public.image_senders is 'Senders whose images a business wants to see, in mail that is proved to be theirs and in no other.';


-- Row-level security and grants --------------------------------------------

alter table public.image_senders enable row level security;
grant select on public.image_senders to authenticated;
create policy "Members read whose images they see" on public.image_senders
  for select to authenticated using (client_id in (select private.my_client_ids()));


-- Functions ----------------------------------------------------------------

-- Definer: members hold no write privilege. Nothing for what has not been proved to be from its sender: then another could be
-- shown under the same name.
create function private.show_images_of(thread uuid, message uuid) returns setof public.image_senders
language plpgsql volatile security definer set search_path = ''
as $$
declare
  shown public.messages;
  sender public.image_senders;
begin
  select m.* into shown from public.messages m
  where m.id = message and m.thread_id = thread and m.client_id in (select private.my_client_ids())
    and m.direction = 'inbound' and m.signals ->> 'dmarc' = 'pass';
  if not found then return; end if;

  perform from public.clients where id = shown.client_id for no key update;
  if (select count(*) >= 500 from public.image_senders s where s.client_id = shown.client_id) then
    raise exception 'Too many for one business' using errcode = '22023';
  end if;
  insert into public.image_senders (client_id, address) values (shown.client_id, lower(shown.from_address))
  on conflict on constraint image_senders_address do update set address = excluded.address
  returning * into sender;
  perform private.record_audit(shown.client_id, 'images.shown', sender.id);
  return next sender;
end;
$$;

-- Definer, as above.
create function private.hide_images_of(thread uuid, message uuid) returns setof public.image_senders
language plpgsql volatile security definer set search_path = ''
as $$
declare
  gone public.image_senders;
begin
  delete from public.image_senders s using public.messages m
  where m.id = message and m.thread_id = thread and m.client_id in (select private.my_client_ids())
    and s.client_id = m.client_id and s.address = lower(m.from_address)
  returning s.* into gone;
  if not found then return; end if;
  perform private.record_audit(gone.client_id, 'images.hidden', gone.id);
  return next gone;
end;
$$;
revoke execute on function private.show_images_of, private.hide_images_of from public;
grant execute on function private.show_images_of, private.hide_images_of to authenticated;

create function public.show_images_of(thread uuid, message uuid) returns setof public.image_senders
language sql volatile set search_path = ''
as $$
  select * from private.show_images_of(thread, message);
$$;

create function public.hide_images_of(thread uuid, message uuid) returns setof public.image_senders
language sql volatile set search_path = ''
as $$
  select * from private.hide_images_of(thread, message);
$$;
grant execute on function public.show_images_of, public.hide_images_of to authenticated;


-- Triggers -----------------------------------------------------------------

create trigger touch before update on public.image_senders for each row execute function private.touch();
