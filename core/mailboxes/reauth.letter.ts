import type { Locale } from '../account/schema.ts'
import type { Letter } from '../providers/resend.ts'

type Facts = { mailbox: string; portal: string; locale: Locale; idempotencyKey: string }

const WORDS = {
  en: {
    subject: 'Gmail no longer lets us read your mail',
    lines: (mailbox: string) => [
      `Google has ended our access to ${mailbox}. This happens after a change of password, or when access is withdrawn.`,
      'Until you reconnect, new mail is not answered and replies that wait cannot be sent. Nothing is lost: everything that arrives meanwhile is read once you are back.',
      'Open the portal and choose Reconnect:',
    ],
  },
  ar: {
    subject: 'لم يعد Gmail يسمح لنا بقراءة بريدك',
    lines: (mailbox: string) => [
      `أنهت Google وصولنا إلى ${mailbox}. يحدث هذا بعد تغيير كلمة المرور أو عند سحب الإذن.`,
      'لن يُجاب عن البريد الجديد ولن تُرسل الردود المنتظرة حتى تعيد الاتصال. لا يضيع شيء: كل ما يصل في هذه الأثناء يُقرأ عند عودتك.',
      'افتح البوابة واختر «إعادة الاتصال»:',
    ],
  },
} satisfies Record<Locale, { subject: string; lines: (mailbox: string) => string[] }>

/** Told once when a grant is lost. The link leads to the portal's own address, and signs nobody in. */
export function reauthLetter(to: string, { mailbox, portal, locale, idempotencyKey }: Facts): Letter {
  const { subject, lines } = WORDS[locale]
  const said = lines(mailbox)
  const paragraphs = said.map((line) => `<p>${line}</p>`).join('')
  return {
    to,
    subject,
    text: `${said.join('\n\n')}\n\n${portal}\n`,
    html: `<div dir="${locale === 'ar' ? 'rtl' : 'ltr'}">${paragraphs}<p><a href="${portal}">${portal}</a></p></div>`,
    idempotencyKey,
  }
}
