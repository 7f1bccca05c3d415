import type { Phrases } from './wording.ts'

export const hr: Phrases = {
  greet: { first: (name) => `Dobar dan, ${name},`, full: (name) => `Poštovani, ${name},`, bare: 'Poštovani,' },
  quote: (text) => `„${text}“`,
  thanks: ['hvala na poruci.', 'zahvaljujem na javljanju.', 'hvala na poruci i na jasnom opisu.'],
  again: ['hvala na odgovoru.', 'zahvaljujem na povratnoj informaciji.', 'hvala na podsjetniku.'],
  sorry: [
    'žao mi je to čitati i razumijem nezadovoljstvo.',
    'razumijem da je to neugodno i žao mi je. Zahvaljujem na otvorenosti.',
  ],
  noted: {
    figures: ['Navedeni datumi i iznosi su zabilježeni.', 'Podaci iz poruke su zabilježeni.'],
    attachment: ['Hvala na privitku, pažljivo ću ga pročitati.', 'Privitak je stigao i proučit ću ga.'],
  },
  about: (subject) => `hvala na poruci na temu: ${subject}.`,
  lead: ['Vrijedi sljedeće:', 'Na to mogu odmah odgovoriti:', 'Ukratko:'],
  on: { price: 'O cijeni:', time: 'O rokovima:', meeting: 'O terminu:', other: 'O drugom pitanju:' },
  own: ['Kao što je već navedeno u mojoj poruci:', 'Ponavljam ono što je ranije navedeno:'],
  theirs: (quote) => `Iz ranije poruke imam zabilježeno: ${quote}`,
  records: (quote) => `U našim podacima o tome stoji: ${quote}`,
  asked: (quote) => `Na pitanje ${quote}`,
  together: [
    (quotes) => `Nekoliko točaka želim pažljivo provjeriti prije odgovora: ${quotes}`,
    (quotes) => `Na ova pitanja radije odgovaram točno nego brzo: ${quotes} Provjerit ću jedno po jedno i javiti se.`,
  ],
  unknown: {
    price: [
      'Što se tiče cijene, radije dajem pouzdan iznos nego procjenu: izračunat ću ga i javiti.',
      'Cijenu ne navodim napamet. Provjeravam što ovdje vrijedi i potvrđujem pisanim putem.',
    ],
    time: [
      'Za rok najprije moram pogledati spis; nakon toga javljam pouzdan odgovor.',
      'Datum navodim tek kada je siguran. Provjeravam i potvrđujem.',
    ],
    meeting: [
      'Rado ćemo porazgovarati. Pogledat ću kalendar i javiti se s terminom.',
      'Razgovor je dobra ideja. Provjeravam kalendar i potvrđujem što je moguće.',
    ],
    document: [
      'Pronaći ću dokument, provjeriti je li to važeća verzija i poslati ga.',
      'Prikupljam dokumentaciju i šaljem je čim bude spremna.',
    ],
    review: [
      'Pažljivo ću sve pregledati i poslati primjedbe.',
      'Najprije ću pažljivo pročitati, a zatim poslati mišljenje.',
    ],
    status: [
      'Provjerit ću u kojoj je fazi predmet i javiti.',
      'Raspitujem se o trenutačnom stanju i javljam čim ga doznam.',
    ],
    confirm: ['Provjerit ću s naše strane i potvrditi.', 'Najprije ću provjeriti; potvrda slijedi nakon toga.'],
    question: [
      'To želim pažljivo provjeriti prije odgovora i javit ću se.',
      'Ovdje je važniji točan nego brz odgovor. Provjerit ću i javiti.',
    ],
    request: [
      'Zahtjev je zabilježen; provjerit ću što je potrebno i javiti se.',
      'Pobrinut ću se za to i javiti čim provjerim pojedinosti.',
    ],
  },
  open: ['O otvorenim pitanjima javit ću se zajedno.', 'O svemu što je još otvoreno slijedi moj odgovor.'],
  acknowledge: [
    'Sve je pažljivo pročitano i dodano u spis. Zasad nije potrebno ništa drugo.',
    'Zabilježeno je i uzet ću to u obzir.',
  ],
  welcome: ['Nema na čemu, drago mi je da je pomoglo.', 'Hvala na javljanju, drago mi je pomoći.'],
  decline: [
    'Nakon razmišljanja, nažalost ne mogu preuzeti ovaj predmet i radije to kažem odmah.',
    'Nažalost, trenutačno ne mogu pomoći u ovome. Nadam se da će se uskoro naći prava podrška.',
  ],
  propose: [
    'Predlažem kratak telefonski razgovor: molim dva ili tri termina koji odgovaraju, a ja ću jedan potvrditi.',
    'Najbolje je da o tome porazgovaramo telefonom. Koje doba dana najviše odgovara? Potvrdit ću termin.',
  ],
  closing: [
    'Ako u međuvremenu bude još nešto, dovoljna je kratka poruka.',
    'Za sva pitanja stojim na raspolaganju.',
    'Ako je nešto izostavljeno, molim kratku poruku.',
  ],
  signOff: 'Srdačan pozdrav',
  missing: (name, quote) => `Što da odgovorim (${name || 'pošiljatelj'}) na ovo: ${quote}`,
}
