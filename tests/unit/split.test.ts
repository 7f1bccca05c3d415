import { expect, test } from 'vitest'
import { ownText, splitText } from '../../core/mailboxes/split.ts'

const EARLIER = 'Could you send the papers?\nBest wishes\nBen'
const marked = EARLIER.replace(/^/gm, '> ')

test.each([
  ['On Mon, 2 Nov 2026 at 09:14, Ben Sorrel <ben@sorrel.example> wrote:'],
  ['On 2 Nov 2026, at 09:14, Ben Sorrel\n<ben@sorrel.example>\nwrote:'],
  ['Am 02.11.2026 um 09:14 schrieb Ben Sorrel:'],
  ['Am Mo., 2. Nov. 2026 um 09:14 Uhr schrieb Ben Sorrel <\nben@sorrel.example>:'],
  ['Le lun. 2 nov. 2026 à 09:14, Ben Sorrel <ben@sorrel.example> a écrit :'],
  ['El lun, 2 nov 2026 a las 9:14, Ben Sorrel (<ben@sorrel.example>) escribió:'],
  ['Il giorno lun 2 nov 2026 alle ore 09:14 Ben Sorrel <ben@sorrel.example> ha scritto:'],
  ['Em seg., 2 de nov. de 2026 às 09:14, Ben Sorrel <ben@sorrel.example> escreveu:'],
  ['Op ma 2 nov 2026 om 09:14 schreef Ben Sorrel <ben@sorrel.example>:'],
  ['pon., 2 lis 2026 o 09:14 Ben Sorrel <ben@sorrel.example> napisał(a):'],
  ['Den mån 2 nov. 2026 kl 09:14 skrev Ben Sorrel <ben@sorrel.example>:'],
  ['ma 2. marrask. 2026 klo 9.14 Ben Sorrel (ben@sorrel.example) kirjoitti:'],
  ['пн, 2 нояб. 2026 г. в 09:14, Ben Sorrel <ben@sorrel.example>:'],
  ['في الاثنين، 2 نوفمبر 2026 في 9:14 ص تمت كتابة ما يلي بواسطة ‪Ben Sorrel‬‏ <‪ben@sorrel.example‬‏>:'],
  ['‫בתאריך יום ב׳, 2 בנוב׳ 2026 ב-9:14 מאת ‪Ben Sorrel‬‏ <‪ben@sorrel.example‬‏>:‬'],
  ['2 Kas 2026 Pzt 09:14 tarihinde Ben Sorrel <ben@sorrel.example> şunu yazdı:'],
  ['2026年11月2日(月) 9:14 Ben Sorrel <ben@sorrel.example>:'],
])('what stands under "%s" is a quote, marked or not', (introduction) => {
  for (const quote of [EARLIER, marked]) {
    expect(splitText(`Yes, today.\n\n${introduction}\n\n${quote}`)).toEqual([
      { kind: 'own', text: 'Yes, today.' },
      { kind: 'quoted', text: `${introduction}\n\n${quote}` },
    ])
  }
})

test.each([
  ['From: Ben Sorrel <ben@sorrel.example>\nSent: Monday, 2 November 2026 09:14\nTo: Ada Quill\nSubject: Papers'],
  ['Von: Ben Sorrel\nGesendet: Montag, 2. November 2026 09:14\nAn: Ada Quill\nBetreff: Unterlagen'],
  ['De : Ben Sorrel <ben@sorrel.example>\nEnvoyé : lundi 2 novembre 2026 09:14\nÀ : Ada Quill\nObjet : Papiers'],
  ['De: Ben Sorrel\nEnviado el: lunes, 2 de noviembre de 2026 9:14\nPara: Ada Quill\nAsunto: Papeles'],
  ['Da: Ben Sorrel\nInviato: lunedì 2 novembre 2026 09:14\nA: Ada Quill\nOggetto: Carte'],
  ['Van: Ben Sorrel\nVerzonden: maandag 2 november 2026 09:14\nAan: Ada Quill\nOnderwerp: Papieren'],
  ['Från: Ben Sorrel\nSkickat: den 2 november 2026 09:14\nTill: Ada Quill\nÄmne: Papper'],
  ['Od: Ben Sorrel\nWysłano: poniedziałek, 2 listopada 2026 09:14\nDo: Ada Quill\nTemat: Papiery'],
  ['من: Ben Sorrel\nتاريخ الإرسال: 2 نوفمبر 2026\nإلى: Ada Quill\nالموضوع: أوراق'],
  ['מאת: Ben Sorrel\nנשלח: 2 בנובמבר 2026\nאל: Ada Quill\nנושא: מסמכים'],
  ['*From:* Ben Sorrel\n*Sent:* Monday, 2 November 2026 09:14\n*To:* Ada Quill\n*Subject:* Papers'],
  ['-----Original Message-----'],
  ['-----Ursprüngliche Nachricht-----'],
  ["-------- Message d'origine --------"],
  ['________________________________\nFrom: Ben <ben@sorrel.example>\nSent: Monday 09:14\nTo: Ada\nSubject: Papers'],
])('what stands under the copied header "%s" is a quote', (header) => {
  expect(ownText(`Yes, today.\nAda\n\n${header}\n\n${EARLIER}`)).toBe('Yes, today.\nAda')
})

test('answers between the quotes are the writer’s', () => {
  expect(ownText(`> Monday?\nNo.\n\n> Tuesday?\n\nYes.\n> Wednesday?`)).toBe('No.\n\nYes.')
})

test.each([
  ['-- \nBen Sorrel\nSorrel Ltd'],
  ['--\nBen Sorrel'],
  ['Sent from my iPhone'],
  ['Von meinem iPhone gesendet'],
  ['Envoyé de mon iPhone'],
  ['Enviado desde mi iPhone'],
  ['Inviato da iPhone'],
  ['Enviado do meu iPhone'],
  ['Verstuurd vanaf mijn iPhone'],
  ['Wysłane z iPhone’a'],
  ['Skickat från min iPhone'],
  ['أُرسلت من الـ iPhone'],
  ['נשלח מה-iPhone שלי'],
  ['Get Outlook for iOS<https://link.example/ios>'],
])('"%s" is a signature', (signature) => {
  expect(splitText(`Yes, today.\n\n${signature}`)).toEqual([
    { kind: 'own', text: 'Yes, today.' },
    { kind: 'signature', text: signature },
  ])
})

test.each([
  'On the other hand, I wrote:\n\nthis, and more.',
  'On 3 May 2024 you wrote:\n\n"It is settled." It is not, and here is why.',
  'From: Berlin\nTo: Munich\nDate: 3 May\n\nPlease book me a seat.',
  'Sent from my desk, for a change. Call me.',
  'Three points:\n-- the first\n-- the second\n\nRegards',
  'The figures:\n\n----\n\n1 + 1\n\n----\n\nThat is all.',
  `${marked}`,
  `-----Original Message-----\n${EARLIER}`,
])('of "%s" every word is its writer’s', (text) => {
  expect(splitText(text)).toEqual([{ kind: 'own', text }])
})

test('what is forwarded is kept whole, with a line between or with a prefix in the subject', () => {
  const forwarded = `Please read.\n\n---------- Forwarded message ---------\nFrom: Ben\nDate: Monday\nSubject: Papers\nTo: Ada\n\n${EARLIER}`
  expect(ownText(forwarded)).toBe(forwarded)
  const outlook = `Bitte lesen.\n\nVon: Ben\nGesendet: Montag\nAn: Ada\nBetreff: Unterlagen\n\n${EARLIER}`
  expect(ownText(outlook, 'WG: Unterlagen')).toBe(outlook)
  expect(ownText(outlook, 'AW: Unterlagen')).toBe('Bitte lesen.')
})

const MANY = 1_000_000
test.each([
  ['marks', '>'.repeat(MANY)],
  ['marked lines', '>\n'.repeat(MANY / 2)],
  ['introductions', 'On 1.1.2026 09:14 <a@b.example> wrote:\n'.repeat(MANY / 40)],
  ['half introductions', 'On 1:\n'.repeat(MANY / 6)],
  ['headers', 'From: a\n'.repeat(MANY / 8)],
  ['blank lines', '\n'.repeat(MANY)],
  ['spaces', `On${' '.repeat(MANY)}wrote:`],
  ['dashes', '--\n'.repeat(MANY / 3)],
  ['telephones', 'Sent from my iPhone\n\n'.repeat(MANY / 21)],
  ['one line', `Am ${'a@'.repeat(MANY / 2)}`],
])('a million characters of %s are read in a moment', (_, text) => {
  const began = performance.now()
  splitText(text)
  expect(performance.now() - began).toBeLessThan(3000)
})
