import { labels } from "../../data/people-words.ts";
import { readEmail } from "../email-address.ts";
import type { RawLead } from "../normalise.ts";

/** What a notification says under a label, in its own words. */
export type Field = { label: string; value: string };

const LABEL_CHARACTERS = 120;
const VALUE_CHARACTERS = 5_000;
const LABEL_WORDS = 12;
const MOST_FIELDS = 100;

const sameLine =
  /^[\s*•·>-]*(?:\*|_)*([^\t:：=]{1,120}?)(?:\*|_)*\s*(?:[:：]|\t|=(?!=))(?:\*|_)*\s*(.*)$/u;
const dashed = /^-{2,}\s*(.{1,120}?)\s*-{2,}$/u;
/** What programs write below a form, to have people come back. */
const foot =
  /^(?:(?:view|see|open|manage) .{3,60} (?:in|on|at) |log ?in to |unsubscribe|you(?:['’]re| are)? receiv)/i;
const link = /^(?:https?|mailto):/i;
const rule = /^[\s=_*-]{3,}$/;

/**
 * The fields of a form's mail: `Label: value`, a table's two cells, a label or question alone with
 * its value below, and WPForms' `--- Label ---`. A line without a label belongs to the value above.
 */
export function fieldsIn(text: string): Field[] {
  const fields: Field[] = [];
  let open: Field | undefined;
  let gaps = 0;
  for (const raw of text.split("\n")) {
    const line = raw.replace(/^\s*>\s?/, "").trimEnd();
    if (line.trim() === "") {
      gaps += 1;
      continue;
    }
    const named = fields.length < MOST_FIELDS ? fieldOn(line, open) : undefined;
    if (named) fields.push(named);
    const isCell = named && named.value !== "" && line.includes("\t"); // a row ends with its line
    open = isCell ? undefined : (named ?? continued(open, line.trim(), gaps));
    gaps = 0;
  }
  return fields.map(({ label, value }) => ({ label, value: value.trim() }));
}

/** Adds a line to the field above it, where it can belong there; undefined where the field has ended. */
function continued(open: Field | undefined, line: string, gaps: number): Field | undefined {
  if (!open || rule.test(line) || foot.test(line)) return undefined;
  const isFresh = open.value === "";
  if (!isFresh && (link.test(line) || (gaps > 0 && !isLong(open)))) return undefined;
  open.value = (isFresh ? line : `${open.value}\n${line}`).slice(0, VALUE_CHARACTERS);
  return open;
}

function fieldOn(line: string, open: Field | undefined): Field | undefined {
  const trimmed = line.trim();
  const label = dashed.exec(trimmed)?.[1];
  if (label) return { label: tidy(label), value: "" };
  if (link.test(trimmed)) return undefined;
  const [, name = "", value = ""] = sameLine.exec(line) ?? [];
  const tidied = tidy(name);
  const isLabel = /\p{L}/u.test(tidied) && tidied.split(/\s+/).length <= LABEL_WORDS;
  if (isLabel) return { label: tidied, value: value.trim() };
  return standsAlone(trimmed, open) ? { label: tidy(trimmed), value: "" } : undefined;
}

/** A label without a colon: a name we know and nothing else, or a question that is no answer itself. */
function standsAlone(line: string, open: Field | undefined): boolean {
  if (line.length > LABEL_CHARACTERS) return false;
  if (exact.some(([, pattern]) => pattern.test(line))) return true;
  if (!line.endsWith("?") || open?.value === "") return false;
  return fieldName(line) !== undefined || !(open && isLong(open));
}

function tidy(label: string): string {
  return label
    .replace(/[*_\s]+/g, " ")
    .replace(/\s*\((?:required|optional|pflichtfeld|obligatoire|obligatorio|kötelező)\)\s*$/i, "")
    .trim();
}

/** Long answers may have empty lines in them. */
function isLong({ label }: Field): boolean {
  return fieldName(label) === "freeText";
}

type TextField = Exclude<keyof RawLead, "utm" | "extra">;

const whole = (names: string) =>
  new RegExp(
    `^(?:your |ihre? |votre |tu |su |il tuo |seu |az ön |uw |twoj[ea] )?(?:${names})$`,
    "iu",
  );
const within = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "iu");

type Names = readonly (readonly [TextField, RegExp])[];

const exact: Names = [
  [
    "firstName",
    whole(
      `${labels.firstName}|given name|vorname|prenome|primeiro nome|imię|utónév|nome de batismo`,
    ),
  ],
  ["lastName", whole(`${labels.lastName}|nazwisko|sobrenome|apellido`)],
  [
    "email",
    whole(
      "(?:work |business |company |geschäftliche |lead |invitee |contact )?e-?mail(?: ?-?address| ?-?adresse| professionnel(?:le)?)?|courriel|adresse e-?mail(?: professionnelle)?|correo(?: electrónico)?|e-?mail ?-?cím|adres e-?mail|endereço de e-?mail|indirizzo e-?mail|mail",
    ),
  ],
  [
    "company",
    whole(
      `${labels.company}|company/organi[sz]ation|account(?: name)?|unternehmensname|nom de l['’]entreprise|nombre de (?:la )?empresa|nome (?:dell['’])?azienda|nome da empresa|bedrijfsnaam|nazwa firmy|vállalat|szervezet`,
    ),
  ],
  [
    "url",
    whole(`(?:company |business )?(?:${labels.website})(?: ?url| ?address)?|company domain|domain`),
  ],
  [
    "phone",
    whole(
      `(?:work |business |mobile )?(?:${labels.phone})|rufnummer|numéro de téléphone|número de teléfono|número de telefone|numero di telefono|numer telefonu`,
    ),
  ],
  ["country", whole(`${labels.country}|country of residence|location`)],
  [
    "title",
    whole(
      "job ?title|title|position|role|funktion|berufsbezeichnung|stellung|fonction|poste|cargo|puesto|ruolo|posizione|functie|beosztás|stanowisko",
    ),
  ],
  [
    "name",
    whole(
      `${labels.name}|lead name|invitee|prospect|contact name|nombre completo|nome completo|nome e cognome|nom et prénom|teljes név|kontaktperson`,
    ),
  ],
  [
    "employees",
    whole(
      "(?:company size|number of employees|employees|mitarbeiter(?:zahl|anzahl)?|anzahl (?:der )?mitarbeiter|effectifs?|nombre d['’]employés|número de empleados|número de funcionários|dipendenti|létszám|liczba pracowników)",
    ),
  ],
  ["linkedin", whole("linkedin(?: profile)?(?: url)?|linkedin-profil")],
  ["budget", whole("budget|presupuesto|orçamento|költségkeret|budżet")],
  [
    "productInterest",
    whole(
      "(?:product|service)(?: of)?(?: interest)?|interest(?:ed in)?|category|interesse(?: an)?|produit|producto|prodotto|produto|termék|produkt",
    ),
  ],
  [
    "freeText",
    whole(
      "(?:your )?(?:message|comments?|notes?|question|enquiry|inquiry|request|details|description|how can we help(?: you)?\\??|nachricht|anfrage|anliegen|bemerkung(?:en)?|kommentar|mitteilung|demande|commentaires?|mensaje|comentarios?|consulta|messaggio|richiesta|mensagem|bericht|opmerking(?:en)?|üzenet|megjegyzés|wiadomość|treść)",
    ),
  ],
  [
    "consent",
    whole(
      "(?:marketing )?(?:consent|opt[- ]?in|gdpr(?: agreement| consent)?|privacy(?: policy)?|einwilligung|datenschutz|consentement|consentimiento|consenso|consentimento|hozzájárulás|zgoda)",
    ),
  ],
  [
    "pageUrl",
    whole(
      "page(?: url)?|source url|submitted (?:from|on)|url|seite|referrer|landing page|conversion page",
    ),
  ],
];

/** Words inside a longer label: `What is your work email?` */
const inside: Names = [
  ["email", within("e-?mail|correo|courriel")],
  ["phone", within("phone|telefon\\p{L}*|téléphone|teléfono|telefone|mobile")],
  [
    "company",
    within(
      "company|organi[sz]ation|firma|unternehmen|entreprise|société|empresa|azienda|bedrijf|cég\\p{L}*",
    ),
  ],
  [
    "freeText",
    within(
      "message|nachricht|mensaje|messaggio|mensagem|üzenet|help|questions?|anything (?:that )?(?:will|would) help",
    ),
  ],
  ["name", within("(?:your|full) name|votre nom|(?:tu|su) nombre|(?:tuo|suo|seu) nome|ihr name")],
];

/** Which of our fields a label names; undefined where it is none of them. */
export function fieldName(label: string): TextField | undefined {
  const asked = label.replace(/[?:*]+$/, "").trim();
  return [...exact, ...inside].find(([, pattern]) => pattern.test(asked))?.[0];
}

/** Fields as a lead: the first of each name counts, and what has none of our names is kept beside. */
export function leadOfFields(fields: readonly Field[]): RawLead {
  const raw: Record<string, string> = {};
  const extra: Record<string, string> = {};
  for (const { label, value } of fields) {
    if (value === "" || /^(?:-|n\/a|none|—)$/i.test(value)) continue;
    const name = fieldName(label);
    const said = name === "email" ? addressIn(value) : value;
    if (name && said && raw[name] === undefined) raw[name] = said;
    else extra[label] ??= value;
  }
  return { ...raw, extra };
}

/** `ana@northwind.example (verified)`, `ana@northwind.example <mailto:…>`: the address alone. */
function addressIn(value: string): string | undefined {
  const [typed] = /[^\s<>()[\]"',;:]{1,64}@[^\s<>()[\]"',;:]{3,253}/.exec(value) ?? [];
  return typed && readEmail(typed.replace(/\.$/, ""))?.email;
}
