/** How letters begin, end and address people, language by language: all that voice and memory know of words. */
export type Manners = {
  /** What a greeting says before a name; titles belong to it. */
  greeting: RegExp
  signOff: RegExp
  formal: RegExp
  informal: RegExp
  /** Sentences people delete: thanks for the mail, how somebody is, the offer of more help. */
  thanks: RegExp
  wellbeing: RegExp
  offer: RegExp
}

const greeting = (openings: string, titles: string) =>
  new RegExp(`^(?:${openings})(?![\\p{L}\\p{N}])(?:\\s+(?:${titles})(?![\\p{L}\\p{N}])\\.?)*`, 'iu')
const signOff = (words: string) => new RegExp(`^(?:${words})(?![\\p{L}\\p{N}])`, 'iu')

/** "Sie" and "Ihr" at the beginning of a sentence may be others, and small they always are. */
const MID = '(?<![.!?:]\\s|\\n|^)'

export const MANNERS: Record<string, Manners> = {
  en: {
    greeting: greeting(
      'dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings',
      'mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|or|all|both|everyone|team|there',
    ),
    signOff: signOff(
      '(?:(?:with )?(?:kind|kindest|best|warm|warmest|many) )?regards|best(?: wishes)?|all (?:the|my) best|yours(?: (?:sincerely|faithfully|truly))?|sincerely(?: yours)?|cheers|(?:many )?thanks|thank you|warmly|take care|respectfully',
    ),
    formal: /^(?:dear|good \w+)\s+(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam)\b/imu,
    informal: /^(?:hi|hey|hello)\b/imu,
    thanks: /\b(?:thank you|thanks)(?: \w+){0,3} for (?:your|the|getting|reaching|contacting|writing)\b/iu,
    wellbeing: /\bhope (?:this|you|all|everything)[^.!?\n]{0,40}\b(?:well|good|fine|great)\b/iu,
    offer: /\b(?:do not|don['’]t) hesitate\b|\blet (?:me|us) know if (?:you have|there are) any\b|\bfeel free to\b/iu,
  },
  de: {
    greeting: greeting(
      'sehr geehrter?s?|sehr verehrter?|guten (?:tag|morgen|abend)|lieber?s?|hallo|hi|hey|moin|servus|grüß (?:gott|dich|sie)|werter?',
      'frau|herrn?|dr|prof|professorin|professor|damen und herren|kolleginnen und kollegen|zusammen|alle|und|frau',
    ),
    signOff: signOff(
      'mit (?:freundlichen|besten|herzlichen|lieben|vielen|sonnigen) gr(?:ü|ue)(?:ß|ss)en|(?:(?:viele|beste|liebe|herzliche|freundliche|schöne|sonnige) )+gr(?:ü|ue)(?:ß|ss)e|gr(?:u|ü)(?:ß|ss)e?|[lv]g|mfg|hochachtungsvoll|(?:vielen |besten |herzlichen )?dank|danke|bis (?:bald|dann|morgen)|alles gute',
    ),
    formal: new RegExp(`${MID}\\b(?:Sie|Ihnen|Ihre?[mnrs]?)\\b|^[Ss]ehr (?:geehrt|verehrt)`, 'mu'),
    informal: /\b(?:du|dich|dir|dein(?:e[mnrs]?)?|euch|eu(?:er|re[mnrs]?))\b/iu,
    thanks: /\b(?:vielen|herzlichen|besten)?\s*dank(?:e)? für (?:ihre|deine|die|eure)\b/iu,
    wellbeing: /\bhoffe[^.!?\n]{0,40}\b(?:gut|wohl)\b/iu,
    offer:
      /\bzögern sie nicht|\bzögere nicht|\bbei (?:rück)?fragen\b[^.!?\n]{0,60}\b(?:verfügung|melden|melde)|\bzur verfügung\b/iu,
  },
  fr: {
    greeting: greeting(
      'ch(?:er|ère)s?|bonjour|bonsoir|salut|coucou|madame|monsieur|mesdames|maître|docteur',
      'madame|monsieur|mesdames|messieurs|maître|docteur|professeur|mme|mr|m|dr|me|ma|mon|et|à tous|collègues?',
    ),
    signOff: signOff(
      '(?:bien |très )?cordialement(?: vôtre)?|bien à (?:vous|toi)|(?:meilleures?|sincères|cordiales) salutations|salutations(?: (?:distinguées|cordiales))?|amicalement|amitiés|bises?|à (?:bientôt|très vite)|merci(?: beaucoup| d’avance)?|respectueusement|bonne journée|belle journée',
    ),
    formal: /\b(?:vous|votre|vos)\b/iu,
    informal: /(?<![\p{L}-])(?:tu|te|toi|ton|ta|tes)(?![\p{L}])/iu,
    thanks:
      /\bmerci (?:beaucoup )?(?:pour|de) (?:votre|ton|vos|tes|m['’])|\bje vous remercie (?:pour|de) (?:votre|vos)/iu,
    wellbeing: /\besp[éè]re que[^.!?\n]{0,40}\bbien\b/iu,
    offer: /\bhésitez pas|\bhésite pas|(?:à votre|à ta) disposition\b/iu,
  },
  es: {
    greeting: greeting(
      'estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|hola|buen(?:os|as) (?:días|tardes|noches)|muy señor(?:a|es)?(?: míos?| mía)?',
      'señor(?:a|es|as|ita)?|sr|sra|srta|don|doña|d|dr|dra|doctora?|profesora?|y|tod[oa]s|equipo',
    ),
    signOff: signOff(
      '(?:un )?(?:cordial|afectuoso) saludo|(?:un )?saludos?(?: (?:cordial(?:es)?|afectuosos?))?|atentamente|un (?:fuerte )?abrazo|abrazos|(?:muchas )?gracias|afectuosamente|hasta (?:pronto|luego)|cordialmente',
    ),
    formal: /\b(?:usted|ustedes)\b/iu,
    informal: /(?<![\p{L}])(?:tú|ti|contigo|tu|tus|te)(?![\p{L}])/iu,
    thanks: /\bgracias por (?:su|tu|sus|tus|el|la|escribir|contactar|ponerse)/iu,
    wellbeing: /\besper(?:o|amos) que[^.!?\n]{0,40}\bbien\b/iu,
    offer: /\bno dude(?:s)? en\b|\bquedo a (?:su|tu) disposición\b|\bquedamos a\b/iu,
  },
}
