/** Ways to say that one will look and come back. Each is the whole of a clause, but for what it is about. */
const CLAUSES: Record<string, RegExp> = {
  en: /^(?:(?:i|we)(?:'ll|’ll| will| shall| am going to| would rather| need to| have to)? )?(?:(?:then|also|gladly|first|carefully|just) )*(?:look (?:into|at)|check|find out|come back|get back|let you know|go through|read|be in touch|reply|write back|verify|clarify|think about|consider|work (?:it|that|this) out|confirm (?:it|this|that|what|when|whether|if|once))\b/,
  de: /(?:prüf|kläre?n?\b|klär\b|nachseh|sehe nach|schaue|nachschau|melde|bescheid|rückmeldung|zurückkomm|komme .*zurück|antworte|durchseh|durchles|lese\b|bestätige?n? (?:es|das|dies|ob|wann)|(?:es|das|dies|ob|wann) .*bestätigen)/,
  fr: /(?:vérifi|renseign|revien|reviendr|au courant|répond|examin|regard|étudi|clarifi|prend.* connaissance|\bli(?:s|rai)\b|confirm\w* (?:cela|ce|si|quand)|(?:le|cela) confirm)/,
  es: /\b(?:revis|comprob|comprueb|consult|verific|averigu|mirar|miro|estudi|respond|vuelv|volver|contest|avis|inform|dir[eé]|digo|escrib|leer|confirm\w* (?:lo|si|cuándo|cuando)|lo confirm)/,
}
const AND = /,|;|\b(?:and|then|und|et|puis|y|e)\b/

/**
 * Whether a promise is only to look and come back: what an honest reply says where a fact is missing. It commits to
 * nothing that could be wrong; a day or an amount in it is a claim of its own.
 */
export function isHolding(promise: string, language: string): boolean {
  const clause = CLAUSES[language.slice(0, 2)]
  const clauses = promise
    .toLowerCase()
    .split(AND)
    .map((one) => one.trim().replace(/\s+/g, ' '))
  return clause !== undefined && clauses.every((one) => one !== '' && one.length < 100 && clause.test(one))
}
