/** How Outlook and its like introduce what they quote: From, then Sent, each on a line. */
export const QUOTED_HEADER =
  /^(?:from|von|de|da|van|من)\s?:.{3,200}\n(?:.{0,200}\n)?(?:sent|gesendet|date|datum|enviado|fecha|envoyé|inviato|verzonden|تاريخ|أرسلت)\s?:/im
