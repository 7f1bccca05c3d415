/**
 * How mail programs introduce what they quote and forward, and what telephones sign with. Every pattern is held
 * against a few hundred characters at most, so that none of them can be made to take long.
 */

const any = (words: string) =>
  words
    .trim()
    .split(/\s*\|\s*/)
    .join('|')

/** Who wrote, in the line above a quote: "On 3 May 2026 at 14:00, Ada wrote:". */
export const WROTE = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${any(`
wrote | writes | schrieb | schreef | skrev | a écrit | a ecrit | escribió | escribio | ha escrito | escreveu | ha scritto |
napisał(?:a|\\(a\\))? | napsal(?:a|\\(a\\))? | napísal(?:a|\\(a\\))? | kirjoitti | írta | пишет | написал(?:а|\\(а\\))? | пише |
написав | yazdı | έγραψε | a scris | je napisao | je napisala | rašė | kirjutas | viết | menulis | va escriure |
كتب | كتبت | كتابة | كتب/ت | כתב | כתבה | כתב/ה | 写道 | 寫道 | のメール | 작성`)})(?![\\p{L}\\p{M}])`,
  'iu',
)

/** Between lines of dashes: all of what follows is the earlier message. */
export const ORIGINAL = new RegExp(
  `^[-—–_=*]{2,}\\s?(?:${any(`
original message | original appointment | reply message | ursprüngliche nachricht | originalnachricht | ursprüngliche mail |
message d['’]origine | message original | mensaje original | mensagem original | messaggio originale |
oorspronkelijk bericht | origineel bericht | oryginalna wiadomość | wiadomość oryginalna | ursprungligt meddelande |
originalmeddelande | oprindelig (?:besked|meddelelse) | opprinnelig melding | alkuperäinen viesti | původní zpráva |
eredeti üzenet | orijinal mesaj | исходное сообщение | mesaj original | الرسالة الأصلية | رسالة أصلية | הודעה מקורית |
原始邮件 | 原始郵件 | 元のメッセージ | 원본 메시지`)})\\s?[-—–_=*]{2,}$`,
  'iu',
)

/** What is passed on is what the writer wants read. */
export const FORWARDED = new RegExp(
  `^[-—–_=*>\\s]{0,40}(?:begin |anfang der |début du |inicio del |inizio |start )?(?:${any(`
forwarded message | forwarded by .{1,80} | weitergeleitete nachricht | weitergeleiteten nachricht | message transféré |
message réexpédié | mensaje reenviado | mensagem encaminhada | mensagem reencaminhada | messaggio inoltrato |
doorgestuurd bericht | przekazana wiadomość | wiadomość przekazana dalej | vidarebefordrat meddelande |
vidarebefordrat brev | videresendt (?:besked|meddelelse|melding) | välitetty viesti | přeposlaná zpráva |
továbbított üzenet | iletilen mesaj | пересылаемое сообщение | переадресованное сообщение | رسالة معاد توجيهها |
رسالة مُعاد توجيهها | رسالة محولة | הודעה שהועברה | 转发的邮件 | 轉寄郵件 | 転送メッセージ`)})\\s?[-—–_=*:]{0,40}$`,
  'iu',
)

/** RFC 5322 knows none of these prefixes; mail programs do. */
export const FORWARD_SUBJECT = /^\s*(?:fwd?|wg|tr|rv|enc|vs|pd|vb|doorst|i|fs|továbbítás|ynt|إعادة توجيه|הועבר)\s?:/iu

const label = (words: string) => new RegExp(`^[\\s*_>]{0,8}(?:${any(words)})\\s?[*_]{0,2}\\s?[:：]`, 'iu')

/** The lines a mail program copies above a quote it does not mark. */
export const HEADER_LINES = {
  from: label(
    'from | von | de | da | van | fra | från | od | от | από | kimden | lähettäjä | feladó | expéditeur | remitente | absender | من | מאת | 发件人 | 寄件者 | 差出人 | 보낸 사람',
  ),
  date: label(
    'sent | date | sent on | gesendet(?: am)? | datum | envoyé(?: le)? | message du | enviado(?: el| em)? | fecha | data | inviato(?: il)? | verzonden(?: op)? | sendt | dato | skickat | wysłano | lähetetty | päivämäärä | отправлено | дата | odesláno | küldve | gönderildi | tarih | تاريخ | التاريخ | تاريخ الإرسال | أُ?رسلت? | أرسل في | נשלח | תאריך | 发送时间 | 日期 | 送信日時 | 보낸 날짜',
  ),
  to: label(
    'to | an | à | a | para | aan | til | till | do | komu | кому | προς | kime | vastaanottaja | címzett | destinataire | إلى | الى | אל | 收件人 | 宛先 | 받는 사람',
  ),
  subject: label(
    'subject | betreff | objet | asunto | assunto | oggetto | onderwerp | emne | ämne | temat | předmět | тема | θέμα | konu | aihe | tárgy | الموضوع | נושא | הנדון | 主题 | 主旨 | 件名 | 제목',
  ),
}

/** What a telephone signs with. A sentence that merely begins so has a comma or a full stop. */
export const SENT_FROM = new RegExp(
  `^[\\s*_(-]{0,4}(?:${any(`
sent from | sent via | sent with | get outlook for | gesendet (?:von|mit|über|aus) | von mein\\S{1,4} .{2,40} gesendet |
diese nachricht wurde von mein\\S{1,4} .{2,60} gesendet | envoyé (?:de|depuis|à partir|avec|via) | télécharger outlook |
enviado (?:desde|de|do|da|a partir|mediante|com|con) | obtener outlook | obter o outlook | inviato (?:da|dal|con|tramite) |
scarica outlook | ottieni outlook | verzonden (?:vanaf|vanuit|met|via|van) | verstuurd (?:vanaf|vanuit|met|via|van) |
outlook voor | hol dir outlook | wysłan[eo] (?:z|ze|przez) | pobierz | skickat från | skickades från | hämta outlook |
sendt fra | hent outlook | få outlook | lähetetty | odesláno z | elküldve | отправлено (?:с|из|через) | gönderildi |
أُ?رسلت? من | أُ?رسل من | مرسل من | تم الإرسال من | נשלח מ\\S{0,20} | 发自我的 | 從我的 | iphoneから送信`)})(?=$|[\\s\\p{L}])[^,.;!?]{0,60}(?:<[^<>]{1,200}>)?\\s?[.)*_]{0,2}$`,
  'iu',
)
