type Answer = { from: string; to: string; subject: string; messageId: string }

/** The page with its mail form filled in as an answer to the mail named. */
export function answerAddress({ from, to, subject, messageId }: Answer): string {
  const answering = /^re:/i.test(subject) ? subject : `Re: ${subject}`
  return `/local/?${new URLSearchParams({ from, to, subject: answering, in_reply_to: messageId })}#send`
}
