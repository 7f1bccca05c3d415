import type { Sql } from 'postgres'

export const TENANT = 'c0000000-0000-4000-8000-000000000000'
export const OWNER = 'a0000000-0000-4000-8000-000000000000'

/**
 * A thousand businesses; one knows 20,000 passages of 150 words in twenty sources, each of the others a hundred of 20. Words are
 * made of syllables, twenty thousand of them, and are as frequent as in any text (Zipf). What is measured is searching, so
 * the database makes everything itself, as a reading would leave it.
 */
export async function fillKnowledge(sql: Sql): Promise<void> {
  await sql.begin(async (own) => {
    await own`set local session_replication_role = replica`
    const indexes = await own<{ name: string; made: string }[]>`
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
      where indrelid in ('public.passages'::regclass, 'private.vocabulary'::regclass) and not indisunique`
    // Filled first and indexed then: the same, and minutes sooner.
    for (const { name } of indexes) await own.unsafe(`drop index ${name}`)
    for (const statement of STATEMENTS) await own.unsafe(statement)
    for (const { made } of indexes) await own.unsafe(made)
  })
  await sql`vacuum analyze`
}

const STATEMENTS = [
  'select setseed(0.4)',
  `create function pg_temp.word(n integer) returns text language sql immutable as $$
     select string_agg((array['ba','ker','mi','nol','ru','sta','pe','ti','go','lan','de','fur','sho','ven','cla','pi','mer','do','qua','zel'])
       [1 + n / power(20, place)::integer % 20], '' order by place) from generate_series(0, 3) place
   $$`,
  `create temporary table lexicon as select n, pg_temp.word(n * 7) as word from generate_series(1, 20000) n`,
  'create index on lexicon (n)',
  // Any direction, of length one.
  `create temporary table directions as
     select n, array_agg((value / length)::real) as direction from (
       select n, value, sqrt(sum(value * value) over (partition by n)) as length
       from (select n, random() - 0.5 as value from generate_series(1, 20000) n, generate_series(1, 256)) number
     ) each group by n`,
  'create index on directions (n)',
  `insert into auth.users (id, email) values ('${OWNER}', 'owner@scale.example')`,
  `insert into public.accounts (id, email, name) values ('${OWNER}', 'owner@scale.example', 'Owner')`,
  `insert into public.clients (id, name)
     select ('c0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Tenant' from generate_series(0, 999) n`,
  `insert into public.client_members (client_id, user_id) values ('${TENANT}', '${OWNER}')`,
  `insert into public.knowledge_sources (id, client_id, kind, title, content, language, status, edition, passages, embedding_model)
     select md5(c.id::text || nth)::uuid, c.id, 'text', 'Source ' || nth, '', 'en', 'ready', 1,
            case when c.id = '${TENANT}' then 1000 else 100 end, 'bench'
     from public.clients c, generate_series(1, case when c.id = '${TENANT}' then 20 else 1 end) nth`,
  `insert into public.passages (source_id, client_id, edition, position, language, headings, begins, ends, body, words, bits, embedding)
     select id, client_id, 1, nth, 'en', array['Heading'], 0, char_length(body), body, private.words_in(body, 'en'),
            private.bits_of(direction), direction
     from (
       select id, client_id, nth, string_agg(word, ' ') as body
       from (
         select s.id, client_id, nth, floor(exp(random() * ln(20000)))::integer as n
         from public.knowledge_sources s, generate_series(1, s.passages) nth,
              generate_series(1, case when s.passages = 1000 then 150 else 20 end)
       ) drawn join lexicon using (n) group by id, client_id, nth
     ) text join directions on n = 1 + abs(hashtext(id::text || nth)) % 20000`,
  `insert into private.vocabulary (client_id, language, lexeme, passages)
     select p.client_id, 'en', lexeme, count(*)
     from public.passages p, unnest(tsvector_to_array(p.words)) lexeme group by 1, 3`,
  // Every fourth word with two letters wrong.
  `create temporary table asking as
     select question, direction
     from (
       select nth, string_agg(case when at % 4 = 0 then overlay(word placing 'xi' from 3 for 2) else word end, ' ') as question
       from (
         select nth, at, floor(exp(random() * ln(20000)))::integer as n
         from generate_series(1, 200) nth, generate_series(1, 4 + nth % 9) at
       ) drawn join lexicon using (n) group by nth
     ) words join directions on n = 1 + abs(hashtext('asked' || nth)) % 20000`,
]
