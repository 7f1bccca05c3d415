import { MATTERS_FR } from './matters.fr.ts'
import type { Words } from './words.ts'

export const FR: Words = {
  months: [
    'janvier|janv\\.?',
    'février|févr?\\.?',
    'mars',
    'avril|avr\\.?',
    'mai',
    'juin',
    'juillet|juil\\.?',
    'août',
    'septembre|sept\\.?',
    'octobre|oct\\.?',
    'novembre|nov\\.?',
    'décembre|déc\\.?',
  ],
  weekdays: ['lundis?', 'mardis?', 'mercredis?', 'jeudis?', 'vendredis?', 'samedis?', 'dimanches?'],
  numbers: {
    ...{ deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11, douze: 12 },
    ...{ treize: 13, quatorze: 14, quinze: 15, seize: 16, 'dix-sept': 17, 'dix-huit': 18, 'dix-neuf': 19, vingt: 20 },
    ...{ 'vingt-quatre': 24, 'vingt-cinq': 25, trente: 30, quarante: 40, 'quarante-cinq': 45, cinquante: 50 },
    ...{ soixante: 60, 'soixante-dix': 70, 'quatre-vingts': 80, 'quatre-vingt-dix': 90, cent: 100, 'deux cents': 200 },
    ...{ 'trois cents': 300, 'cinq cents': 500, mille: 1000, 'deux mille': 2000 },
  },
  commaDecimals: true,
  days: { 'après-demain': 2, demain: 1, "aujourd['’]hui": 0, 'ce soir': 0, 'avant-hier': -2, hier: -1 },
  weeks: { 'semaine prochaine': 1, 'cette semaine': 0, 'semaine dernière|semaine passée': -1 },
  monthsAway: { 'mois prochain': 1, 'ce mois(?:-ci)?': 0, 'mois dernier': -1 },
  past: 'dernier|passé',
  next: 'prochain|ce',
  of: 'de',
  ordinal: 'er',
  monthFirst: false,
  times: [
    '(?<h>\\d{1,2})\\s?h(?:\\s?(?<m>[0-5]\\d))?(?![\\p{L}\\d])',
    "(?<=(?:à|vers|dès|avant|après|jusqu[’']à) )(?<h>\\d{1,2}) heures?(?:\\s(?<m>[0-5]\\d))?(?![\\p{L}\\d])",
    '(?<h>\\d{1,2}):(?<m>[0-5]\\d)',
    '(?<h>\\d{1,2})(?= (?:à|et|-|–) \\d{1,2}\\s?h(?!\\p{L}))',
  ],
  timeWords: {
    midi: '12:00',
    minuit: '00:00',
    'dix heures': '10:00',
    'neuf heures': '09:00',
    'quinze heures': '15:00',
  },
  units: {
    min: 'minutes?|min\\.?',
    h: 'heures?|h',
    d: 'jours?|nuits?',
    wd: 'jours? (?:ouvrés?|ouvrables?)',
    w: 'semaines?',
    mo: 'mois',
    y: 'ans?|années?',
  },
  to: 'à|ou',
  durations: {
    'une demi-heure|demi-heure': '30 min',
    'une heure et demie': '90 min',
    'une heure': '60 min',
    'une semaine': '7 d',
    'un mois': '1 mo',
    'un an': '12 mo',
    'une journée|un jour': '1 d',
    "un quart d['’]heure": '15 min',
  },
  percent: 'pour cent',
  currencies: { euros: 'EUR', euro: 'EUR', dollars: 'USD', livres: 'GBP', 'francs suisses': 'CHF', francs: 'CHF' },
  millions: { millions: 1e6, million: 1e6, k: 1000, mille: 1000 },
  uncounted: 'questions?|points?|choses|possibilités|remarques|mots|précisions|façons|solutions',
  references:
    'facture|dossier|affaire|référence|réf\\.?|contrat|police|commande|devis|sinistre|client|lot|bureau|salle|appartement|formulaire|article|numéro|mandat|compte|quittance',
  streets:
    /(?<![\p{L}\p{N}])\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|place|quai|allée|impasse|chemin|cours|passage|square|Rue|Avenue|Boulevard|Place|Quai)(?: (?:de|du|des|la|le|les|d['’]|l['’]))*(?: ?(?:d['’]|l['’])?\p{Lu}[\p{L}'’-]{1,30}){1,3}/gu,
  titles: 'm m. monsieur madame mme mlle maître me dr docteur pr professeur mesdames messieurs',
  roles:
    'cabinet étude agence société notaire avocat avocate docteur tribunal confrère consœur collègue assistante assistant clinique banque greffe',
  plainWords: `bonjour bonsoir cher chère chers merci cordialement bien à vous le la les un une des du de ce cet cette ces
mon ma mes votre vos notre nos leur leurs son sa ses je j nous il elle ils elles on tu et ou mais donc car si quand
lorsque comme que qui quoi où pour par avec sans sous sur dans en au aux dès depuis avant après pendant entre vers chez
selon concernant suite veuillez oui non ne pas aussi encore toujours déjà ici là voici voilà tout toute tous toutes
chaque quelques plusieurs aucun aucune c'est c d'ici d l'acte afin ainsi alors cependant toutefois enfin ensuite puis
hélas malheureusement bien sincères sincèrement salutations sentiments distingués meilleures respectueusement objet
ps pièce jointe internet noël pâques whatsapp zoom pdf tva sarl sas sa sci europe état code madame monsieur mesdames
messieurs s'il n'hésitez qu'il votre très bonne belle désolé désolée entendu parfait d'accord à également l'ensemble
je reste dans l'attente aujourd'hui demain hier lundi mardi mercredi jeudi vendredi samedi dimanche peut-être sauf
civil sécurité sociale`,
  nounsCapitalised: false,
  promises: [
    "(?<!\\p{L})(?:je|nous|j['’]|on) ?(?:(?:ne|vous|le|la|les|lui|leur|y|en|l['’]|vous l['’]) ?){0,3}\\p{L}{2,20}(?:rai|rons|ra)(?!\\p{L})",
    "(?<!\\p{L})(?:je vous|nous vous) (?:(?:l['’]|les? |la ))?(?:envoie|envoyons|adresse|adressons|transmets|transmettons|rembourse|remboursons|offre|offrons|réserve|réservons|rappelle|confirme l['’]envoi|joins|joignons)(?!\\p{L})",
    '(?<!\\p{L})vous (?:recevrez|obtiendrez|aurez|serez (?:remboursée?|payée?|contactée?|recontactée?))(?!\\p{L})',
    "(?<!\\p{L})(?:garanti|promet|promis|(?:je m['’]|nous nous )engage|gratuit|offert|sans frais)",
    '(?:ci-joint|en pièce jointe|vous trouverez|pièces? jointes?)',
    "(?<!\\p{L})(?:j['’]ai|nous avons|je vous ai|nous vous avons) (?:bien |déjà |également )?(?:joint|envoyé|réservé|transmis|déposé|réglé|annulé|signé|adressé|programmé|payé|bloqué|inscrit|demandé)",
  ],
  courtesies:
    'ser(?:ai|ons|a) (?:ravie?s?|heureux|heureuse|disponibles?|là)|reste(?:rai|rons)? à (?:votre|disposition)|dira|faudra|pourra|saurais|aurai besoin|aurons besoin|voudra',
  stopWords:
    'le la les de des du et vous je nous est pas pour que qui un une dans en au aux ce cette ces votre vos notre nos sur avec par ne il elle se sont à bien merci bonjour cordialement madame monsieur plus mais ou si être avoir a été ai avez avons son sa ses leur y comme très tout tous après avant entre',
  terms:
    '(?<!\\p{L})(?:coûte(?:nt|ra)?|coûts?|prix|tarifs?|honoraires|forfait|reste à|remises?|rabais|ristourne)(?!\\p{L})',
  concessions: "(?<!\\p{L})(?:gratuit(?:e|s|es|ement)?|sans frais|remise (?:est acquise|s'applique|vaut))(?!\\p{L})",
  matters: MATTERS_FR,
  articles: 'le|la|les|du',
  possessives: 'votre|vos|ton|ta|tes|son|sa|ses|leurs?|vous (?:etes|avez ete)',
  otherClients:
    "autres? (?:client*|patient*|dossiers?|affaires?|mandat*)|(?<=(?:avec|pour|chez|par|de|a|d'|comme) ?(?:une? )?)autres? (?:couples?|familles?)|un[e]? de (?:mes|nos)(?: autres)? (?:client*|patient*|dossiers|affaires)|(?<=(?:avec|pour|de|a|chez) )quelqu'un d'autre|que (?:je suis actuellement|nous suivons|j'accompagne|nous accompagnons|je defends|nous defendons)|j'accompagne en ce moment|un[e]? (?:client|patient)e? (?:a|qui|que)",
  discretion:
    '(?<!\\p{L})(?:di[rst]\\p{L}*|parl\\p{L}*|communiqu\\p{L}*|divulgu\\p{L}*|évoqu\\p{L}*|mentionn\\p{L}*|révél\\p{L}*|partag\\p{L}*|commenter|détails?|informations?|confidentiel\\p{L}*|secret)',
  refusals: "\\b(?:ne|n'\\p{L}+|pas|rien|jamais|sans|aucun\\p{L}*|confidentiel\\p{L}*|secret)\\b",
}
