import type { Phrases } from './wording.ts'

export const fr: Phrases = {
  greet: { first: (name) => `Bonjour ${name},`, full: (name) => `Bonjour ${name},`, bare: 'Bonjour,' },
  quote: (text) => `« ${text} »`,
  thanks: [
    'Merci pour votre message.',
    'Je vous remercie de votre courriel.',
    'Merci d’avoir pris contact et d’avoir exposé la situation aussi clairement.',
  ],
  again: ['Merci pour votre retour.', 'Je vous remercie de votre réponse.', 'Merci d’avoir relancé ce sujet.'],
  sorry: [
    'Je regrette de lire cela et je comprends votre contrariété.',
    'La situation est pénible, je le comprends, et je le regrette. Merci de votre franchise.',
  ],
  noted: {
    figures: ['J’ai bien noté les dates et les montants indiqués.', 'Je prends note des chiffres que vous donnez.'],
    attachment: [
      'Merci pour la pièce jointe, que je vais lire attentivement.',
      'J’ai bien la pièce jointe et je vais l’étudier.',
    ],
  },
  about: (subject) => `Merci pour votre message au sujet de : ${subject}.`,
  lead: ['Voici ce qui s’applique :', 'Je peux vous répondre tout de suite :', 'En bref :'],
  on: {
    price: 'Pour le coût :',
    time: 'Pour le calendrier :',
    meeting: 'Pour le rendez-vous :',
    other: 'Sur l’autre point :',
  },
  own: ['Comme je l’indiquais précédemment :', 'Je rappelle ce que j’écrivais plus haut :'],
  theirs: (quote) => `De votre précédent message, je retiens : ${quote}`,
  records: (quote) => `Nos informations précisent à ce sujet : ${quote}`,
  asked: (quote) => `À votre question ${quote} :`,
  together: [
    (quotes) => `Plusieurs points méritent une vérification avant que je réponde : ${quotes}`,
    (quotes) =>
      `Je préfère ne pas répondre trop vite à ces questions : ${quotes} Je les étudie une à une et je reviens vers vous.`,
  ],
  unknown: {
    price: [
      'Pour le coût, je préfère vous donner un chiffre fiable plutôt qu’une estimation ; je fais le calcul et je vous l’envoie.',
      'Je ne souhaite pas annoncer un prix au hasard : je vérifie ce qui s’applique et vous le confirme par écrit.',
    ],
    time: [
      'Pour la date, je dois d’abord consulter le dossier ; je reviens vers vous avec une réponse ferme.',
      'Je préfère ne pas avancer de date avant d’en avoir la certitude. Je vérifie et je vous la confirme.',
    ],
    meeting: [
      'Parlons-en volontiers. Je consulte mon agenda et je reviens vers vous avec un créneau.',
      'Un échange me paraît utile. Je regarde mes disponibilités et vous confirme ce qui est possible.',
    ],
    document: [
      'Je recherche le document, je vérifie qu’il s’agit bien de la version à jour et je vous l’envoie.',
      'Je rassemble les pièces et vous les transmets dès que je les ai sous les yeux.',
    ],
    review: [
      'Je vais l’examiner attentivement et vous faire part de mes remarques.',
      'Je le lis d’abord avec soin, puis je vous envoie mon avis.',
    ],
    status: [
      'Je me renseigne sur l’état exact du dossier et je vous tiens au courant.',
      'Je vérifie où en sont les choses et je vous en informe dès que possible.',
    ],
    confirm: [
      'Je vérifie de notre côté, puis je vous le confirme.',
      'Laissez-moi le contrôler ; vous recevrez ensuite ma confirmation.',
    ],
    question: [
      'Je souhaite vérifier ce point avec soin avant de répondre et je reviens vers vous.',
      'Cela mérite une réponse précise plutôt que rapide. Je me renseigne et je vous tiens au courant.',
    ],
    request: [
      'Votre demande est bien notée ; je vérifie ce qu’il faut faire et je reviens vers vous.',
      'Je m’en occupe et vous informe dès que j’ai vérifié les détails.',
    ],
  },
  open: [
    'Je reviens vers vous sur l’ensemble des points en suspens.',
    'Vous aurez de mes nouvelles sur ce qui reste ouvert.',
  ],
  acknowledge: [
    'J’ai lu votre message avec attention et je l’ai versé au dossier. Il n’y a rien à faire de votre côté pour le moment.',
    'C’est bien noté, et j’en tiendrai compte pour la suite.',
  ],
  welcome: ['Je vous en prie, c’est avec plaisir.', 'Merci de ce retour : c’est un plaisir d’avoir pu aider.'],
  decline: [
    'Après réflexion, je ne peux malheureusement pas m’en charger, et je préfère vous le dire sans attendre.',
    'Je ne suis malheureusement pas en mesure de vous aider sur ce point actuellement. J’espère que vous trouverez vite le bon soutien.',
  ],
  propose: [
    'Puis-je vous proposer un bref appel ? Indiquez-moi deux ou trois moments qui vous conviennent et j’en confirmerai un.',
    'Je suggère d’en parler au téléphone. Quels moments de la journée vous conviennent le mieux ? J’en confirmerai un.',
  ],
  closing: [
    'N’hésitez pas à m’écrire si quelque chose survient entre-temps.',
    'Je reste à votre disposition pour toute précision.',
    'Si j’ai oublié un point, dites-le-moi.',
  ],
  signOff: 'Bien cordialement',
  missing: (name, quote) => `Que dois-je répondre à ${name || 'l’expéditeur'} sur ce point : ${quote}`,
}
