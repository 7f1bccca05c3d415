/** Words that are frequent in one language and rare in the others. */
const COMMON: Record<string, string> = {
  en: 'the of and to in is that for it as with be by on not are this from or have an they you which can we your our will if their has must',
  de: 'der die das und ist nicht mit sich von auf für den dem des ein eine einen wird werden bei auch wenn nach oder sind zur zum wir sie im am aus über haben kann muss',
  fr: 'le la les des et est une pour dans qui sur pas par plus avec ce au aux du vous nous sont être cette ou leur votre peut doit ne se il elle ont',
  es: 'el los las de que y en un una por con para es del se no al lo su como más pero sus este si ha son está puede debe usted nuestro entre cuando sin',
  it: 'il di che è per un una non sono con del della dei delle alla nel si anche come più gli lo ha questo essere sul dal può deve ogni nostro',
  pt: 'o de que e do da em um uma para com não os as dos das no na por mais ao se como mas foi seu sua ser pelo pela são você deve pode',
  nl: 'de het een van en is dat op te in voor met niet zijn aan er om ook als bij door naar wordt worden deze dit hij kan moet uw onze',
}

const LANGUAGES = Object.entries(COMMON).map(([language, words]) => [language, new Set(words.split(' '))] as const)

/** The language of a text, by the share of its words that only that language uses so often; empty where none stands out. */
export function languageOf(text: string): string {
  const words =
    text
      .slice(0, 50_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const scores = LANGUAGES.map(([language, common]) => ({
    language,
    share: words.filter((word) => common.has(word)).length / Math.max(1, words.length),
  })).sort((a, b) => b.share - a.share)
  const [first, second] = scores
  return first && second && first.share >= 0.08 && first.share > second.share * 1.15 ? first.language : ''
}
