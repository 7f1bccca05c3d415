import type { Phrases } from './wording.ts'

export const de: Phrases = {
  greet: { first: (name) => `Hallo ${name},`, full: (name) => `Guten Tag ${name},`, bare: 'Guten Tag,' },
  quote: (text) => `„${text}“`,
  thanks: [
    'vielen Dank für die Nachricht.',
    'herzlichen Dank für die Anfrage.',
    'danke für die E-Mail und die klare Schilderung.',
  ],
  again: ['vielen Dank für die Rückmeldung.', 'danke für die schnelle Antwort.', 'danke fürs Nachhaken.'],
  sorry: [
    'das tut mir leid, und den Ärger kann ich gut verstehen.',
    'das ist ärgerlich, und es tut mir leid. Danke für die offenen Worte.',
  ],
  noted: {
    figures: ['Die genannten Zahlen und Daten habe ich notiert.', 'Die Angaben habe ich mir notiert.'],
    attachment: [
      'Danke für den Anhang, ich sehe ihn sorgfältig durch.',
      'Den Anhang habe ich erhalten und gehe ihn durch.',
    ],
  },
  about: (subject) => `vielen Dank für die Nachricht zum Thema ${subject}.`,
  lead: ['Dazu gilt Folgendes:', 'Das kann ich gleich beantworten:', 'Kurz gesagt:'],
  on: { price: 'Zu den Kosten:', time: 'Zum zeitlichen Ablauf:', meeting: 'Zum Termin:', other: 'Zum weiteren Punkt:' },
  own: ['Wie bereits geschrieben:', 'Wie schon in meiner früheren Nachricht erwähnt:'],
  theirs: (quote) => `Aus der früheren Nachricht habe ich notiert: ${quote}`,
  records: (quote) => `In unseren Unterlagen heißt es dazu: ${quote}`,
  asked: (quote) => `Zur Frage ${quote}`,
  together: [
    (quotes) => `Mehrere Punkte möchte ich sorgfältig prüfen, bevor ich antworte: ${quotes}`,
    (quotes) =>
      `Diese Fragen beantworte ich lieber gründlich als schnell: ${quotes} Ich gehe ihnen einzeln nach und melde mich.`,
  ],
  unknown: {
    price: [
      'Bei den Kosten möchte ich lieber eine verlässliche Zahl nennen als schätzen. Ich rechne das durch und melde mich damit.',
      'Einen Preis möchte ich nicht aus dem Stegreif nennen; ich prüfe, was hier gilt, und bestätige es schriftlich.',
    ],
    time: [
      'Zum Zeitpunkt muss ich erst in die Akte schauen; danach melde ich mich mit einer verbindlichen Auskunft.',
      'Ein Datum möchte ich erst nennen, wenn es sicher ist. Ich prüfe das und gebe Bescheid.',
    ],
    meeting: [
      'Gern sprechen wir darüber. Ich schaue in meinen Kalender und melde mich mit einem Termin.',
      'Ein Gespräch ist sinnvoll. Ich prüfe meinen Kalender und bestätige, was möglich ist.',
    ],
    document: [
      'Das Dokument suche ich heraus, prüfe, ob es die aktuelle Fassung ist, und schicke es zu.',
      'Die Unterlagen stelle ich zusammen und sende sie, sobald sie mir vorliegen.',
    ],
    review: [
      'Ich sehe mir das in Ruhe durch und melde mich mit meinen Anmerkungen.',
      'Das lese ich zuerst sorgfältig und schicke danach meine Einschätzung.',
    ],
    status: [
      'Ich kläre, wie der Stand genau ist, und berichte dann.',
      'Den aktuellen Stand erfrage ich und gebe Bescheid, sobald ich ihn kenne.',
    ],
    confirm: [
      'Das prüfe ich auf unserer Seite und bestätige es dann.',
      'Ich sehe zuerst nach; die Bestätigung folgt im Anschluss.',
    ],
    question: [
      'Das möchte ich sorgfältig prüfen, bevor ich antworte, und melde mich dazu.',
      'Darauf gehört eine genaue Antwort statt einer schnellen. Ich gehe dem nach und gebe Bescheid.',
    ],
    request: [
      'Das Anliegen habe ich notiert; ich prüfe, was dafür nötig ist, und melde mich.',
      'Ich kümmere mich darum und gebe Bescheid, sobald ich die Einzelheiten geprüft habe.',
    ],
  },
  open: [
    'Zu den offenen Punkten melde ich mich gesammelt.',
    'Was noch offen ist, beantworte ich, sobald es geklärt ist.',
  ],
  acknowledge: [
    'Ich habe alles sorgfältig gelesen und zu den Akten genommen. Im Moment ist nichts weiter zu tun.',
    'Das ist notiert, und ich berücksichtige es im weiteren Verlauf.',
  ],
  welcome: [
    'Sehr gern, es freut mich, dass es geholfen hat.',
    'Danke für die nette Rückmeldung, das habe ich gern getan.',
  ],
  decline: [
    'Nach reiflicher Überlegung kann ich das leider nicht übernehmen; das sage ich lieber gleich, als jemanden warten zu lassen.',
    'Leider kann ich hier im Augenblick nicht weiterhelfen. Ich hoffe, dass sich bald die passende Unterstützung findet.',
  ],
  propose: [
    'Ich schlage ein kurzes Telefonat vor: Bitte zwei oder drei passende Zeiten nennen, dann bestätige ich eine davon.',
    'Am besten besprechen wir das am Telefon. Welche Tageszeiten passen gut? Ich bestätige dann eine davon.',
  ],
  closing: [
    'Wenn in der Zwischenzeit noch etwas auftaucht, genügt eine kurze Nachricht.',
    'Bei Rückfragen bin ich gern erreichbar.',
    'Falls ich etwas übersehen habe, freue ich mich über einen Hinweis.',
  ],
  signOff: 'Mit freundlichen Grüßen',
  missing: (name, quote) => `Was soll ich ${name || 'dem Absender'} hierzu antworten: ${quote}`,
}
