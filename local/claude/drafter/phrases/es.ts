import type { Phrases } from './wording.ts'

export const es: Phrases = {
  greet: { first: (name) => `Hola, ${name}:`, full: (name) => `Buenos días, ${name}:`, bare: 'Buenos días:' },
  quote: (text) => `«${text}»`,
  thanks: [
    'Gracias por su mensaje.',
    'Muchas gracias por ponerse en contacto conmigo.',
    'Le agradezco su correo y la claridad con la que explica el asunto.',
  ],
  again: ['Gracias por su respuesta.', 'Muchas gracias por retomar el tema.', 'Le agradezco que me haya contestado.'],
  sorry: [
    'Lamento leer esto y comprendo su malestar.',
    'Comprendo que resulte frustrante y lo siento. Le agradezco la franqueza.',
  ],
  noted: {
    figures: ['He anotado las fechas y las cifras que indica.', 'Tomo nota de los datos que me da.'],
    attachment: ['Gracias por el documento adjunto, que leeré con atención.', 'Tengo el adjunto y lo voy a revisar.'],
  },
  about: (subject) => `Gracias por su mensaje sobre: ${subject}.`,
  lead: ['Esto es lo que corresponde:', 'Puedo responderle enseguida:', 'En resumen:'],
  on: { price: 'Sobre el coste:', time: 'Sobre los plazos:', meeting: 'Sobre la cita:', other: 'Sobre el otro punto:' },
  own: ['Como le comentaba anteriormente:', 'Le repito lo que escribí antes:'],
  theirs: (quote) => `De su mensaje anterior he anotado: ${quote}`,
  records: (quote) => `Nuestra información al respecto dice: ${quote}`,
  asked: (quote) => `A su pregunta ${quote}:`,
  together: [
    (quotes) => `Hay varios puntos que quiero comprobar bien antes de responder: ${quotes}`,
    (quotes) => `Prefiero no contestar a la ligera a estas preguntas: ${quotes} Las estudio una por una y le escribo.`,
  ],
  unknown: {
    price: [
      'En cuanto al coste, prefiero darle una cifra fiable antes que una estimación; lo calculo y se la envío.',
      'No quiero dar un precio a la ligera: compruebo qué corresponde en su caso y se lo confirmo por escrito.',
    ],
    time: [
      'Sobre la fecha tengo que consultar antes el expediente; después le daré una respuesta firme.',
      'Prefiero no indicar una fecha hasta tener certeza. Lo compruebo y se la confirmo.',
    ],
    meeting: [
      'Con mucho gusto lo hablamos. Miro mi agenda y le escribo con una hora.',
      'Me parece buena idea hablarlo. Reviso mi agenda y le confirmo qué es posible.',
    ],
    document: [
      'Busco el documento, compruebo que sea la versión vigente y se lo envío.',
      'Reúno la documentación y se la hago llegar en cuanto la tenga delante.',
    ],
    review: [
      'Lo revisaré con calma y le enviaré mis comentarios.',
      'Primero lo leo con atención y después le escribo con mi opinión.',
    ],
    status: [
      'Averiguo en qué punto exacto está el asunto y le informo.',
      'Compruebo la situación actual y le aviso en cuanto la sepa.',
    ],
    confirm: [
      'Lo compruebo por nuestra parte y se lo confirmo.',
      'Permítame verificarlo primero; después recibirá mi confirmación.',
    ],
    question: [
      'Quiero comprobarlo bien antes de responder, y le escribiré al respecto.',
      'Merece una respuesta precisa más que una rápida. Lo consulto y le informo.',
    ],
    request: [
      'He tomado nota de su petición; compruebo qué hace falta y le escribo.',
      'Me ocupo de ello y le aviso en cuanto haya revisado los detalles.',
    ],
  },
  open: [
    'Le escribiré sobre todos los puntos pendientes.',
    'De lo que queda abierto le daré noticias en cuanto esté claro.',
  ],
  acknowledge: [
    'He leído su mensaje con atención y lo he incorporado al expediente. Por ahora no tiene que hacer nada más.',
    'Queda anotado y lo tendré en cuenta a partir de ahora.',
  ],
  welcome: ['No hay de qué, ha sido un placer.', 'Gracias por decírmelo; me alegra haber podido ayudar.'],
  decline: [
    'Después de pensarlo, lamentablemente no puedo hacerme cargo del asunto, y prefiero decírselo ahora.',
    'Por desgracia, en este momento no puedo ayudarle con esto. Espero que encuentre pronto el apoyo adecuado.',
  ],
  propose: [
    '¿Le parece bien una breve llamada? Indíqueme dos o tres momentos que le vengan bien y le confirmaré uno.',
    'Propongo que lo hablemos por teléfono. ¿Qué horas del día le vienen mejor? Le confirmaré una de ellas.',
  ],
  closing: [
    'Si entretanto surge cualquier otra cosa, escríbame.',
    'Quedo a su disposición para cualquier aclaración.',
    'Si he pasado algo por alto, le agradeceré que me lo diga.',
  ],
  signOff: 'Un cordial saludo',
  missing: (name, quote) => `¿Qué debo responder a ${name || 'la persona remitente'} sobre esto? ${quote}`,
}
