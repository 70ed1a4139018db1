import type { RawLead } from "../normalise.ts";

/** Something somebody filled in. `label` is what they read beside it, where the vendor tells. */
export type FormField = { name: string; label?: string | null; value: string };

/** What a form's field can be: a field of the intake door, the halves of a name, or nothing. */
export const formFields = [
  "company",
  "url",
  "website",
  "email",
  "name",
  "first_name",
  "last_name",
  "title",
  "linkedin",
  "phone",
  "country",
  "product_interest",
  "free_text",
  "external_id",
  "page_url",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_term",
  "utm_content",
  "budget",
  "employees",
  "consent",
  "ignore",
] as const;
type FormFieldName = (typeof formFields)[number];

/** A door's own map: the sender's name of a field, or its label, to ours. */
export type FieldMap = Readonly<Record<string, FormFieldName>>;

/** What a form says, field by field; what the map and our own words do not know is kept in `extra`. */
export function rawLeadOf(fields: readonly FormField[], map: FieldMap): RawLead {
  const named = fields
    .filter(({ value }) => value.trim() !== "")
    .map((field) => {
      return { field, ours: mapped(field, map) ?? meant(field.name) ?? meant(field.label ?? "") };
    })
    .filter(({ ours }) => ours !== "ignore");
  const known = new Set(named.map(({ ours }) => ours));
  const said = new Map<FormFieldName, string>();
  const extra = new Map<string, string>();
  for (const { field, ours } of named) {
    const told = ours ?? toldByValue(field.value);
    const isGuess = ours === undefined;
    if (told === undefined || (isGuess && known.has(told))) join(extra, nameOf(field), field.value);
    else if (told === "free_text") join(said, told, field.value, "\n");
    else if (!said.has(told)) said.set(told, field.value);
    else join(extra, nameOf(field), field.value);
  }
  return { ...leadOf(said), extra: Object.fromEntries(extra) };
}

function mapped({ name, label }: FormField, map: FieldMap): FormFieldName | undefined {
  if (Object.hasOwn(map, name)) return map[name];
  const wanted = [name, label ?? ""].map(bare);
  const found = Object.entries(map).find(([key]) => wanted.includes(bare(key)));
  return found?.[1];
}

function leadOf(said: ReadonlyMap<FormFieldName, string>): RawLead {
  const of = (name: FormFieldName) => said.get(name) ?? null;
  return {
    company: of("company"),
    url: of("url"),
    website: of("website"),
    email: of("email"),
    name: of("name"),
    firstName: of("first_name"),
    lastName: of("last_name"),
    title: of("title"),
    linkedin: of("linkedin"),
    phone: of("phone"),
    country: of("country"),
    productInterest: of("product_interest"),
    freeText: of("free_text"),
    externalId: of("external_id"),
    pageUrl: of("page_url"),
    utm: {
      source: of("utm_source"),
      medium: of("utm_medium"),
      campaign: of("utm_campaign"),
      term: of("utm_term"),
      content: of("utm_content"),
    },
    budget: of("budget"),
    employees: of("employees"),
    consent: of("consent"),
  };
}

function join<Key>(to: Map<Key, string>, key: Key, value: string, between = ", "): void {
  const before = to.get(key);
  to.set(key, before === undefined ? value : `${before}${between}${value}`);
}

function nameOf({ name, label }: FormField): string {
  return label?.trim() || name;
}

/** Values that only one kind of field has. A page on somebody's site may be anything. */
function toldByValue(value: string): FormFieldName | undefined {
  return /^\s*[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}\s*$/.test(value) ? "email" : undefined;
}

/**
 * Our words for the usual fields of contact forms, in the languages of our users. Whoever accepts a
 * privacy policy has not asked to be written to: that is no consent unless a door's map says so.
 */
const words: readonly (readonly [FormFieldName, RegExp])[] = [
  [
    "email",
    /^(?:(?:your|work|business|company|contact)?e?mail(?:address|adresse?)?|correo(?:electronico)?|courriel|adressee?mail|emailcim|posta(?:elettronica)?)$/,
  ],
  ["first_name", /^(?:firstname|fname|givenname|vorname|prenom|nombre|keresztnev|voornaam)$/],
  [
    "last_name",
    /^(?:lastname|lname|surname|familyname|nachname|nomdefamille|apellidos?|cognome|vezeteknev|achternaam)$/,
  ],
  [
    "name",
    /^(?:(?:your|full|contact)?name|(?:ansprechpartner|contact|kontakt)(?:person|in)?|nomcomplet|nom|nombrecompleto|nombreyapellidos|nome|nev|teljesnev|naam)$/,
  ],
  [
    "company",
    /^(?:(?:your)?company(?:name)?|organi[sz]ation(?:name)?|business(?:name)?|account(?:name)?|firma|firmenname|unternehmen|societe|entreprise|empresa|azienda|ceg|cegnev|bedrijf(?:snaam)?)$/,
  ],
  [
    "url",
    /^(?:(?:your|company)?(?:website|site|webpage|url|domain|homepage)(?:url|address)?|webseite|internetseite|siteweb|siteinternet|sitioweb|paginaweb|sitoweb|weboldal)$/,
  ],
  [
    "phone",
    /^(?:(?:your|mobile|work|contact)?(?:phone|telephone)(?:number)?|mobile(?:number)?|tel|telefon(?:nummer)?|handy|mobil|telefono|movil|telefonszam|telefoon)$/,
  ],
  [
    "title",
    /^(?:(?:job)?title|position|(?:job)?role|berufsbezeichnung|funktion|stelle|poste|fonction|cargo|puesto|beosztas|functie)$/,
  ],
  ["country", /^(?:country(?:region)?|land|pays|pais|paese|orszag)$/],
  [
    "free_text",
    /^(?:(?:your)?(?:message|comments?|enquiry|inquiry|question|request|notes?|details|text)|howcanwehelp(?:you)?|nachricht|anfrage|ihrenachricht|mitteilung|message|votremessage|demande|mensaje|comentarios?|messaggio|uzenet|bericht|freetext)$/,
  ],
  [
    "product_interest",
    /^(?:product(?:interest)?|interest(?:edin)?|services?|produkt|produit|producto|termek|prodotto)$/,
  ],
  [
    "employees",
    /^(?:employees|(?:numberof|no|how ?many)?employees|companysize|teamsize|headcount|mitarbeiter(?:zahl)?|anzahlmitarbeiter|effectif|empleados|letszam)$/,
  ],
  ["budget", /^(?:(?:your)?budget|presupuesto)$/],
  ["linkedin", /^(?:linkedin(?:profile|url)?)$/],
  [
    "consent",
    /^(?:(?:marketing)?(?:consent|optin)|newsletter|einwilligung|consentement|consentimiento|hozzajarulas)$/,
  ],
  ["page_url", /^(?:page(?:url|uri|address)|sourceurl|referr?er|landingpage|submittedfrom)$/],
  ["utm_source", /^utmsource$/],
  ["utm_medium", /^utmmedium$/],
  ["utm_campaign", /^utmcampaign$/],
  ["utm_term", /^utmterm$/],
  ["utm_content", /^utmcontent$/],
  ["external_id", /^(?:externalid|leadid)$/],
  ["ignore", /^(?:entryid|submissionid)$/], // names a submission, not whoever sent it
];

function meant(name: string): FormFieldName | undefined {
  const plain = bare(name);
  return words.find(([, rule]) => rule.test(plain))?.[0];
}

/** `Your E-Mail *` and `your_email` are the same field. */
function bare(name: string): string {
  return name
    .slice(0, 200)
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
