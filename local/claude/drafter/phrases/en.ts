import type { Phrases } from './wording.ts'

export const en: Phrases = {
  greet: { first: (name) => `Hi ${name},`, full: (name) => `Dear ${name},`, bare: 'Hello,' },
  quote: (text) => `“${text}”`,
  thanks: [
    'Thank you for getting in touch.',
    'Thank you for your message.',
    'Thanks for writing, and for setting this out so clearly.',
    'Many thanks for your email.',
  ],
  again: ['Thank you for coming back to me.', 'Thanks for your reply.', 'Thank you for following up.'],
  sorry: [
    'I am sorry to read this, and I understand your frustration.',
    'That must be frustrating, and I am sorry. Thank you for putting it so plainly.',
  ],
  noted: {
    figures: ['I have noted the dates and figures you give.', 'The details you give are noted.'],
    attachment: [
      'Thank you for the attachment, which I will read carefully.',
      'I have the attachment and will go through it.',
    ],
  },
  about: (subject) => `Thank you for your message about ${subject}.`,
  lead: ['Here is what applies:', 'I can answer that straight away:', 'In short:'],
  on: {
    price: 'On the cost:',
    time: 'On the timing:',
    meeting: 'About the appointment:',
    other: 'On your other point:',
  },
  own: ['As I mentioned earlier:', 'To repeat what I wrote before:'],
  theirs: (quote) => `From your earlier message I have noted: ${quote}`,
  records: (quote) => `Our information on this says: ${quote}`,
  asked: (quote) => `You ask: ${quote}`,
  together: [
    (quotes) => `There are several points here that I want to check properly before I answer: ${quotes}`,
    (quotes) =>
      `I would rather not answer these off the cuff: ${quotes} I will look into each of them and come back to you.`,
    (quotes) => `You raise points that deserve a precise answer: ${quotes} Let me look into them first.`,
  ],
  unknown: {
    price: [
      'As for the cost, I would rather give you a reliable figure than a guess, so I will work it out and send it to you.',
      'I do not want to quote a price off the cuff. I will check what applies in your case and confirm it in writing.',
    ],
    time: [
      'On the timing I would rather be sure than quick; I will check and come back to you with a firm answer.',
      'I would rather not name a date until I am sure of it. I will confirm it as soon as I have checked.',
    ],
    meeting: [
      'I would be glad to talk. I will look at my calendar and come back to you with a time.',
      'Yes, let us speak. I will check my calendar and confirm what is possible.',
    ],
    document: [
      'I will find the document you need, check that it is the current version and send it on.',
      'I will look out the paperwork and let you have it as soon as I have it in front of me.',
    ],
    review: [
      'I will go through it carefully and come back to you with my comments.',
      'I will read it properly before I say anything about it, and then send you my remarks.',
    ],
    status: [
      'I will find out exactly where this stands and report back to you.',
      'I am checking the current position and will update you once I have it.',
    ],
    confirm: [
      'I will check this on our side and then confirm.',
      'Let me verify that first; you will have my confirmation afterwards.',
    ],
    question: [
      'I want to check this properly before I answer, and will come back to you.',
      'That deserves a precise answer rather than a quick one. I will look into it and let you know.',
    ],
    request: [
      'I have noted your request; I will check what is needed and come back to you.',
      'I will see to this and let you know once I have checked the details.',
    ],
  },
  open: ['I will come back to you on the open points together.', 'You will hear from me on what is still open.'],
  acknowledge: [
    'I have read this carefully and noted it for the file. There is nothing you need to do for the moment.',
    'This is noted, and I will take it into account from here.',
  ],
  welcome: ['You are very welcome, I am glad it helped.', 'Thank you for letting me know. It was a pleasure to help.'],
  decline: [
    'After some thought I am afraid I cannot take this on, and I would rather say so now than keep you waiting.',
    'Unfortunately I am not able to help with this at the moment. I hope you find the right support soon.',
  ],
  propose: [
    'May I propose a short call? Let me know two or three times that suit you and I will confirm one of them.',
    'I suggest that we talk it through on the phone. Which times of day work best for you? I will then confirm one.',
  ],
  closing: [
    'If anything else comes up in the meantime, just write to me.',
    'Please let me know if I have missed something.',
    'Do get in touch if you would like to add anything.',
  ],
  signOff: 'Kind regards',
  missing: (name, quote) => `What should I answer ${name || 'the sender'} on this: ${quote}`,
}
