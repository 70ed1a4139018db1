import { legalForms as written } from "./legal-forms.ts";

/** Words that stand before a name and are no part of it. */
export const honorifics =
  "Dr|Prof|Mr|Mrs|Ms|Mx|Miss|Sir|Herr|Herrn|Frau|Hr|Fr|Mag|Ing|Dipl|Mme|Mlle|Monsieur|Madame|Señora|Señor|Sr|Sra|Srta|Don|Doña|Sig|Sig\\.ra|Signora|Signor|Dott|Dott\\.ssa|Dhr|Mevr|Mevrouw|Pan|Pani|Eng|Arq|Lic|Avv|Senhora|Senhor|Mgr|Inż|Bc";

/** Small words inside names: Ana von der Weber, João da Silva. */
export const particles =
  "von|van|der|den|de|del|della|di|da|das|dos|do|du|la|le|el|al|bin|ibn|ben|ter|ten|zu|zur|af|av|y|e|st";

/**
 * How people say who they are. `full` ones are so common before other words that they only count
 * with a first and a last name.
 */
export const introductions: readonly { words: string; full: boolean }[] = [
  { words: "my name is|my name's|name's|i am called", full: false },
  { words: "i['’]m|i am|this is|it['’]s|me,|i,", full: true },
  { words: "mein name ist|mein name lautet|ich hei(?:ß|ss)e", full: false },
  { words: "ich bin|hier ist|hier schreibt|hier spricht|ich,", full: true },
  { words: "je m['’]appelle|mon nom est", full: false },
  { words: "je suis|ici|c['’]est|moi,", full: true },
  { words: "me llamo|mi nombre es", full: false },
  { words: "soy|(?:le|les|os|te) (?:escribe|saluda|habla)", full: true },
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
  { words: "a nevem|nevem", full: false },
  { words: "меня зовут|мене звати", full: false },
];

/** Field names of forms and mails, in front of a colon. */
export const labels = {
  name: "full name|nombre completo|nome completo|nome e cognome|nom et prénom|teljes név|imię i nazwisko|contactpersoon|kapcsolattartó|osoba kontaktowa|referente|persona de contacto|persona di contatto|interlocuteur|your name|name|contact person|contact name|contact|kontakt|ansprechpartner(?:in)?|nombre(?: y apellidos)?|nom complet|nom|nome|naam|namn|navn|név|imię i nazwisko|имя|お名前|氏名|姓名|from|von",
  firstName: "first name|given name|imię|vorname|prénom|nombre de pila|voornaam|förnamn|keresztnév",
  lastName:
    "last name|nazwisko|sobrenome|apelido|surname|family name|nachname|nom de famille|apellidos?|cognome|achternaam|efternamn|vezetéknév",
  company:
    "company(?: name)?|organi[sz]ation|business|employer|firma|firmenname|unternehmen|société|entreprise|empresa|azienda|società|bedrijf|företag|virksomhed|cég(?:név)?|cég neve|nazwa firmy|nom de l['’]entreprise|raison sociale|razón social|ragione sociale|bedrijfsnaam|institution|компания|会社名|公司",
  country: "country(?:/region)?|land|pays|país|paese|ország|kraj|страна|国",
  website:
    "website|web ?site|web|url|homepage|webseite|site(?: web)?|sitio web|sito(?: web)?|weboldal|strona",
  phone:
    "phone(?: number)?|telephone|tel|mobile|mob|cell|direct|telefon(?:nummer)?|handy|mobil|téléphone|teléfono|telefono|móvil|telefone|celular|telefoon|telefonszám|t|m|p|тел|電話",
} as const;

/** Words that give a job title away, in the languages of our users. */
export const titleWords =
  /(?<![\p{L}])(?:ceo|cto|cfo|coo|cmo|cio|ciso|cro|chro|cpo|vp|svp|evp|chief|officer|chargée?|coordinat(?:eur|rice)|assistante?|president|director|head|lead|leader|manager|founder|co-?founder|owner|partner|principal|engineer|developer|architect|analyst|consultant|specialist|coordinator|assistant|administrator|buyer|procurement|scientist|designer|executive|representative|supervisor|student|intern|accountant|advisor|geschäftsführer(?:in)?|\p{L}*leiter(?:in)?|\p{L}+beauftragte[rn]?|\p{L}+referent(?:in)?|inhaber(?:in)?|vorstand|prokurist(?:in)?|einkauf|vertrieb|berater(?:in)?|abteilungsleiter(?:in)?|direct(?:eur|rice)|responsable|gérant(?:e)?|fondat(?:eur|rice)|président(?:e)?|acheteu(?:r|se)|jefe|jefa|gerente|directora|fundador(?:a)?|encargad[oa]|direttore|direttrice|responsabile|fondatore|titolare|diretora?|sócio|eigenaar|hoofd|directeur|oprichter|inkoper|chef|vd|ansvarig|leder|direktør|ügyvezető|igazgató|vezető|menedzser|dyrektor|kierownik|prezes|właściciel|ředitel(?:ka)?|jednatel|müdür|director general|operations|ops|marketing|sales|purchasing|logistics)(?![\p{L}])/iu;

/** How letters end; the name follows on the next line, or after the comma. */
export const closingWords = [
  "(?:with |my )?(?:best|kind|kindest|warm|warmest|many)(?: (?:regards|wishes|thanks))?(?: from [^,.]{2,30})?|regards|with regards|thanks(?: (?:so much|a lot|again|and (?:best |kind )?regards|in advance))?|thank you(?: (?:very much|so much|in advance))?|many thanks|thx|cheers|warmly|respectfully|sincerely|yours(?: (?:sincerely|truly|faithfully))?|all the best|talk soon|looking forward(?: to hearing from you)?|br",
  "(?:mit )?(?:freundliche[nm]?|beste[nm]?|herzliche[nm]?|viele[n]?|liebe[n]?|schöne[n]?|sonnige[n]?)? ?(?:gru(?:ß|ss)|grü(?:ß|ss)en?)(?: aus [^,.]{2,30})?|herzlichst|danke(?: (?:schön|im voraus|und (?:viele |beste )?grü(?:ß|ss)e))?|vielen dank(?: (?:im voraus|und (?:viele |beste )?grü(?:ß|ss)e))?|mfg|mit vorzüglicher hochachtung|hochachtungsvoll|vg|lg|bg",
  "(?:bien |très )?cordialement|(?:meilleures |sincères )?salutations(?: distinguées)?|bien à vous|bonne journée|belle journée|merci(?: (?:d['’]avance|beaucoup|et bonne journée))?|sincèrement|amicalement",
  "(?:un )?(?:cordial )?saludos?(?: cordiales)?|un saludo|un abrazo|atentamente|atte|(?:muchas )?gracias(?: (?:de antemano|por todo|y saludos))?|quedo atent[oa]",
  "cordiali saluti|distinti saluti|(?:tanti )?saluti|un saluto|cordialmente|grazie(?: (?:mille|in anticipo|e saluti))?|buona giornata",
  "atenciosamente|(?:com os )?(?:melhores )?cumprimentos|obrigad[oa](?: desde já)?|desde já obrigad[oa]|abraços?|grat[oa]|att",
  "(?:met )?(?:vriendelijke|hartelijke)? ?groet(?:en|jes)?|mvg|(?:alvast )?bedankt|hoogachtend|alvast dank",
  "med vänlig(?:a)? hälsning(?:ar)?|vänliga hälsningar|hälsningar|mvh|(?:med )?venlig hilsen|vennlig hilsen|hilsen|ystävällisin terveisin",
  "(?:tisztelettel|üdvözlettel|szívélyes üdvözlettel|üdv|köszönettel|köszönöm(?: szépen)?|köszi)(?: (?:és )?(?:üdvözlettel|tisztelettel))?|előre is köszönöm",
  "z poważaniem|(?:serdecznie )?pozdrawiam(?: serdecznie)?|z pozdrowieniami|z wyrazami szacunku|dziękuję(?: z góry)?|s pozdravem|děkuji|cu stimă|saygılarımla|teşekkürler|с уважением|спасибо",
].join("|");
export const closings = new RegExp(`^(?:${closingWords}|-{2,}|—|–)[\\s,.!:–-]*$`, "iu");

/** Legal forms that are ordinary words, names or short for something else wherever a sentence has them. */
const ambiguous: ReadonlySet<string> = new Set(
  "Company|Co.|& Co.|& Company|and Co.|ME|EPP|DA|PT|LP|L.P.|CV|C.V.|CIC|CLG|SCI|Rt.|E.V.|TOO|IVS|DAC|KB|HB|AD|OD|OG|JSC|PFA|SAC|SIA|ИП|АО|АД".split(
    "|",
  ),
);

/** What companies append to their names, as the inside of a regular expression. Longer forms come first. */
export const legalForms = written
  .flatMap(({ spellings }) => spellings)
  .filter((spelling) => !ambiguous.has(spelling))
  .flatMap((spelling) => [spelling, spelling.toUpperCase()])
  .toSorted((a, b) => b.length - a.length)
  .map((spelling) => spelling.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll(" ", "[ \\t]?"))
  .join("|");

/** Words that end a company's name where it runs into the sentence. */
export const notCompany: ReadonlySet<string> = new Set(
  [
    "I I'm I’m I'd I’d I've I’ve We're We’re We'd It's Let's We The Our My Your You They It He She This That And But For With From In On At To If As When Since",
    "Hi Hello Hey Dear Hallo Bonjour Bonsoir Hola Buenas Buenos Ciao Buongiorno Salve Olá Oi Bom Boa Szia Sziasztok Üdvözlöm Jó Dzień Witam Beste Goedemiddag Goedendag Guten Grüezi Servus Moin Sehr Tisztelt Estimados Prezados Gentile Geachte",
    "Wir Ich Wie Bitte Mein Meine Unser Unsere Als Für Bei Von Mit Im Am Sie Seit Nous Je Notre Mon Ma Chez Pour Nosotros Yo Mi Somos Soy Para Desde Noi Io Siamo Sono Vorrei Vorremmo Eu Nós Wij Ik Voor Bij Mi My Jestem Jestem Kérem Szeretnénk Szeretnék",
    "Please Thanks Thank Could Can Would Do Does Is Are Was Have Has How What Where Who Why Call Contact Interested Got Best Regards Sent Merci Danke Gracias Grazie Obrigado Obrigada Bedankt Köszi Köszönöm Dziękuję Merci Cordialement Saludos",
    "Tel Phone Email E-Mail Mail Mobile Mobil Web Website Internet Fax Telefon Telefax Téléphone Tél Teléfono Móvil Adresse Address Subject Betreff Objet Asunto Oggetto Assunto Tárgy Message Nachricht Budget",
    "Firma Fa Monday Tuesday Wednesday Thursday Friday Montag Dienstag Mittwoch Donnerstag Freitag",
  ].flatMap((words) => words.split(" ")),
);

/** Who is not speaking: the words that stand before other people's names. */
export const otherPeople =
  "(?:my|our|mein[er]?|meinem|unser[er]?|mon|ma|notre|mi|nuestr[oa]|il mio|la mia|meu|minha|mijn|onze|mój|moja) (?:colleague|boss|manager|assistant|friend|predecessor|kolleg(?:e|in|en)|chef(?:in)?|vorgesetzte[rn]?|assistent(?:in)?|coll[èe]gue|patron(?:ne)?|assistante|compañer[oa]|jef[ea]|colega|collega|capo|chefe|baas|kolega|koleżanka|szef)|a kollégám|kollégám|a főnököm|recommended by|referred by|name from|number from|contact from|spoke (?:to|with)|talked to|met with|empfohlen von|gesprochen mit|recommandés? par|recomendad[oa]s? por|consigliat[oi] da|aanbevolen door|cc|hi|hello|hey|dear|hallo|liebe[r]?|lieve|beste|bonjour|ch[eè]re?|hola|estimad[oa]|querid[oa]|caro|cara|gentile|prezad[oa]|kedves|tisztelt|szanown[ya]|drog[ia]";
