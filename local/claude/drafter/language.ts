import { fold } from './fold.ts'

export const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'hr'] as const
export type Language = (typeof languages)[number]

/** Stop words and a few words every letter has; the language with most of them wins, English when nothing speaks. */
export function detectLanguage(...texts: string[]): Language {
  for (const text of texts) {
    const scores = score(text)
    const [best, second] = scores
    if (best && best.points >= 2 && best.points > (second?.points ?? 0)) return best.language
  }
  return score(texts.join('\n')).find(({ points }) => points > 0)?.language ?? 'en'
}

function score(text: string): { language: Language; points: number }[] {
  const words = fold(text).match(/\p{L}+/gu) ?? []
  return languages
    .map((language) => ({
      language,
      points: words.filter((word) => common[language].has(word)).length + (letters[language]?.test(text) ? 1.5 : 0),
    }))
    .sort((one, other) => other.points - one.points)
}

const letters: Partial<Record<Language, RegExp>> = {
  de: /[ßÄÖÜ]|[äöü]/,
  es: /[¿¡ñ]/,
  pt: /[ãõ]/,
  hr: /[đšžčć]/i,
  fr: /[êœù]|ç/,
}

const words: Record<Language, string> = {
  en: 'the and to of is are you your we our i my for with that this have has be would could please thank thanks can do if on it in at not from what when how hello hi dear regards as an will was which there',
  de: 'der die das und ist sind sie ihr ihre ihnen wir ich mein meine fur mit dass nicht auf ein eine einen konnen konnten bitte danke vielen dank wenn es zu von was wann wie hallo guten tag sehr geehrte liebe grusse noch auch wird haben hat im am bei den dem des uns aus oder kann',
  fr: 'le la les et est sont vous votre vos nous notre je mon ma mes pour avec que qui ne pas sur un une des du de pouvez pourriez merci si au aux dans quand comment bonjour cordialement madame monsieur cette ce il elle avez ai j c d l n s qu etre plus',
  es: 'el la los las y es son usted su sus nosotros nuestro yo mi para con que no en un una del de por puede podria gracias si al cuando como hola saludos estimada estimado buenos dias este esta hay tiene tengo me se le lo cual cuanto muy pero ya',
  it: 'il la lo gli le e sono lei suo sua noi nostro io mio mia per con che non su un una del della di puo potrebbe grazie se al quando come buongiorno saluti gentile cordiali questo questa ho ha abbiamo anche mi si da nel quanto vorrei salve ciao',
  pt: 'o a os as e sao voce seu sua nos nosso eu meu minha para com que nao em um uma do da de por pode poderia obrigado obrigada se ao quando como ola bom dia cumprimentos prezada prezado este esta tem tenho mais gostaria qual quanto foi pela',
  nl: 'de het een en is zijn u uw jij je wij ons onze ik mijn voor met dat niet op van kunt kunnen zou graag bedankt dank als te wat wanneer hoe hallo beste groet groeten vriendelijke deze dit heeft heb naar bij ook maar nog om aan wordt',
  hr: 'je su i u na se da ne za od s sa li vi vas vase vam mi nas nase ja moj moja moje sto kako kada molim hvala postovani postovana pozdrav lijep dobar dan ako bi biste mozete moze koji koja koje jos samo ili ovo to bio bila sam smo ste kad koliko',
}

const common = Object.fromEntries(
  languages.map((language) => [language, new Set(fold(words[language]).split(' '))]),
) as Record<Language, Set<string>>

const scripts: [string, RegExp][] = [
  ['he', /\p{Script=Hebrew}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['ja', /\p{Script=Hiragana}|\p{Script=Katakana}/gu],
  ['zh', /\p{Script=Han}/gu],
]

/** The language of a text in another script, which the drafter can name but not write. */
export function foreignScript(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return scripts.find(([, script]) => (text.match(script)?.length ?? 0) > letters / 2)?.[0]
}

/** A stop word in any of the languages. */
export function isCommon(word: string): boolean {
  return languages.some((language) => common[language].has(word))
}
