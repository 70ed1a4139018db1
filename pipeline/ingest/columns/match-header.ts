import { fieldsNamed } from "./column-names.ts";
import type { ColumnField } from "./fields.ts";

/** What a header may mean; the surer, the higher `score`, up to 100. */
export type Meaning = { field: ColumnField; score: number };

/** Somebody or something else than the lead: our own colleague, another company, a machine's note about a value. */
const notTheirs =
  /\b(?:owner|assistant|created by|modified by|assigned|reports to|previous|former|past|parent|besitzer|zustandig\w*|bearbeiter|proprietaire|propietario|responsable|tulajdonos|felelos|eigenaar|proprietario|wlasciciel|recruiter|sdr|sales rep|account manager|twitter|facebook|instagram|xing|youtube|crunchbase|angellist|github|fax|avatar|photo|picture|image|logo|skype)\b/;
const aboutAValue =
  /\b(?:status|verified|verification|valid|validity|confidence|bounced?|date|opens?|opened|clicks?|clicked|sent|delivered|replied|count of|subject|type|last|catchall|catch all|quality|score|provider|unsubscribed?|template|source|label|growth|changed|extension|ext|history|list|format|available|hidden|vendor)\b/;

/** Words around a name that do not change it. */
const padding =
  /\b(?:your|ihre?|ihrer|votre|su|tu|az|the|der|die|das|le|la|el|il|please|enter|bitte|required|optional|pflichtfeld|obligatoire|obligatorio|kotelezo|contact|contacts|lead|leads|person|people|kontakt|contacto|prospect|primary|main|my|and|value|invitee|attendee|registrant|participant|visitor|besucher|teilnehmer|question|frage|default address|billing|shipping|mailing|field|custom|what is|what s|wie ist|wie lautet|quel est|quelle est|cual es|mi az|on|you|[1-9]|c|cf|standard)\b/g;

/** Whether a column is about the lead at all, and not about a colleague or another company. */
export function isTheirs(key: string): boolean {
  return !notTheirs.test(key);
}

const email = /\be ?mail\w*|\bmail\b|\bcourriel\b|\bcorreo\b/;
const companyWord =
  /\b(?:company|organi[sz]ation|account|business|employer|firm|firma|firmen\w*|unternehmen\w*|betrieb\w*|entreprise|societe|empresa|compania|ceg\w*|vallalat\w*|azienda\w*|bedrijf\w*)\b/;

const patterns: readonly { field: ColumnField; test: RegExp; unless?: RegExp }[] = [
  { field: "utm_source", test: /\butm source\b/ },
  { field: "utm_medium", test: /\butm medium\b/ },
  { field: "utm_campaign", test: /\butm campaign\b/ },
  { field: "utm_term", test: /\butm term\b/ },
  { field: "utm_content", test: /\butm content\b/ },
  {
    field: "consent",
    test: /\b(?:consent\w*|gdpr|dsgvo\w*|rgpd|opt in|einwillig\w*|hozzajarul\w*|zustimm\w*|agree to (?:be contacted|receive)|accepts? (?:\w+ )?marketing|acepto|accepte|permission)\b/,
  },
  {
    field: "company_linkedin",
    test: /\blinked ?in\b.*(?:company|entreprise|empresa|firmen|unternehmen|ceg)|\b(?:company|organi[sz]ation|account|empresa|ceges)\b.*\blinked ?in\b/,
    unless: /\b(?:id|followers?|employees?|size)\b/,
  },
  {
    field: "linkedin",
    test: /\blinked ?in\b|\bsales ?nav(?:igator)?\b.*\burl\b/,
    unless: /\b(?:id|followers?|connections?|connected|company|employees?|invite|message|degree)\b/,
  },
  { field: "email", test: email, unless: /\bdomain\b|\bmarketing\b|\bsubscri\w*|\bcampaign\b/ },
  {
    field: "employees",
    test: /\b(?:employees?|head ?count|staff size|mitarbeiter\w*|beschaftigte\w*|effectifs?|salaries|empleados|letszam\w*|alkalmazott\w*|dolgozo\w*|munkavallalo\w*|dipendenti|medewerkers|werknemers|pracownikow|funcionarios)\b|\b(?:company|organi[sz]ation|firm|team) size\b|\b(?:unternehmens|firmen|betriebs)grosse\b|\btaille\b.*\bentreprise\b|\btamano\b.*\bempresa\b|\bsize\b.*\bcompany\b|\bhow (?:large|big)\b|\bcombien de (?:salaries|personnes)\b|\bcuantos empleados\b|\bhany fo\b|\bgross\b.*\b(?:unternehmen|firma)\b|\bmekkora\b.*\bceg\w*/,
  },
  {
    field: "phone",
    test: /\b(?:phone|tel|telephone|mobile|mobil|cell|handy\w*|telefon\w*|telefono|telefone|movil|celular|cellulare|mobilszam\w*|gsm|whatsapp|rufnummer)\b/,
    unless: /\b(?:call|device|app|country|code)\b/,
  },
  {
    field: "first_name",
    test: /\b(?:first|given) ?name\b|\bvorname\w*|\bprenom\b|\bkeresztnev\w*/,
  },
  {
    field: "last_name",
    test: /\b(?:last|family|sur) ?name\b|\bnachname\w*|\bnom de famille\b|\bapellidos?\b|\bvezeteknev\w*|\bfamilienname\w*/,
  },
  {
    field: "title",
    test: /\bjob ?(?:title|role|position|function)\b|\bjobtitel\b|\bberufs\w*|\bbeosztas\w*|\bmunkakor\w*|\bintitule\b|\bposte\b|\bpuesto\b|\bposition title\b|\bcurrent (?:title|role|position)\b|\bstellen\w*/,
  },
  {
    field: "url",
    test: /\b(?:web ?site|web ?seite|webseite|homepage|home page|domain|site web|site internet|sitio web|pagina web|weboldal\w*|honlap\w*|sito web|webpage|internetseite)\b/,
    unless: /\b(?:visits?|activity|authority|rank|traffic|personal|private)\b/,
  },
  {
    field: "country",
    test: /\b(?:country|pays|pais|orszag\w*|paese|kraj|landercode|land)\b/,
    unless: /\b(?:phone|dial|calling|landing)\b/,
  },
  {
    field: "industry",
    test: /\b(?:industry|industries|branche|iparag\w*|agazat\w*|secteur d activite|sector)\b/,
  },
  { field: "city", test: /\b(?:city|town|stadt|ville|ciudad|varos|citta|miasto)\b/ },
  { field: "budget", test: /\b(?:budget\w*|presupuesto|koltsegkeret\w*|koltsegvetes\w*)\b/ },
  {
    field: "product_interest",
    test: /\b(?:interested in|product interest|interessier\w*|interesa|interesse|produkt\w*|interesado|erdeklodes\w*|erdekel\w*|erdekli)\b/,
  },
  {
    field: "free_text",
    test: /\b(?:message|comments?|enquiry|inquiry|notes?|remarks?|how can we help|nachricht|anfrage|bemerkung\w*|notiz\w*|anmerkung\w*|commentaires?|remarques?|mensaje|comentarios?|observaciones|uzenet\w*|megjegyzes\w*|questions?)\b/,
  },
  {
    field: "external_id",
    test: /\b(?:contact|lead|person|prospect|record|user|visitor|response|entry|submission|subscriber|member|badge|attendee|besucher|teilnehmer) id$/,
  },
  {
    field: "company",
    test: companyWord,
    unless:
      /\b(?:id|address|street|state|zip|postal|revenue|umsatz|industry|city|founded|year|description|keywords|currency|technologies|followers|funding|specialties|code|number|record|level|tier|location|hq|region|stage|age|logo|rating|segment|priority|contacts?|people|deals?|annual|strasse|plz|adresse|direccion)\b/,
  },
];

const RANK_STEP = 0.3;

/** What a header means by its words alone, the most probable first. */
export function meaningsOf(key: string): Meaning[] {
  if (key === "" || !isTheirs(key)) return [];
  const exact = named(key, 100);
  if (exact.length > 0) return exact;

  const stripped = key.replace(padding, " ").replace(/\s+/g, " ").trim();
  const close = stripped === key ? [] : named(stripped, 95);
  if (close.length > 0 || aboutAValue.test(key)) return close;

  const found = patterns.find(({ test, unless }) => test.test(key) && !unless?.test(key));
  return found ? [{ field: found.field, score: 60 }] : [];
}

function named(key: string, score: number): Meaning[] {
  return fieldsNamed(key).map(({ field, rank }) => ({ field, score: score - rank * RANK_STEP }));
}
