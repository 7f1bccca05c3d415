import type { Memory } from './schema.ts'

/** `form` is a greeting, a sign-off or a degree of formality, where the point has one. */
export type Point = { lesson: NonNullable<Memory['lesson']>; ofLanguage: boolean; form: string }

const SENTENCES: Record<'en' | 'ar', Record<Point['lesson'] | 'informal' | 'in', string>> = {
  en: {
    in: 'In {language}: {sentence}',
    greeting: 'begin with “{form}”.',
    sign_off: 'close with “{form}”.',
    formality: 'address them formally, with title and surname, Sie, vous or usted.',
    informal: 'address them informally, by first name, with du, tu or tú.',
    length: 'Write much shorter than you otherwise would: about half as long.',
    exclamations: 'No exclamation marks.',
    lists: 'Running text, no lists.',
    thanks: 'Leave out the sentence that gives thanks for the mail.',
    wellbeing: 'Leave out the sentence that hopes they are well.',
    offer: 'Leave out the sentence that offers further help.',
  },
  ar: {
    in: 'بـ{language}: {sentence}',
    greeting: 'ابدأ بـ«{form}».',
    sign_off: 'اختم بـ«{form}».',
    formality: 'خاطبهم رسميًا، باللقب واسم العائلة، وبصيغة Sie أو vous أو usted.',
    informal: 'خاطبهم دون كلفة، بالاسم الأول، وبصيغة du أو tu أو tú.',
    length: 'اكتب أقصر بكثير من المعتاد: نحو نصف الطول.',
    exclamations: 'دون علامات تعجب.',
    lists: 'نص متصل، دون قوائم.',
    thanks: 'احذف جملة الشكر على الرسالة.',
    wellbeing: 'احذف جملة السؤال عن الحال.',
    offer: 'احذف جملة عرض المزيد من المساعدة.',
  },
}

/** A lesson in words, in the language of the business. */
export function worded({ lesson, ofLanguage, form }: Point, language: string, locale: string): string {
  const spoken = locale.startsWith('ar') ? 'ar' : 'en'
  const sentences = SENTENCES[spoken]
  const said = sentences[lesson === 'formality' && form === 'informal' ? 'informal' : lesson]
  const sentence = said.replace('{form}', () => form)
  const named = new Intl.DisplayNames([spoken], { type: 'language' }).of(language || 'und') ?? language
  if (!ofLanguage) return sentence
  return sentences.in.replace('{language}', () => named).replace('{sentence}', () => sentence)
}
