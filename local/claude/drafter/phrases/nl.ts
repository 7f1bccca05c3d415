import type { Phrases } from './wording.ts'

export const nl: Phrases = {
  greet: { first: (name) => `Beste ${name},`, full: (name) => `Geachte ${name},`, bare: 'Goedendag,' },
  quote: (text) => `‘${text}’`,
  thanks: ['Bedankt voor uw bericht.', 'Hartelijk dank voor uw e-mail.', 'Dank voor uw bericht en de heldere uitleg.'],
  again: ['Bedankt voor uw reactie.', 'Dank dat u hierop terugkomt.', 'Bedankt voor het antwoord.'],
  sorry: [
    'Het spijt me dit te lezen; ik begrijp uw ergernis.',
    'Dat is vervelend, en het spijt me. Dank dat u het zo duidelijk zegt.',
  ],
  noted: {
    figures: ['De data en bedragen die u noemt heb ik genoteerd.', 'Uw gegevens heb ik genoteerd.'],
    attachment: ['Dank voor de bijlage, die ik zorgvuldig doorlees.', 'De bijlage heb ik ontvangen en neem ik door.'],
  },
  about: (subject) => `Bedankt voor uw bericht over ${subject}.`,
  lead: ['Hiervoor geldt het volgende:', 'Daar kan ik meteen op antwoorden:', 'Kort gezegd:'],
  on: {
    price: 'Over de kosten:',
    time: 'Over de termijn:',
    meeting: 'Over de afspraak:',
    other: 'Over het andere punt:',
  },
  own: ['Zoals ik eerder schreef:', 'Ik herhaal wat ik eerder liet weten:'],
  theirs: (quote) => `Uit uw eerdere bericht heb ik genoteerd: ${quote}`,
  records: (quote) => `Onze informatie hierover luidt: ${quote}`,
  asked: (quote) => `Op uw vraag ${quote}`,
  together: [
    (quotes) => `Er zijn meerdere punten die ik goed wil nagaan voordat ik antwoord: ${quotes}`,
    (quotes) =>
      `Op deze vragen antwoord ik liever precies dan snel: ${quotes} Ik zoek ze een voor een uit en kom erop terug.`,
  ],
  unknown: {
    price: [
      'Over de kosten geef ik liever een betrouwbaar bedrag dan een schatting; ik reken het na en stuur het u.',
      'Ik noem liever geen prijs uit de losse pols. Ik ga na wat hier geldt en bevestig het schriftelijk.',
    ],
    time: [
      'Voor de termijn moet ik eerst in het dossier kijken; daarna krijgt u een vast antwoord.',
      'Een datum noem ik liever pas als die zeker is. Ik kijk het na en bevestig het.',
    ],
    meeting: [
      'Laten we dat graag bespreken. Ik kijk in mijn agenda en kom terug met een tijdstip.',
      'Een gesprek lijkt me zinvol. Ik bekijk mijn agenda en bevestig wat mogelijk is.',
    ],
    document: [
      'Ik zoek het document op, controleer of het de actuele versie is en stuur het u toe.',
      'Ik verzamel de stukken en stuur ze zodra ik ze voor me heb.',
    ],
    review: [
      'Ik neem het zorgvuldig door en stuur u mijn opmerkingen.',
      'Ik lees het eerst aandachtig en laat daarna weten wat ik ervan vind.',
    ],
    status: [
      'Ik ga na hoe het er precies voor staat en laat het u weten.',
      'Ik vraag de huidige stand op en breng u op de hoogte.',
    ],
    confirm: [
      'Ik controleer het aan onze kant en bevestig het daarna.',
      'Ik kijk het eerst na; mijn bevestiging volgt.',
    ],
    question: [
      'Ik wil dit goed nagaan voordat ik antwoord, en kom erop terug.',
      'Dit verdient een nauwkeurig antwoord in plaats van een snel. Ik zoek het uit en laat het u weten.',
    ],
    request: [
      'Uw verzoek heb ik genoteerd; ik ga na wat nodig is en kom erop terug.',
      'Ik pak dit op en laat het weten zodra ik de details heb bekeken.',
    ],
  },
  open: ['Op de open punten kom ik in één keer terug.', 'Over wat nog openstaat hoort u van mij.'],
  acknowledge: [
    'Ik heb alles aandachtig gelezen en aan het dossier toegevoegd. U hoeft voorlopig niets te doen.',
    'Dit is genoteerd en ik houd er verder rekening mee.',
  ],
  welcome: ['Graag gedaan, fijn dat het heeft geholpen.', 'Dank voor het bericht, ik heb het met plezier gedaan.'],
  decline: [
    'Na enig nadenken kan ik dit helaas niet op me nemen; dat zeg ik liever nu dan dat u blijft wachten.',
    'Helaas kan ik hier op dit moment niet bij helpen. Ik hoop dat u snel de juiste ondersteuning vindt.',
  ],
  propose: [
    'Zal ik een kort telefoongesprek voorstellen? Noem twee of drie momenten die u schikken, dan bevestig ik er een.',
    'Ik stel voor dat we het telefonisch bespreken. Welke momenten van de dag komen goed uit? Ik bevestig er dan een.',
  ],
  closing: [
    'Mocht er intussen nog iets zijn, schrijf me dan gerust.',
    'Voor vragen ben ik graag bereikbaar.',
    'Als ik iets over het hoofd heb gezien, hoor ik het graag.',
  ],
  signOff: 'Met vriendelijke groet',
  missing: (name, quote) => `Wat moet ik ${name || 'de afzender'} hierop antwoorden: ${quote}`,
}
