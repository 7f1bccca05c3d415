import { fold } from './fold.ts'
import type { Kind } from './kinds.ts'

/** What a question or request is about, in any of the eight languages; the first match decides. */
export function kindOf(sentence: string, question: boolean): Kind {
  const folded = fold(sentence)
  return byKind.find(([, pattern]) => pattern.test(folded))?.[0] ?? (question ? 'question' : 'request')
}

export function isRequest(sentence: string): boolean {
  return requests.some((pattern) => pattern.test(fold(sentence)))
}

/** Reminds of an earlier mail rather than asking something new. */
export function isChaser(sentence: string): boolean {
  return unanswered.test(fold(sentence))
}

/** "Let me know if you have any questions", "How are you?": polite, not asked. */
export function isPleasantry(sentence: string): boolean {
  return pleasantries.some((pattern) => pattern.test(fold(sentence)))
}

// Somebody still waits for us: asked without a question mark.
const unanswered =
  /(?<!\bif (i|we) )\b((have not|haven't|not yet|never) (had|heard|received|got) (a|an|any|back|from)?|still (no|waiting)|a line .{0,40}would help|noch (keine|immer keine) (antwort|ruckmeldung)|nichts (mehr )?gehort|(pas|jamais) (encore )?(eu|recu) (de )?(votre )?(reponse|nouvelles|retour)|sans (reponse|nouvelles)|no (he|hemos) (recibido|tenido) (aun )?(respuesta|noticias)|sigo sin|non (ho|abbiamo) (ancora )?(ricevuto|avuto) (risposta|notizie)|nao (recebi|tive|obtive) (ainda )?(resposta|noticias)|nog (geen|niets) (antwoord|reactie|gehoord)|nisam (jos )?(dobi(o|la)|primi(o|la)) odgovor)/

const byKind: [Kind, RegExp][] = [
  [
    'time',
    /\b(deadline|by when|until when|(what|which) (was |is |are )?(the )?(\w+ )?(date|time|day)|bis wann|frist|welche[rns]* (tag|datum)|delai|date limite|echeance|quel(le)? (jour|date)|plazo|que (dia|fecha)|entro quando|scadenza|che giorno|prazo|termijn|uiterlijk|welke (dag|datum)|do kada|rok\b|koji (dan|datum))/,
  ],
  [
    'status',
    /\b(any (update|news|progress)|update on|status|progress|heard (back|anything)|any word|wie ist der stand|stand der (dinge|sache)|sachstand|neuigkeiten|ou en (est|sommes)|avancement|des nouvelles|novedades|estado de|como va|aggiornament|novita|a che punto|andamento|novidades|ponto de situacao|stand van zaken|nieuws over|u kojoj fazi|novosti|dokle)/,
  ],
  ['status', unanswered],
  [
    'document',
    /^(?!.*\b(call|meeting|appointment)\b).*\b((send|forward|resend|e-?mail|share|provide|give)\b.{0,24}\b(me|us|copy|copies|over|document|form|contract|letter|file|invoice|list|template)|copy of|zuschicken|zusenden|zukommen|schicken|ubermitteln|weiterleiten|envoyer|m'envoyez|transmettre|faire parvenir|enviarme|enviar|envie|mandar|remitir|reenviar|inviar|mandar|trasmett|sturen|toesturen|opsturen|doorsturen|poslati|posaljete|dostavi)/,
  ],
  [
    'price',
    /\b(cost|costs|fee|fees|price|charge|charges|quote|rate|rates|how much(?! (time|notice))|kosten|kostet|preis|honorar|gebuhr|wie ?viel|wieviel|tarif|prix|cout|coute|combien(?! de (temps|jours))|honoraires|devis|precio|cuesta|cuestan|cuanto(?! tiempo)|honorarios|presupuesto|prezzo|costo|costa|costi|quanto(?! tempo)|onorario|preventivo|preco|custo|custa|orcamento|prijs|kost|hoeveel|tarief|offerte|cijen\w*|kosta|kostaju|koliko(?! (dugo|vremena|dana))|ponud\w*)\b/,
  ],
  [
    'meeting',
    /\b((a|quick|short|phone|video) call|call me|meet|meeting|appointment|availab|free (on|at|next|this)|time slot|schedul|reschedul|speak|termin\b|treffen|telefonat|telefonieren|anrufen|besprech|gesprach|rendez-vous|rdv|nous rencontrer|appeler|disponib|cita\b|reunion|reunirnos|llamada|llamarme|quedamos|podemos quedar|appuntamento|incontr|riunione|telefonata|chiamarmi|sentirci|reuniao|agendar|marcar|ligar-me|afspraak|bellen|beschikbaar|langskomen|sastan|sastati|nazvati|nazovite)/,
  ],
  ['time', /\b(when|wann|zeitpunkt|quand|cuando|fecha|quando|wanneer|kada|datum)\b/],
  [
    'review',
    /\b(review|look (it |this |them )?over|(have|take) a (quick )?look|go through|check (the|this|my|our|it|whether)|prufen|durchsehen|anschauen|ansehen|examiner|relire|verifier|coup d'oeil|revisar|comprobar|verificar|vistazo|controllare|rivedere|verificare|occhiata|rever|analisar|conferir|nakijken|bekijken|controleren|doornemen|pregleda\w*|provjeri\w*|pogleda\w*)\b/,
  ],
  [
    'confirm',
    /\b(confirm|received|did you get|ok\?|okay\?|bestatig\w*|erhalten|angekommen|confirmer|recu|confirmar|confirme|recibido|confermare|ricevuto|recebeu|recebido|bevestig\w*|ontvangen|potvrd\w*|primili|stiglo)/,
  ],
]

const requests = [
  unanswered,
  /\b(could|can|would|will) you\b|\bplease (?!find\b|note\b|see (the )?attach|accept|do not hesitate|don't hesitate|feel free|be (advised|aware|informed))\w+|\b(i|we)('d| would) (appreciate|be grateful|(like|love) (you )?to (know|have|ask|book|arrange|receive|see|get|meet|discuss|speak|talk|come|hear|understand|change|move|cancel|make|schedule|order|send|look|check))|\b(i|we) (would )?(need|require|want to know|want you to)\b|\blet (me|us) know\b|\blooking for\b|\bwonder(ing)? (if|whether|what|how|when)\b|\b(i|we) (expect|insist|demand)\b|\bkindly (send|confirm|advise|let)/,
  /\b(konnten|konnen|wurden|konntest|kannst) (sie|du|ihr)\b|\bbitte (?!finden|beachten sie,? dass|entschuldig)(?!.{0,20}\b(keine antwort|zu beachten))\w+|\b(ich|wir) (brauche|benotige|suche|hatte gern|mochte gern|wurde gern)\w*|\b(ich|wir) (brauchen|benotigen|suchen|hatten gern|mochten|erwarten|bitten|bitte)\b|\bich bitte (sie )?um\b|\bgeben sie (mir|uns) (bitte )?bescheid/,
  /\b(pourriez|pouvez|pourrais|peux)[- ](vous|tu)\b|\bmerci (de bien vouloir|de me|de nous|de m')|\bje (voudrais|souhaite|souhaiterais|cherche|recherche|desire|vous prie de (?!croire|trouver|recevoir|d'agreer|bien vouloir agreer))|\b(j'aimerais|j'ai besoin|nous avons besoin|nous souhaitons|faites-moi savoir|tenez-moi)\b|\bveuillez (?!trouver|agreer|recevoir|noter|croire)/,
  /\b(podria|puede|podrian|pueden|podrias|puedes)\b|\bpor favor\b|\b(me gustaria|quisiera|quiero|necesito|necesitamos|busco|buscamos|agradeceria|les ruego|le ruego|digame|indiqueme|hagame saber)\b/,
  /\b(potrebbe|puo|potreste|potete|potresti|puoi)\b|\bper favore\b|\bper cortesia\b|\b(vorrei|vorremmo|desidero|avrei bisogno|ho bisogno|abbiamo bisogno|cerco|mi faccia sapere|le chiedo|mi serve|gradirei)\b/,
  /\b(poderia|pode|podiam|podia|podem)\b|\b(por favor|se faz favor)\b|\b(gostaria|gostava|queria|preciso|precisamos|procuro|agradeco que|agradecia|diga-me|peco)\b/,
  /\b(kunt|kan|zou|kun|wilt) (u|je|jij)\b|\b(graag (zou|wil|ontvang|hoor|verneem)|ik zou graag|wij zouden graag|ik (zoek|heb .{0,20}nodig)|gelieve|laat (me|het me|ons) weten|wilt u)\b|\b(alstublieft|alsjeblieft)\b/,
  /\b(mozete|biste|mogli|mogla|mozes|bi li) (li|vi|mi|nam|mogli|mogla)?\b|\bmolim\b(?! (nemojte|da me ispricate))|\b(zelim|zeljeli bismo|zelio bih|zeljela bih|trebam|trebamo|treba mi|trebao bih|trebala bih|zanima me|trazim|javite mi)\b/,
]

const pleasantries = [
  /\b(if you (have|need|should have) any(thing)?|any (further |other )?questions|do not hesitate|don't hesitate|feel free|how are you|hope (you|this|all)|how's it going|have a (nice|good|great|lovely)|looking forward|look forward)\b/,
  /\b(bei (ruck)?fragen|wenn sie (noch )?fragen haben|falls sie (noch )?fragen|wie geht|schones? wochenende|ich hoffe,? (es|sie|ihnen)|zogern sie nicht|scheuen sie sich)\b/,
  /\b(n'hesitez pas|comment allez|comment vas|j'espere que vous|bon week-?end|bonne journee|agreer|salutations)/,
  /\b(no dude en|como esta usted|como estas|que tal|espero que (se|todo|este)|buen fin de semana|quedo a la espera|cualquier duda)\b/,
  /\b(non esiti|come sta|come stai|spero che (stia|lei|tutto)|buon fine settimana|resto a disposizione|rimango in attesa|per qualsiasi (domanda|dubbio))\b/,
  /\b(nao hesite|como esta\b|tudo bem|espero que (esteja|se encontre)|bom fim de semana|qualquer duvida|fico a aguardar)\b/,
  /\b(aarzel niet|hoe gaat het|ik hoop dat|fijn weekend|heeft u (nog )?vragen|mocht u vragen)\b/,
  /\b(kako ste|kako si|nadam se da|ugodan vikend|slobodno se javite|ako imate (dodatnih )?pitanja|unaprijed (se )?zahvaljujem|hvala unaprijed)\b/,
]
