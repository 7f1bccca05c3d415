import type { Phrases } from './wording.ts'

export const it: Phrases = {
  greet: { first: (name) => `Buongiorno ${name},`, full: (name) => `Buongiorno ${name},`, bare: 'Buongiorno,' },
  quote: (text) => `«${text}»`,
  thanks: [
    'grazie per il suo messaggio.',
    'la ringrazio di avermi scritto.',
    'grazie per l’e-mail e per la chiarezza con cui espone la questione.',
  ],
  again: ['grazie per la risposta.', 'la ringrazio del riscontro.', 'grazie per aver ripreso l’argomento.'],
  sorry: [
    'mi dispiace leggerlo e comprendo la sua delusione.',
    'capisco che sia frustrante e mi dispiace. La ringrazio della franchezza.',
  ],
  noted: {
    figures: ['Ho annotato le date e le cifre che indica.', 'Prendo nota dei dati che mi fornisce.'],
    attachment: ['Grazie per l’allegato, che leggerò con attenzione.', 'Ho l’allegato e lo esaminerò.'],
  },
  about: (subject) => `grazie per il suo messaggio su: ${subject}.`,
  lead: ['Ecco cosa vale in questo caso:', 'Posso risponderle subito:', 'In breve:'],
  on: { price: 'Sui costi:', time: 'Sui tempi:', meeting: 'Sull’appuntamento:', other: 'Sull’altro punto:' },
  own: ['Come le avevo già scritto:', 'Ripeto quanto indicato in precedenza:'],
  theirs: (quote) => `Dal suo messaggio precedente ho annotato: ${quote}`,
  records: (quote) => `Le nostre informazioni al riguardo dicono: ${quote}`,
  asked: (quote) => `Alla sua domanda ${quote}`,
  together: [
    (quotes) => `Ci sono più punti che vorrei verificare bene prima di rispondere: ${quotes}`,
    (quotes) => `A queste domande preferisco rispondere con precisione: ${quotes} Le esamino una per una e le scrivo.`,
  ],
  unknown: {
    price: [
      'Per i costi preferisco darle una cifra certa anziché una stima: faccio il calcolo e gliela invio.',
      'Non vorrei indicare un prezzo a caso; verifico che cosa si applica e glielo confermo per iscritto.',
    ],
    time: [
      'Per la data devo prima consultare la pratica; poi le darò una risposta precisa.',
      'Preferisco non indicare una data finché non è certa. Verifico e gliela confermo.',
    ],
    meeting: [
      'Parliamone volentieri. Guardo l’agenda e le scrivo con un orario.',
      'Un colloquio mi sembra utile. Controllo l’agenda e le confermo che cosa è possibile.',
    ],
    document: [
      'Cerco il documento, verifico che sia la versione aggiornata e glielo invio.',
      'Raccolgo la documentazione e gliela trasmetto appena l’ho davanti.',
    ],
    review: [
      'Lo esaminerò con attenzione e le invierò le mie osservazioni.',
      'Prima lo leggo con cura, poi le scrivo il mio parere.',
    ],
    status: [
      'Mi informo su come stanno esattamente le cose e la aggiorno.',
      'Verifico la situazione attuale e le faccio sapere.',
    ],
    confirm: [
      'Lo verifico da parte nostra e poi le confermo.',
      'Mi lasci controllare; subito dopo avrà la mia conferma.',
    ],
    question: [
      'Vorrei verificarlo bene prima di rispondere e le scriverò al riguardo.',
      'Merita una risposta precisa più che rapida. Mi informo e le faccio sapere.',
    ],
    request: [
      'Ho preso nota della richiesta; verifico che cosa serve e le scrivo.',
      'Me ne occupo e la informo appena ho controllato i dettagli.',
    ],
  },
  open: ['Le scriverò su tutti i punti ancora aperti.', 'Su quanto resta da chiarire avrà presto mie notizie.'],
  acknowledge: [
    'Ho letto tutto con attenzione e l’ho inserito nella pratica. Per ora non deve fare altro.',
    'Ne ho preso nota e ne terrò conto da qui in avanti.',
  ],
  welcome: ['Prego, è stato un piacere.', 'Grazie per avermelo detto, mi fa piacere essere d’aiuto.'],
  decline: [
    'Dopo averci riflettuto, purtroppo non posso occuparmene, e preferisco dirglielo subito.',
    'Purtroppo in questo momento non posso aiutarla. Spero che trovi presto il sostegno giusto.',
  ],
  propose: [
    'Posso proporle una breve telefonata? Mi indichi due o tre momenti adatti e gliene confermerò uno.',
    'Suggerisco di parlarne al telefono. In quali ore del giorno preferisce? Gliene confermerò una.',
  ],
  closing: [
    'Se nel frattempo emerge altro, mi scriva pure.',
    'Resto a disposizione per ogni chiarimento.',
    'Se ho tralasciato qualcosa, me lo faccia sapere.',
  ],
  signOff: 'Cordiali saluti',
  missing: (name, quote) => `Che cosa devo rispondere a ${name || 'chi scrive'} su questo punto: ${quote}`,
}
