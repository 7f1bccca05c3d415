import { MATTERS_DE } from './matters.de.ts'
import type { Words } from './words.ts'

export const DE: Words = {
  months: [
    'januar|jänner|jan\\.?',
    'februar|feb\\.?',
    'märz|mär\\.?',
    'april|apr\\.?',
    'mai',
    'juni|jun\\.?',
    'juli|jul\\.?',
    'august|aug\\.?',
    'september|sept?\\.?',
    'oktober|okt\\.?',
    'november|nov\\.?',
    'dezember|dez\\.?',
  ],
  weekdays: [
    'montags?|mo\\.',
    'dienstags?|di\\.',
    'mittwochs?|mi\\.',
    'donnerstags?|do\\.',
    'freitags?|fr\\.',
    'samstags?|sonnabends?|sa\\.',
    'sonntags?|so\\.',
  ],
  numbers: {
    ...{ zwei: 2, beiden: 2, drei: 3, vier: 4, fünf: 5, sechs: 6, sieben: 7, acht: 8, neun: 9, zehn: 10, elf: 11 },
    ...{ zwölf: 12, dreizehn: 13, vierzehn: 14, fünfzehn: 15, sechzehn: 16, siebzehn: 17, achtzehn: 18, neunzehn: 19 },
    ...{ zwanzig: 20, vierundzwanzig: 24, fünfundzwanzig: 25, achtundzwanzig: 28, dreißig: 30, vierzig: 40 },
    ...{ fünfundvierzig: 45, fünfzig: 50, sechzig: 60, siebzig: 70, achtzig: 80, neunzig: 90, hundert: 100 },
    ...{ einhundert: 100, zweihundert: 200, dreihundert: 300, fünfhundert: 500, tausend: 1000, eintausend: 1000 },
    ...{ zweitausend: 2000 },
  },
  commaDecimals: true,
  days: { übermorgen: 2, '(?<!Guten )morgen': 1, heute: 0, gestern: -1, vorgestern: -2 },
  weeks: {
    '(?:nächste|kommende)n? woche': 1,
    'diese[rn]? woche': 0,
    '(?:letzte|vergangene|vorige)n? woche': -1,
    'übernächsten? woche': 2,
  },
  monthsAway: {
    '(?:nächsten|kommenden) monat': 1,
    'diesen monat|diesem monat': 0,
    '(?:letzten|vergangenen) monat': -1,
  },
  past: 'letzte[nrm]?|vergangene[nrm]?|vorige[nrm]?',
  next: 'nächste[nrm]?|kommende[nrm]?|diese[nrm]?',
  of: 'des',
  ordinal: '\\.',
  monthFirst: false,
  times: [
    '(?<h>\\d{1,2})(?:[:.](?<m>[0-5]\\d))?(?=(?:\\s?(?:-|–|bis|und)\\s?\\d{1,2}(?:[:.][0-5]\\d)?)?\\s?uhr(?!\\p{L}))',
    '(?<h>\\d{1,2}):(?<m>[0-5]\\d)',
    '(?<=(?:um|ab|bis|gegen) )(?<h>\\d{1,2})(?!\\d|[.,:/%-]\\d|\\.? \\p{L}|\\s?[%€])',
  ],
  timeWords: {
    '12 uhr mittags': '12:00',
    'zwölf uhr': '12:00',
    mitternacht: '00:00',
    'halb neun': '08:30',
    'halb zehn': '09:30',
    'halb elf': '10:30',
    'zehn uhr': '10:00',
    'neun uhr': '09:00',
  },
  units: {
    min: 'minuten?|min\\.?',
    h: 'stunden?|std\\.?',
    d: 'tage[n]?|tag|kalendertagen?|nächten?',
    wd: '(?:werk|arbeits)tage[n]?|bankarbeitstagen?',
    w: 'wochen?',
    mo: 'monate[n]?|monat',
    y: 'jahre[n]?|jahr',
  },
  to: 'bis|oder',
  durations: {
    'eine halbe stunde|halbe stunde|halben stunde': '30 min',
    'anderthalb stunden|eineinhalb stunden': '90 min',
    'eine stunde|einer stunde': '60 min',
    'einer? woche': '7 d',
    'ein(?:en|em) monat': '1 mo',
    'einem? jahr': '12 mo',
    'einem tag|einen tag': '1 d',
    'eine viertelstunde': '15 min',
  },
  percent: 'prozent|v\\. ?h\\.',
  currencies: { euro: 'EUR', dollar: 'USD', pfund: 'GBP', franken: 'CHF', cent: 'EURct' },
  millions: { 'mio\\.?': 1e6, millionen: 1e6, 'tsd\\.?': 1000, tausend: 1000 },
  uncounted: 'fragen?|punkten?|dinge|möglichkeiten|hinweisen?|anmerkungen|seiten|sätzen?|varianten|wege',
  references:
    'rechnung|rechnungsnr\\.?|rechnungsnummer|aktenzeichen|az\\.?|akte|kundennummer|vorgang|vorgangsnummer|vertrag|vertragsnummer|police|versicherungsnummer|bestellung|steuernummer|objekt|objektnummer|wohnung|zimmer|raum|formular|paragraph|angebot|auftrag|grundbuchblatt|flurstück|referenz|schadennummer',
  streets:
    /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|markt|chaussee|stieg|graben)|(?:Am|An der|Im|Zum|Zur|Auf dem|Unter den) (?:\p{Lu}[\p{L}-]{2,30} ?){1,2}|\p{Lu}[\p{L}-]{1,30}(?: \p{Lu}[\p{L}-]{1,30})? (?:Straße|Strasse|Str\.|Weg|Platz|Allee|Ring|Ufer|Markt))\s?\d{1,4}(?:\s?[a-f](?![\p{L}\p{N}]))?(?![\p{L}\p{N}]|[.:]\d| Uhr|\. (?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))/gu,
  titles: 'herr herrn frau dr dr. prof prof. professor familie eheleute ehepaar',
  roles:
    'firma kanzlei praxis rechtsanwalt rechtsanwältin steuerberater steuerberaterin notar notarin amtsgericht landgericht finanzamt stadt gemeinde versicherung bank makler maklerin therapeut therapeutin kollege kollegin kollegen mandant mandantin richter richterin doktor gericht büro architekt architektin sachbearbeiter sachbearbeiterin verwalter mieter mieterin frau herrn assistentin tochter sohn bruder schwester ehemann ehefrau partner partnerin',
  plainWords: `sie ihr ihre ihren ihrem ihrer ihres ihnen ich wir du er es der die das den dem des ein eine einen einem einer
eines und oder aber denn wenn weil dass ob als wie was wer wo wann warum im in am an auf aus bei mit nach seit von vom
zu zum zur für durch gegen ohne um bis über unter vor hinter neben zwischen während wegen trotz laut gemäß liebe lieber
sehr geehrte geehrter hallo guten tag morgen abend danke vielen dank besten herzlichen freundliche freundlichen mit
grüße grüßen gruß beste herzliche viele bitte gern gerne ja nein nicht auch nur noch schon dann dort hier heute gestern
anbei anfang ende mitte nummer nr alle allen alles diese dieser dieses diesen diesem unsere unser unserem unseren unserer
mein meine meinen meinem meiner kein keine keinen sollten sollte könnten können wird werden ist sind war hat haben hätte
damit dafür dazu daher deshalb leider natürlich selbstverständlich zunächst außerdem falls sobald sofern da so weitere
weiteren sämtliche beide beiden jede jeder jedes nächste nächsten kommenden letzten ps betreff gmbh ag kg e-mail pdf
weihnachten ostern montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli
august september oktober november dezember frohes neues jahr einfach vorab zudem entsprechend wie gewünscht`,
  nounsCapitalised: true,
  promises: [
    '(?<!\\p{L})(?:(?:ich|wir) werden?|werden? (?:ich|wir)|unsere? (?:büro|team|kanzlei|praxis) wird)(?!\\p{L})',
    '(?<!\\p{L})(?:(?:ich|wir) (?:sende|schicke|überweise|reserviere|buche|reiche|melde|rufe|stelle|übernehme|überlasse|lasse|übersende|bestätige|kläre)n?|(?:sende|schicke|überweise|reserviere|buche|melde|rufe|übersende|lasse)n? (?:ich|wir))(?!\\p{L})',
    '(?<!\\p{L})(?:sie (?:erhalten|bekommen)|(?:erhalten|bekommen) sie(?! (?:von|haben)))(?!\\p{L})',
    '(?:garantier|versprech|versprich|(?<!\\p{L})sichern? (?:ihnen )?zu|zugesichert|verpflichten? (?:uns|mich)|kostenlos|kostenfrei|ohne aufpreis)',
    '(?<!\\p{L})(?:anbei|im anhang|beigefügt|füge (?:ich|wir)|angehängt)(?!\\p{L})',
    '(?<!\\p{L})(?:(?:ich|wir) haben?|haben? (?:ich|wir))(?!\\p{L})(?=[^.!?\\n]{1,160}(?:gebucht|gesendet|geschickt|eingereicht|reserviert|überwiesen|unterschrieben|veranlasst|storniert|übermittelt|vereinbart|beantragt|eingetragen|beauftragt|weitergeleitet|bezahlt|vorgemerkt)(?!\\p{L}))',
  ],
  courtesies:
    'freue[n]? (?:mich|uns)|stehe[n]? (?:ich|wir|ihnen)|melde[n]? sie sich|werden? (?:ich|wir) (?:ihnen )?gerne? (?:helfen|beantworten|weiterhelfen)|werden? (?:sie|benötigt)|haben? (?:ich|wir) (?:ihre|gelesen|erhalten)',
  stopWords:
    'der die das und ich sie wir ist nicht ein eine einen einem einer mit für auf den dem des von zu im in am an ihre ihr ihnen ihren wie wird werden haben hat sind bitte auch als bei nach uns mir mich dass oder aber wenn noch nur schon sehr vielen dank zum zur vom über bis unter aus es er kann können war vor um so zeit unser unsere gerne gern herr frau grüße',
  terms:
    '(?<!\\p{L})(?:kostet|(?<!\\b(?:ih|de|sei)[nr]e[nr]? (?:\\p{L}+ )?)(?<!\\bihre[nr]? (?:\\p{L}+ )?)kosten|preise?s?|honorar\\p{L}*|gebühr\\p{L}*|pauschale|bleibt bei|(?:preis)?nachlass|rabatt|skonto)(?!\\p{L})',
  concessions:
    '(?<!\\p{L})(?:kostenlos\\p{L}*|kostenfrei\\p{L}*|umsonst|gratis|unentgeltlich\\p{L}*|(?:nachlass|rabatt) (?:gilt|gelten|bleibt|steht))(?!\\p{L})',
  matters: MATTERS_DE,
  articles: 'der|die|das|dem|den|des',
  possessives: 'ihr(?:e[mnrs]?)?|dein(?:e[mnrs]?)?|sein(?:e[mnrs]?)?|eure?[mnrs]?|sie (?:sind|waren|haben)',
  otherClients:
    '(?:ander(?:e|en|er|em|es)|weiter(?:e|en|er|em)) (?:[a-zß]+ )?(?:mandant*|klient*|kund(?:e|en|in|innen)|patient*|sache|akte|angelegenheit|mandat|mandats|fall|falles)|ein(?:e[rmn]?|s|es)? (?:unserer|meiner|unseres|meines)(?: anderen)? (?:mandant*|klient*|kund(?:en|in|innen)|patient*|fälle|familien)|(?<=(?:bei|mit|für|von|wie|als) (?:[a-zß]+ )?)(?:ander|weiter)(?:e|en|er|em|es) (?:[a-zß]+ )?(?:paar|paares|familien?)|(?<=(?:bei|mit|für|von) )jemand(?:em|en)? ander(?:s|en|em|es)|ein(?:e|em|er|en)? (?:mandant*|klient*|patient*), (?:de[nmr]|die) ',
  discretion:
    '(?<!\\p{L})(?:sag|sprech|sprich|auskunft|auskünfte|mitteil|äußer|nenn|weitergeb|weiterzugeb|erzähl|preisgeb|preiszugeb|bericht|verrat|einzelheiten|angaben|vertraulich|verschwiegen|schweig)',
  refusals: '\\b(?:nicht|nichts|nie|kein\\p{L}*|ohne|vertraulich\\p{L}*|weder)\\b',
}
