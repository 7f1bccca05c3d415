import { fold } from './fold.ts'

export function isComplaint(text: string): boolean {
  return complaint.test(fold(text))
}

export function mentionsAttachment(text: string): boolean {
  return attachment.test(fold(text))
}

export function isThanks(text: string): boolean {
  return thanks.test(fold(text))
}

export function isForInformation(text: string): boolean {
  return forInformation.test(fold(text))
}

const complaint =
  /\b(unacceptable|disappoint|frustrat|complain|fed up|third time|your (mistake|fault)|nobody .{0,40}(phone|answer|repl|call)|take my (books|business|custom)|appalling|not good enough|angry|furious|outrag|still waiting|inakzeptabel|enttausch|beschwer|verarger|unverschamt|immer noch keine|inacceptable|decu\b|decue|mecontent|plainte|toujours pas|inaceptable|decepcion|indignad|queja|enfadad|inaccettabile|delus|reclam|inaceitavel|desiludid|onacceptabel|teleurgesteld|klacht|neprihvatljiv|razocaran|prituzb)/

const thanks =
  /\b(thank|thanks|thx|cheers|much appreciated|perfect|great news|danke|dank|herzlich|merci|parfait|gracias|perfecto|grazie|perfetto|obrigad|bedankt|hvala|zahvaljuj)/

const forInformation =
  /\b(fyi|for your (information|records|files)|for information|just to let you know|just letting you know|no (action|reply|response|answer) (is )?(needed|required|necessary)|no need to (reply|answer|respond)|zur (info|information|kenntnis)|nur zur|keine antwort (notig|erforderlich)|pour (info|information|votre information)|aucune reponse|a titre d'information|para su (informacion|conocimiento)|no hace falta (que )?respond|per (conoscenza|informazione|sua informazione)|non serve (una )?risposta|para (sua )?(informacao|conhecimento)|nao e preciso responder|ter (info|informatie|kennisgeving)|za (vasu )?informaciju|nije potreban odgovor)\b/

const attachment =
  /\b(attach(ed|ment|ments)|enclosed|anbei|im anhang|beigefugt|angehangt|ci-joint|pieces? jointes?|adjunt[oa]s?|allegat[oi]|in allegato|em anexo|bijgevoegd|bijlagen?|u (prilogu|privitku)|prilazem)\b/
