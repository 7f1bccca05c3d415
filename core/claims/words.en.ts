import { MATTERS_EN } from './matters.en.ts'
import type { Words } from './words.ts'

export const EN: Words = {
  months: [
    'january|jan\\.?',
    'february|feb\\.?',
    'march|mar\\.?',
    'april|apr\\.?',
    'may',
    'june|jun\\.?',
    'july|jul\\.?',
    'august|aug\\.?',
    'september|sept?\\.?',
    'october|oct\\.?',
    'november|nov\\.?',
    'december|dec\\.?',
  ],
  weekdays: [
    'mondays?|mon\\.?',
    'tuesdays?|tues?\\.?',
    'wednesdays?|wed\\.?',
    'thursdays?|thu(?:rs?)?\\.?',
    'fridays?|fri\\.?',
    'saturdays?|sat\\.?',
    'sundays?|sun\\.?',
  ],
  numbers: {
    ...{ two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12 },
    ...{ thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20 },
    ...{ 'twenty-one': 21, 'twenty-four': 24, 'twenty-five': 25, 'twenty-eight': 28, thirty: 30, forty: 40 },
    ...{ 'forty-five': 45, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, 'a hundred': 100 },
    ...{ 'one hundred': 100, 'two hundred': 200, 'three hundred': 300, 'five hundred': 500, 'a thousand': 1000 },
    ...{ 'one thousand': 1000, 'two thousand': 2000, 'a dozen': 12 },
  },
  commaDecimals: false,
  days: { 'the day after tomorrow': 2, tomorrow: 1, today: 0, tonight: 0, yesterday: -1 },
  weeks: { 'next week': 1, 'this week': 0, 'last week': -1, 'the week after next': 2 },
  monthsAway: { 'next month': 1, 'this month': 0, 'last month': -1 },
  past: 'last|past|previous',
  next: 'next|this|coming|this coming',
  of: 'of|,',
  ordinal: 'st|nd|rd|th',
  monthFirst: true,
  times: [
    '(?<h>\\d{1,2})(?:[:.](?<m>[0-5]\\d))?\\s?(?<p>[ap]\\.?m\\b\\.?)',
    '(?<h>\\d{1,2})(?:[:.](?<m>[0-5]\\d))?(?=\\s?(?:-|–|to|and|until)\\s?\\d{1,2}(?:[:.]\\d\\d)?\\s?(?<p>[ap]\\.?m\\b))',
    '(?<h>\\d{1,2}):(?<m>[0-5]\\d)',
    "(?<h>\\d{1,2})(?= o['’]clock)",
    '(?<=\\b(?:at|by|until|from|before|after|around) )(?<h>\\d{1,2})(?=[.,;!?)]?(?:\\s*$|\\s(?:on|and|if|or|to|until|for|as|at|but|in|tomorrow|today|instead|works|suits|is|would|will|sharp|please|then|with)\\b|[,;!?)]))',
  ],
  timeWords: { noon: '12:00', midday: '12:00', midnight: '00:00', 'half past nine': '09:30' },
  units: {
    min: 'minutes?|mins?\\.?',
    h: 'hours?|hrs?\\.?',
    d: 'days?|nights?',
    wd: '(?:working|business) days?',
    w: 'weeks?',
    mo: 'months?',
    y: 'years?',
  },
  to: 'to|or',
  durations: {
    'half an hour': '30 min',
    'an hour and a half': '90 min',
    'an hour': '60 min',
    'one hour': '60 min',
    'one day': '1 d',
    'one week': '7 d',
    'a fortnight': '14 d',
    'one month': '1 mo',
    'one year': '12 mo',
    'a quarter of an hour': '15 min',
  },
  percent: 'per ?cent|percent',
  currencies: { euros: 'EUR', euro: 'EUR', dollars: 'USD', pounds: 'GBP', quid: 'GBP', francs: 'CHF' },
  millions: { k: 1000, thousand: 1000, million: 1e6, m: 1e6 },
  uncounted: 'questions?|points?|things?|options?|ways?|of (?:us|you|them)|quick|sentences?|notes?',
  references:
    'invoice|case|file|matter|claim|policy|order|reference|ref\\.?|docket|account|booking|ticket|contract|permit|plot|unit|flat|suite|room|form|section|clause|article|licen[cs]e|quote|membership',
  streets:
    /(?<![\p{L}\p{N}])\d{1,5}[a-z]?,? (?:(?:\p{Lu}[\p{L}'’.]{1,30}) ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Close|Boulevard|Blvd|Row|Gardens|Crescent|Quay|Hill|Parade)(?![\p{L}\p{N}])/gu,
  titles: 'mr mrs ms miss mx dr prof professor sir madam judge',
  roles: 'attorney counsel judge doctor clerk partner colleague paralegal notary agent inspector officer',
  plainWords: `i i'm i'll i've i'd dear hi hello hey good morning afternoon evening thank thanks kind best warm regards
wishes sincerely yours faithfully cheers the a an this that these those it its we our us you your he she they his her
their my in on at by for from to of with without as if when while once since until before after during about regarding
concerning please yes no not and or but so because although however also again both all any each every some most many
one there here where what who which how why whether is are was were be do does did have has had will would can could
should may might must let just only as ps subject re fwd attached enclosed otherwise unfortunately then now given
per following further english french german spanish italian dutch european british american irish swiss internet web
christmas easter whatsapp zoom teams google gmail pdf word excel email mail vat gmbh ltd inc llp llc ok god
sorry understood noted great wonderful happy congratulations perhaps instead meanwhile finally first second third next
last under over between through against within your such being having looking confirming sent best-regards bank
holiday new year year's court council state government parliament house senate congress section clause article`,
  nounsCapitalised: false,
  promises: [
    "\\b(?:I|we|our (?:office|team|clinic|firm|practice)|(?:my|our) colleagues?)(?:['’]ll| will| shall)\\b",
    "\\b(?:I|we)(?:['’]m| am|['’]re| are) (?:going to|sending|attaching|enclosing|booking|arranging)\\b",
    "\\byou(?:[’']ll| will) (?:receive|get|have|be (?:refunded|paid|contacted|reimbursed|credited))\\b",
    '\\b(?:guarantee[ds]?|promise[ds]?|rest assured|assure you|undertake to|commit to|free of charge|no charge)\\b',
    "\\b(?:I|we)(?: have|['’]ve) (?:already |now |just )?(?:attached|enclosed|sent|booked|filed|submitted|reserved|arranged|paid|cancelled|signed|scheduled|transferred|posted|emailed|forwarded|updated|registered|blocked|asked|instructed)\\b",
    '\\b(?:please find|I attach|I enclose|we attach|(?:is|are) attached|attached (?:is|are|you|please))\\b',
  ],
  courtesies:
    "look(?:ing)? forward|(?:will|['’]ll|shall) (?:gladly|happily|be (?:happy|glad|pleased|delighted) to (?:help|assist|answer|hear|discuss|explain))|(?:will|['’]ll) (?:need|require|have to|not|wait|leave|understand|see)\\b|won['’]t",
  stopWords:
    'the and you for your with that this have are not but from our will please is it to of in on we be can as at by if or would could should was were has had do does did me my i an a so any there here what which when who they them their us he she his her its been than then also just about into out up all more very only dear kind regards thanks thank',
  terms:
    '\\b(?:fees?|(?<!\\byour (?:\\w+ )?)costs?|prices?|priced|charge|(?<!\\byou )charged(?! (?:you|him|her|them)\\b)|(?<!\\byour (?:\\w+ )?)charges|(?<!\\b(?:exchange|growth|inflation|interest|mortgage|tax|vat) )rates?|discounts?|rebate|(?<!\\b(?:write|wrote|written|writing|set|cross|crossed|paid|sign|signed) )off|(?:stays?|remains?) at)\\b',
  concessions:
    '\\b(?:free of charge|no charge|at no (?:cost|charge)|for free|complimentary|(?:meeting|consultation|session|call|visit|quote|estimate|appointment|review|delivery|survey|measurement) (?:is|are|will be|stays?) free|discount (?:stands|applies|is yours|holds))\\b',
  matters: MATTERS_EN,
  articles: 'the',
  possessives: "your|her|his|their|you(?: are|'re| were| have been)",
  otherClients:
    "(?:an|some|any)?other (?:[a-zß]+ )?(?:clients?|customers?|patients?|matters|mandates?)|(?<=(?:with|for|of|to|like|from|by|as) )(?:an)?other (?:[a-zß]+ )?(?:couples?|famil(?:y|ies))|(?:an)?other (?:couples?|famil(?:y|ies))(?= (?:I|we|of ours|whose|who came to) )|another (?:[a-zß]+ )?(?:case|matter|file|engagement|client's)|(?:one|two|some|several) of (?:my|our)(?: other)? (?:clients|customers|patients|families|cases)|a (?:client|customer|patient|couple|family)(?: of (?:mine|ours)| (?:I|we) (?:have|are|work|look|know|had))|(?:somebody|someone) else's|(?<=(?:with|for|of|to|about|from) )(?:somebody|someone) else",
  discretion:
    '\\b(?:say|saying|tell|talk|discuss\\w*|disclos\\w*|shar(?:e|ing)|comment|speak|reveal|mention|details|information|anything about|confiden\\w*|pass on)\\b',
  refusals: "\\b(?:not|cannot|can't|never|nothing|unable|confidential|without|neither|no)\\b",
}
