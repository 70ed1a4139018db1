/** Words that stand before a name and are no part of it. */
export const honorifics =
  "Dr|Prof|Mr|Mrs|Ms|Mx|Miss|Sir|Herr|Frau|Hr|Fr|Mag|Ing|Dipl|Mme|Mlle|Monsieur|Madame|Sr|Sra|Srta|Sig|Dott|Dhr|Mevr|Pan|Pani|Eng";

/** Small words inside names: Ana von der Weber, João da Silva. */
export const particles =
  "von|van|der|den|de|del|della|di|da|das|dos|do|du|la|le|el|al|bin|ibn|ben|ter|ten|zu|zur|af|av|y|e|st";

/**
 * How people say who they are. `full` ones are so common before other words that they only count
 * with a first and a last name.
 */
export const introductions: readonly { words: string; full: boolean }[] = [
  { words: "my name is|my name's|name's|i am called", full: false },
  { words: "i['’]m|i am|this is|it['’]s", full: true },
  { words: "mein name ist|mein name lautet|ich hei(?:ß|ss)e", full: false },
  { words: "ich bin|hier ist|hier schreibt", full: true },
  { words: "je m['’]appelle|mon nom est", full: false },
  { words: "je suis|ici", full: true },
  { words: "me llamo|mi nombre es", full: false },
  { words: "soy", full: true },
  { words: "mi chiamo|il mio nome è", full: false },
  { words: "sono", full: true },
  { words: "meu nome é|o meu nome é|me chamo|chamo-me", full: false },
  { words: "sou o|sou a|sou|aqui é", full: true },
  { words: "mijn naam is|ik heet", full: false },
  { words: "ik ben", full: true },
  {
    words: "jag heter|mitt namn är|jeg heter|jeg hedder|mit navn er|mitt navn er|nimeni on",
    full: false,
  },
  { words: "jag är|jeg er|olen", full: true },
  {
    words: "nazywam się|mam na imię|jmenuji se|volám sa|mă numesc|numele meu este|benim adım|adım",
    full: false,
  },
  { words: "jestem|jsem|sunt", full: true },
  { words: "a nevem", full: false },
  { words: "меня зовут|мене звати", full: false },
];

/** Field names of forms and mails, in front of a colon. */
export const labels = {
  name: "full name|your name|name|contact person|contact name|contact|kontakt|ansprechpartner(?:in)?|nombre(?: y apellidos)?|nom complet|nom|nome|naam|namn|navn|név|imię i nazwisko|имя|お名前|氏名|姓名|from|von",
  firstName: "first name|vorname|prénom|nombre de pila|voornaam|förnamn|keresztnév",
  lastName:
    "last name|surname|family name|nachname|nom de famille|apellidos?|cognome|achternaam|efternamn|vezetéknév",
  company:
    "company(?: name)?|organi[sz]ation|business|employer|firma|firmenname|unternehmen|société|entreprise|empresa|azienda|società|bedrijf|företag|virksomhed|cég(?:név)?|компания|会社名|公司",
  country: "country(?:/region)?|land|pays|país|paese|ország|kraj|страна|国",
  website:
    "website|web ?site|web|url|homepage|webseite|site(?: web)?|sitio web|sito(?: web)?|weboldal|strona",
  phone:
    "phone(?: number)?|telephone|tel|mobile|mob|cell|direct|telefon(?:nummer)?|handy|mobil|téléphone|teléfono|telefono|móvil|telefone|celular|telefoon|telefonszám|t|m|p|тел|電話",
} as const;

/** Words that give a job title away, in the languages of our users. */
export const titleWords =
  /\b(?:ceo|cto|cfo|coo|cmo|cio|ciso|cro|chro|cpo|vp|svp|evp|chief|officer|president|director|head|lead|leader|manager|founder|co-?founder|owner|partner|principal|engineer|developer|architect|analyst|consultant|specialist|coordinator|assistant|administrator|buyer|procurement|scientist|designer|executive|representative|supervisor|student|intern|accountant|advisor|geschäftsführer(?:in)?|leiter(?:in)?|inhaber(?:in)?|vorstand|prokurist(?:in)?|einkauf|vertrieb|berater(?:in)?|abteilungsleiter(?:in)?|direct(?:eur|rice)|responsable|gérant(?:e)?|fondat(?:eur|rice)|président(?:e)?|acheteu(?:r|se)|jefe|jefa|gerente|directora|fundador(?:a)?|encargad[oa]|direttore|direttrice|responsabile|fondatore|titolare|diretora?|sócio|eigenaar|hoofd|directeur|oprichter|inkoper|chef|vd|ansvarig|leder|direktør|ügyvezető|igazgató|vezető|menedzser|dyrektor|kierownik|prezes|właściciel|ředitel(?:ka)?|jednatel|müdür|director general|operations|ops|marketing|sales|purchasing|logistics)(?![\p{L}])/iu;

/** How letters end; the name follows on the next line, or after the comma. */
export const closings =
  /^(?:(?:with )?(?:best|kind|warm|many)(?: (?:regards|wishes|thanks))?|regards|thanks(?: (?:so much|a lot|again|and regards|in advance))?|thank you|many thanks|cheers|sincerely|yours(?: (?:sincerely|truly|faithfully))?|all the best|br|mit (?:freundlichen|besten|herzlichen) grü(?:ß|ss)en|(?:viele|beste|liebe|freundliche|herzliche|schöne) grü(?:ß|ss)e|danke(?: und (?:viele )?grü(?:ß|ss)e)?|vielen dank|mfg|vg|lg|(?:bien )?cordialement|salutations(?: distinguées)?|bonne journée|merci|(?:un )?(?:cordial )?saludos?(?: cordiales)?|un saludo|atentamente|gracias|cordiali saluti|distinti saluti|saluti|grazie|atenciosamente|cumprimentos|melhores cumprimentos|obrigad[oa]|abraços|met vriendelijke groeten?|vriendelijke groeten?|groeten|bedankt|med vänlig(?:a)? hälsning(?:ar)?|vänliga hälsningar|mvh|(?:med )?venlig hilsen|vennlig hilsen|(?:tisztelettel|üdvözlettel|üdv|köszönettel|köszönöm)|z poważaniem|pozdrawiam|dziękuję|s pozdravem|děkuji|cu stimă|saygılarımla|teşekkürler|с уважением|спасибо|-{2,}|—)[\s,.!:–-]*$/iu;

/** What companies append to their names. Longer forms come first. */
export const legalForms =
  "GmbH & Co\\.? KG|GmbH|gGmbH|AG|UG|SE|KG|OHG|e\\.V\\.|e\\.K\\.|Ltd\\.?|Limited|LLC|L\\.L\\.C\\.|LLP|Inc\\.?|Incorporated|Corp\\.?|Corporation|PLC|plc|Pty\\.? Ltd\\.?|Pvt\\.? Ltd\\.?|S\\.A\\.S\\.|SAS|SARL|S\\.A\\.R\\.L\\.|S\\.A\\.|SA|S\\.L\\.U\\.|S\\.L\\.|SL|S\\.r\\.l\\.|Srl|SRL|S\\.p\\.A\\.|SpA|SPA|Ltda\\.?|Lda\\.?|B\\.V\\.|BV|N\\.V\\.|NV|AB|A/S|ApS|AS|ASA|Oyj|Oy|Kft\\.?|Zrt\\.?|Nyrt\\.?|Bt\\.?|Sp\\. z o\\.?\\s?o\\.?|s\\.r\\.o\\.|a\\.s\\.|d\\.o\\.o\\.|A\\.Ş\\.|K\\.K\\.|株式会社|有限公司";

/** Words that end a company's name where it runs into the sentence. */
export const notCompany: ReadonlySet<string> = new Set(
  "I We The Our My Your You They It He She This That And But For With From In On At To Hi Hello Hey Dear Hallo Bonjour Hola Ciao Olá Szia Wir Ich Wie Bitte Nous Je Notre Nosotros Noi Siamo Please Thanks Thank Could Can Would Is Are Tel Phone Email Mail Mobile Web Website Fax Monday Tuesday Wednesday Thursday Friday".split(
    " ",
  ),
);
