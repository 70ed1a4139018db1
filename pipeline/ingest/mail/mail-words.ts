/*
 * How mail programs name things, in English, German, French, Spanish, Italian, Portuguese, Dutch,
 * Hungarian, Polish, Swedish, Danish, Czech, Romanian, Turkish, Finnish and Norwegian.
 */

/** Field names of a forwarded or quoted mail's head. */
export const headNames = {
  from: "from|von|de|da|van|felad[óo]|od|från|fra|lähettäjä|expeditor|de la|kimden|gönderen|отправитель|от",
  date: "date|sent|datum|gesendet(?: am)?|envoy[ée](?: le)?|fecha|enviado(?: el)?|enviada(?: em)?|data|inviato|verzonden|d[áa]tum|elk[üu]ldve|k[üu]ldve|küldés ideje|wysłan[eoay]+|skickat|datum|sendt|dato|odesláno|lähetetty|päivämäärä|trimis|tarih|gönderildi|дата",
  subject:
    "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|t[áa]rgy|temat|ämne|emne|předmět|aihe|subiect|konu|тема",
  to: "to|an|à|para|a|aan|c[íi]mzett|do|till|til|komu|vastaanottaja|către|kime|кому",
  other:
    "cc|kopie|copie|copia|cópia|másolatot kap|dw|kopia|reply-to|antwort an|répondre à|responder a|rispondi a|responder para|antwoord aan|válaszcím",
} as const;

/** What stands above a mail that was passed on. */
export const forwardedMarks =
  /forwarded message|weitergeleitete nachricht|weitergeleiteten nachricht|message (?:transféré|réexpédié)|mensaje reenviado|messaggio inoltrato|mensagem (?:re)?encaminhada|doorgestuurd bericht|továbbított (?:üzenet|levél)|az átirányított üzenet|przekaz(?:ana|ywanej) wiadomo|vidarebefordrat meddelande|videresendt|přeposlaná zpráva|välitetty viesti|mesaj redirecționat|iletilen|пересылаемое сообщение/i;

/** What stands above a mail that was answered or passed on, in Outlook. */
export const originalMarks =
  /^[\s>*_-]*(?:original message|original appointment|ursprüngliche nachricht|message d['’]origine|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|eredeti üzenet|oryginalna wiadomość|ursprungligt meddelande|oprindelig meddelelse|původní zpráva)[\s>*_-]*$/i;

/** How subjects begin that were passed on, and those that were answered. */
export const forwardedSubject =
  /^\s*(?:fwd?|wg|tr|rv|fs|tov(?:ábbítás)?|i|doorst|enc|pd|vs|vb|vl|i̇lt|ilt)\s*(?:\[\d+\])?\s*[:：]\s*/iu;
export const answeredSubject =
  /^\s*(?:re|aw|antw|antwort|rép|ref|res|rif|odp|vá|válasz|sv|vast|ynt|r)\s*(?:\[\d+\])?\s*[:：]\s*/iu;

/** The line above a quoted mail: `On Mon, 2 Mar 2026, Ana Weber wrote:`. */
export const quoteIntroduction =
  /^[\s>*]*(?:on\b.{4,250}\bwrote\s?[:：]|am\b.{4,250}\bschrieb\b.{0,120}[:：]|le\b.{4,250}a écrit\s?[:：]|el\b.{4,250}escribió\s?[:：]|il\b.{4,250}ha scritto\s?[:：]|em\b.{4,250}escreveu\s?[:：]|op\b.{4,250}schreef\b.{0,120}[:：]|.{4,250}ezt írta\b.{0,120}[:：]|(?:w dniu\b|dnia\b).{4,250}(?:napisał\S*|pisze)\s?[:：]|den\b.{4,250}skrev\b.{0,120}[:：])\s*$/iu;

/** Subjects that machines write while people are away. */
export const awaySubject =
  /^\s*(?:(?:re|aw|fwd?)\s*:\s*)?(?:out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?(?:reply|response|antwort)|automatische (?:antwort|reply)|abwesenheits(?:notiz|meldung|assistent)|abwesend|nicht im büro|réponse automatique|absence du bureau|absent du bureau|respuesta automática|fuera de (?:la )?oficina|risposta automatica|fuori (?:sede|ufficio)|resposta automática|fora do escritório|automatisch antwoord|afwezig(?:heidsbericht)?|automatikus válasz|házon kívül|odpowiedź automatyczna|autosvar|automatická odpověď|automaattinen vastaus|răspuns automat|otomatik yanıt)\b/iu;

/** Subjects of reports that a mail could not be delivered. */
export const bounceSubject =
  /^\s*(?:undeliver(?:able|ed)|delivery (?:status notification|failure|has failed)|mail delivery (?:failed|system|subsystem|failure)|returned mail|failure notice|message not delivered|nicht zustellbar|unzustellbar|non remis|échec de la remise|no se puede entregar|no entregado|impossibile recapitare|mancato recapito|não entregue|falha na entrega|onbestelbaar|kézbesíthetetlen|nie można dostarczyć|niedostarczon)/iu;
