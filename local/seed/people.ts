/** Whose mailbox the local world opens with. Every name, place and address here is fictional and reserved. */
export const professional = {
  email: 'marta@harbourvale.example',
  aliases: ['office@harbourvale.example'],
  name: 'Marta Lind',
  business: 'Harbour & Vale',
  profession: 'legal',
  locale: 'en-IE',
  timezone: 'Europe/Dublin',
  signOff: 'Kind regards,\nMarta',
} as const

/** Two clients with local mailboxes of their own, so that an approved reply can be seen to arrive. */
export const correspondents: { email: string; name: string }[] = [
  { email: 'nora@brackenmillcycles.example', name: 'Nora Fenwick' },
  { email: 'elias.brandt@nordlicht-leuchten.example', name: 'Elias Brandt' },
]
