-- What became of each draft, and what that says of the assistant, business by business.

-- Types --------------------------------------------------------------------

-- By how far what was sent is from what the assistant wrote last: not at all, at most a fifth of its words, or more.
create type public.draft_fate as enum ('unedited', 'lightly_edited', 'rewritten', 'discarded');
create type public.discard_reason as enum ('wrong_content', 'not_needed', 'answered_myself', 'other');


-- Tables -------------------------------------------------------------------

create table public.draft_outcomes (
  draft_id   uuid                  primary key references public.drafts (id) on delete cascade,
  client_id  uuid                  not null references public.clients (id) on delete cascade,
  fate       public.draft_fate     not null,
  distance   real                  not null default 0,
  anew       boolean               not null default false,
  reason     public.discard_reason,
  open_ms    integer,
  waited_ms  bigint,
  decided_at timestamptz           not null default private.now(),
  created_at timestamptz           not null default private.now(),
  updated_at timestamptz           not null default private.now(),
  constraint draft_outcomes_sense check (
    distance between 0 and 1 and open_ms >= 0 and waited_ms >= 0 and (reason is null or fate = 'discarded')
  )
);
comment on table public.draft_outcomes is
  'What became of a draft. `anew`: a person had it written anew, or chose another wording, which is no edit of theirs. `open_ms`: how long it stood open before the yes. `waited_ms`: from the mail''s arrival to the draft, for mail that came while its mailbox was connected.';
create index draft_outcomes_client on public.draft_outcomes (client_id, decided_at);


-- Row-level security and grants --------------------------------------------

alter table public.draft_outcomes enable row level security;
grant select on public.draft_outcomes to authenticated;
create policy "Members read what became of their drafts" on public.draft_outcomes
  for select to authenticated using (client_id in (select private.my_client_ids()));


-- How far one text is from another ------------------------------------------

-- Levenshtein over words, divided by the longer text: 0 for the same words, 1 for none in common. What both begin and
-- end with is left aside first; of what is left beyond two hundred words only is counted which words are not in both.
create function private.word_distance(before text, after text) returns real
language plpgsql immutable set search_path = ''
as $$
declare
  a text[] := regexp_split_to_array(btrim(before), '\s+');
  b text[] := regexp_split_to_array(btrim(after), '\s+');
  longest integer := greatest(cardinality(a), cardinality(b));
  first integer := 1;
  m integer := cardinality(a);
  n integer := cardinality(b);
  above integer[];
  line integer[];
begin
  while first <= least(m, n) and a[first] = b[first] loop first := first + 1; end loop;
  while m >= first and n >= first and a[m] = b[n] loop m := m - 1; n := n - 1; end loop;
  a := a[first:m];
  b := b[first:n];
  m := cardinality(a);
  n := cardinality(b);
  if least(m, n) = 0 then return greatest(m, n)::real / longest; end if;
  if greatest(m, n) > 200 then
    return (
      select greatest(sum(greatest(x, 0)), sum(greatest(-x, 0)))::real / longest from (
        select sum(one) as x from (select unnest(a) as word, 1 as one union all select unnest(b), -1) words group by word
      ) difference
    );
  end if;

  above := array(select generate_series(0, n));
  for i in 1..m loop
    line := array[i] || above[2:];
    for j in 1..n loop
      line[j + 1] := least(above[j + 1] + 1, line[j] + 1, above[j] + (a[i] <> b[j])::integer);
    end loop;
    above := line;
  end loop;
  return above[n + 1]::real / longest;
end;
$$;

-- Once, when it is decided: the wording of a person is held against what the assistant wrote last, not what it wrote
-- first, for what a person has had written anew they have not written. A discard that is taken back never was.
create function private.note_outcome() returns trigger
language plpgsql set search_path = ''
as $$
declare
  far real := 0;
begin
  if new.status not in ('sent', 'discarded') then
    delete from public.draft_outcomes where draft_id = new.id;
    return null;
  end if;
  if new.status = 'sent' then
    select private.word_distance(v.body, new.body) into far from public.draft_versions v
    where v.draft_id = new.id and v.author = 'assistant' order by v.version desc limit 1;
  end if;
  insert into public.draft_outcomes (draft_id, client_id, fate, distance, anew, open_ms, waited_ms)
  select new.id, new.client_id,
         case when new.status = 'discarded' then 'discarded' when coalesce(far, 0) = 0 then 'unedited'
              when far <= 0.2 then 'lightly_edited' else 'rewritten' end::public.draft_fate,
         coalesce(far, 0),
         (select count(*) > 1 from public.draft_versions v where v.draft_id = new.id and v.author = 'assistant'),
         case when new.status = 'sent' then
           (select a.open_ms from public.approvals a where a.draft_id = new.id order by a.created_at desc limit 1) end,
         (select greatest(0, 1000 * extract(epoch from new.created_at - new.received_at))::bigint
          from public.mailboxes b where b.id = new.mailbox_id and new.received_at >= b.created_at)
  on conflict (draft_id) do nothing;
  return null;
end;
$$;


-- What members do ----------------------------------------------------------

-- One tap, and only for who wants to. Definer: members write no outcomes.
create function private.explain_discard(draft uuid, why public.discard_reason) returns setof public.draft_outcomes
language sql volatile security definer set search_path = ''
as $$
  update public.draft_outcomes set reason = why
  where draft_id = draft and fate = 'discarded' and client_id in (select private.my_client_ids())
  returning *;
$$;
create function public.explain_discard(draft uuid, why public.discard_reason) returns setof public.draft_outcomes
language sql volatile set search_path = '' as $$ select * from private.explain_discard(draft, why); $$;

-- Definer: counted once, behind one look at whose business it is.
-- Minutes saved are measured or not told: how much longer a reply that had to be rewritten stood open than one that could
-- go as it was (medians), for as many as could go. Whoever has fewer than ten of either is told nothing.
create function private.scorecard(client uuid, since timestamptz) returns table (client_id uuid, card jsonb)
language sql stable security definer set search_path = ''
as $$
  with own as (
    select * from public.draft_outcomes
    where draft_outcomes.client_id = client and decided_at >= since and draft_outcomes.client_id in (select private.my_client_ids())
  ),
  timed as (
    select count(*) filter (where fate in ('unedited', 'lightly_edited')) as ready,
           count(open_ms) filter (where fate in ('unedited', 'lightly_edited')) as ready_timed,
           count(open_ms) filter (where fate = 'rewritten') as rewritten_timed,
           percentile_cont(0.5) within group (order by open_ms) filter (where fate in ('unedited', 'lightly_edited')) as ready_ms,
           percentile_cont(0.5) within group (order by open_ms) filter (where fate = 'rewritten') as rewritten_ms
    from own
  )
  select client, jsonb_build_object(
    'decided', (select count(*) from own),
    'fates', (select jsonb_object_agg(f, (select count(*) from own where fate = f)) from unnest(enum_range(null::public.draft_fate)) f),
    'reasons', (select jsonb_object_agg(r, (select count(*) from own where reason = r)) from unnest(enum_range(null::public.discard_reason)) r),
    'anew', (select count(*) from own where anew and fate <> 'discarded'),
    'distance', (select avg(distance) from own where fate <> 'discarded'),
    'waited', (
      select jsonb_build_object('count', count(waited_ms), 'p50', percentile_disc(0.5) within group (order by waited_ms),
        'p95', percentile_disc(0.95) within group (order by waited_ms))
      from own
    ),
    'minutes_saved', (
      select case when ready_timed >= 10 and rewritten_timed >= 10 then greatest(0, ready * (rewritten_ms - ready_ms) / 60000) end
      from timed
    )
  )
  where client in (select private.my_client_ids());
$$;
create function public.scorecard(client uuid, since timestamptz) returns table (client_id uuid, card jsonb)
language sql stable set search_path = '' as $$ select * from private.scorecard(client, since); $$;

revoke execute on function private.explain_discard, private.scorecard from public;
grant execute on function private.explain_discard, private.scorecard, public.explain_discard, public.scorecard to authenticated;
grant execute on all functions in schema private to service_role;


-- How sure triage was, and how right ----------------------------------------

-- Of each business, in order, what its newest verdicts were worth: [{score, needed}], a year of them and five hundred at
-- most. Sent, or answered otherwise: a reply was needed. Discarded as not needed: it was not. Left alone, and asked for by
-- a person: it was. Of everything else nobody knows.
create function public.triage_labels(most integer, after uuid default null) returns table (client_id uuid, labels jsonb)
language sql stable set search_path = ''
as $$
  select c.id, known.labels from public.clients c
  cross join lateral (
    select jsonb_agg(jsonb_build_object('score', newest.score, 'needed', newest.needed)) as labels from (
      select l.score, worth.needed from public.ledger_entries l
      cross join lateral (
        select case when o.reason = 'not_needed' then false when o.fate <> 'discarded' or o.reason = 'answered_myself' then true
                    when l.asked_for then true end as needed
        from (select) one
        left join public.drafts d on d.message_id = l.message_id
        left join public.draft_outcomes o on o.draft_id = d.id
        order by o.decided_at desc nulls last limit 1
      ) worth
      where l.client_id = c.id and l.score is not null and worth.needed is not null
        and l.received_at > private.now() - interval '1 year'
      order by l.received_at desc, l.message_id limit 500
    ) newest
  ) known
  where (after is null or c.id > after) and known.labels is not null
  order by c.id limit most;
$$;

-- Each {client_id, slope, intercept, labels}; a business erased meanwhile is none.
create function public.keep_triage_curves(curves jsonb) returns void
language sql volatile set search_path = ''
as $$
  insert into private.triage_curves as t (client_id, slope, intercept, labels)
  select c.id, one.slope, one.intercept, one.labels
  from jsonb_to_recordset(curves) as one (client_id uuid, slope real, intercept real, labels integer)
  join public.clients c on c.id = one.client_id
  on conflict (client_id) do update set slope = excluded.slope, intercept = excluded.intercept, labels = excluded.labels;
$$;


-- Triggers -----------------------------------------------------------------

create trigger outcome after update of status on public.drafts
  for each row when (old.status is distinct from new.status) execute function private.note_outcome();
create trigger touch before update on public.draft_outcomes for each row execute function private.touch();
