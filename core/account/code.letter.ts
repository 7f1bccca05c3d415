import type { Letter } from '../providers/resend.ts'
import type { Locale } from './schema.ts'

const WORDS = {
  en: {
    subject: (code: string) => `${code} is your sign-in code`,
    lines: [
      'Your code for AssistantAI:',
      'It works once, for ten minutes. If you did not ask for it, ignore this letter.',
    ],
  },
  ar: {
    subject: (code: string) => `${code} هو رمز تسجيل الدخول`,
    lines: ['رمزك للدخول إلى AssistantAI:', 'يعمل مرة واحدة ولمدة عشر دقائق. إذا لم تطلبه فتجاهل هذه الرسالة.'],
  },
} satisfies Record<Locale, { subject: (code: string) => string; lines: [string, string] }>

/** The letter with a one-time code. Nothing in it can be clicked: there is nothing to phish with. */
export function codeLetter(to: string, code: string, locale: Locale, idempotencyKey: string): Letter {
  const { subject, lines } = WORDS[locale]
  const [before, after] = lines
  return {
    to,
    subject: subject(code),
    text: `${before}\n\n${code}\n\n${after}\n`,
    html: `<div dir="${locale === 'ar' ? 'rtl' : 'ltr'}"><p>${before}</p><p style="font-size:28px;letter-spacing:4px"><strong>${code}</strong></p><p>${after}</p></div>`,
    idempotencyKey: `code-${idempotencyKey}`,
  }
}
