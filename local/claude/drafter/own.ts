/** What the sender wrote this time: without quoted history, forwarded headers and the signature. */
export function ownText(text: string): string {
  const lines = text.replaceAll('\r', '').split('\n')
  const kept: string[] = []
  for (const line of lines) {
    if (/^--\s?$/.test(line) || /^_{8,}$/.test(line.trim())) break
    if (divider.test(line) && kept.some((each) => each.trim())) break
    if (/^\s*>/.test(line) || attribution.test(line)) continue
    kept.push(line)
  }
  return kept.join('\n').trim()
}

const divider =
  /^\s*(-{2,}\s*(original message|ursprungliche nachricht|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|mensagem original|izvorna poruka|oorspronkelijk bericht|forwarded message).*|(from|von|de|da|van|od|expéditeur)\s?:\s.*@.*)$/i

const attribution =
  /^\s*(on|am|le|el|il|em|op|dana)\b.{4,160}(wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|napisao|napisala|je napisao\/la)\s?.{0,80}:\s*$/i
