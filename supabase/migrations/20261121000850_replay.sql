-- Replies of the past, written again: whether a change to the assistant would have made them better or worse. Only of
-- businesses that have allowed it; what is kept of them is figures.

-- Tables -------------------------------------------------------------------

create table public.replays (
  id         uuid        primary key default gen_random_uuid(),
  candidate  text        not null unique,
  spent      bigint      not null default 0,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  constraint replays_sense check (char_length(candidate) between 1 and 64 and spent >= 0)
);
comment on table public.replays is
  'A way of writing replies that is tried on the past: `candidate` is a hash of its rules, its routes and the code. `spent` are millionths of a dollar.';

create table public.replay_results (
  replay_id     uuid        not null references public.replays (id) on delete cascade,
  draft_id      uuid        not null references public.drafts (id) on delete cascade,
  client_id     uuid        not null references public.clients (id) on delete cascade,
  replied       boolean     not null,
  unsupported   integer     not null default 0,
  invented      integer     not null default 0,
  links         integer     not null default 0,
  questions     integer     not null default 0,
  language_fits boolean     not null default true,
  distance      real        not null default 1,
  faithful      boolean,
  deletable     integer,
  tone_fits     boolean,
  created_at    timestamptz not null default private.now(),
  updated_at    timestamptz not null default private.now(),
  primary key (replay_id, draft_id),
  constraint replay_results_sense check (distance between 0 and 1)
);
comment on table public.replay_results is
  'How one past reply came out when it was written again: figures, and no word of it. Erased when its business withdraws.';
comment on column public.replay_results.distance is 'From what was really sent, as in draft_outcomes.';
comment on column public.replay_results.faithful is 'What a model says that does not know who wrote it, as `deletable` and `tone_fits`; null where it said nothing.';
create index replay_results_client on public.replay_results (client_id);
create index replay_results_draft on public.replay_results (draft_id);


-- Row-level security and grants --------------------------------------------

alter table public.replays enable row level security;
alter table public.replay_results enable row level security;
grant select on public.replays, public.replay_results to authenticated;
create policy "Operators see what is tried" on public.replays
  for select to authenticated using ((select private.is_operator()));
create policy "Members read how their replies came out, operators all" on public.replay_results
  for select to authenticated using (client_id in (select private.my_client_ids()) or (select private.is_operator()));


-- The choice ---------------------------------------------------------------

-- Definer: an owner's choice erases figures that no member may write.
create function private.note_replay_choice() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not new.replay_allowed then delete from public.replay_results where client_id = new.id; end if;
  perform private.record_audit(
    new.id, case when new.replay_allowed then 'replay.allowed' else 'replay.withdrawn' end, new.id
  );
  return null;
end;
$$;
revoke execute on function private.note_replay_choice from public;


-- What the command does ----------------------------------------------------

-- Begun again, it goes on where it stopped.
create function public.begin_replay(candidate text) returns setof public.replays
language sql volatile set search_path = ''
as $$
  insert into public.replays as r (candidate) values (begin_replay.candidate)
  on conflict on constraint replays_candidate_key do update set candidate = r.candidate
  returning *;
$$;

-- Up to so many replies that were sent, always the same ones as long as there are no new ones. What a person had written
-- anew was sent for reasons of theirs, which nobody who writes it again is told.
create function public.past_replies(most integer, client uuid default null) returns uuid[]
language sql stable set search_path = ''
as $$
  select coalesce(array_agg(draft_id order by place), '{}') from (
    select o.draft_id, md5(o.draft_id::text) as place
    from public.draft_outcomes o
    join public.clients c on c.id = o.client_id and c.replay_allowed
    join public.drafts d on d.id = o.draft_id
    join public.messages m on m.id = d.message_id and not m.gone
    where o.fate <> 'discarded' and not o.anew and (client is null or o.client_id = client)
    order by 2 limit most
  ) chosen;
$$;

-- All it takes to write a reply again, as it stood when it was written first; and what was written then, and sent. Null
-- where that is not allowed any more, or where by now no model may see the conversation.
create function public.past_brief(draft uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'brief', private.brief(d.message_id, decided => true, as_of => d.created_at) || jsonb_build_object('now', d.created_at),
      'letters', (select coalesce(jsonb_agg(l), '[]') from public.sent_letters(d.client_id, d.created_at) l),
      'drafted', jsonb_build_object('body', v.body, 'language', d.language, 'questions', d.questions),
      'sent', d.body
    )
    from public.drafts d
    join public.clients c on c.id = d.client_id and c.replay_allowed
    join public.draft_outcomes o on o.draft_id = d.id and o.fate <> 'discarded' and not o.anew
    join public.messages m on m.id = d.message_id and not m.gone
    join public.draft_versions v on v.draft_id = d.id and v.version = 1
    where d.id = past_brief.draft and private.gate_for(m) ->> 'effect' is distinct from 'never'
  );
end;
$$;

-- Keeps what a reply cost, and how it came out; of what was written only how far it is from what was sent. False where
-- its business has withdrawn meanwhile: then nothing is kept but the calls. Whoever withdraws waits for this, and this for
-- them, so no figures are left behind.
create function public.record_replay(
  replay uuid, draft uuid, calls jsonb, written text default null, figures jsonb default null
) returns boolean
language plpgsql volatile set search_path = ''
as $$
declare
  past public.drafts;
begin
  perform private.record_calls(jsonb_build_array(jsonb_build_object('calls', calls)));
  update public.replays r
  set spent = r.spent + (select coalesce(sum((one ->> 'cost')::bigint), 0) from jsonb_array_elements(calls) one)
  where r.id = replay;

  select d.* into past from public.drafts d join public.clients c on c.id = d.client_id
  where d.id = draft and c.replay_allowed for share of c;
  if not found then return false; end if;
  if figures is null then return true; end if;

  insert into public.replay_results (
    replay_id, draft_id, client_id, replied, unsupported, invented, links, questions, language_fits, distance, faithful,
    deletable, tone_fits
  )
  select replay, draft, past.client_id, written <> '', unsupported, invented, links, questions, language_fits,
         case when written = '' then 1 else private.word_distance(written, past.body) end, faithful, deletable, tone_fits
  from jsonb_to_record(figures) as one (
    unsupported integer, invented integer, links integer, questions integer, language_fits boolean, faithful boolean,
    deletable integer, tone_fits boolean
  )
  on conflict do nothing;
  return true;
end;
$$;

-- How these replies came out; in one piece, for rows would be cut at PostgREST's limit.
create function public.replayed(replay uuid, drafts uuid[]) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(r)), '[]') from public.replay_results r
  where r.replay_id = replay and r.draft_id = any (drafts);
$$;

grant execute on all functions in schema private to service_role;


-- Triggers -----------------------------------------------------------------

create trigger replay_choice after update of replay_allowed on public.clients
  for each row when (old.replay_allowed is distinct from new.replay_allowed) execute function private.note_replay_choice();
create trigger touch before update on public.replays for each row execute function private.touch();
create trigger touch before update on public.replay_results for each row execute function private.touch();
