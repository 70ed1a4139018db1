/** Bounded, and never begun inside another word, so that no text takes long. */
const word = "(?<!\\p{L})\\p{Lu}(?=[\\p{L}'’-]{0,30}\\p{Ll})[\\p{L}'’-]{1,30}";
const particle = "(?:\\p{Lu}\\.|von|van|der|de|den|di|da|del|dos|la|le|ten|ter|zu|bin|al)";
const degree = "(?:(?:Dr|Prof|Dipl|Ing|Mag)\\.?(?:-(?:Ing|Kfm|Inf|Phys|Wirt)\\.?)? ){0,3}";

/** A personal name as written in the West: two to four words, each capitalised. */
export const personName = `${degree}(?:${word}(?: ${particle}){0,2} |(?:\\p{Lu}\\. ?){1,2})${word}(?: ${word})?`;

/** A name without what was studied for. */
export function withoutDegree(name: string): string {
  return name
    .replace(new RegExp(`^${degree}`, "u"), "")
    .replace(/,? (?:PhD|Ph\.D\.|MBA|MD|MSc)$/, "");
}

const whole = new RegExp(`^${personName}(?:,? (?:PhD|Ph\\.D\\.|MBA|MD|MSc))?$`, "u");

const notNames = new RegExp(
  `(?<!\\p{L})(?:${[
    "our|the|us|we|your|about|apply|now|current|openings?|write|here|with|for|and|or|of|in|to|contact|home|join|meet|team|teams|people|company|careers?|jobs?|press|news|blog|read|learn|more|get|started|sign|log|book|demo|free|trial|see|all|open|positions?|roles?|privacy|policy|terms|cookies?|case|stud(?:y|ies)|white|paper|series|seed|round",
    "solutions?|platform|products?|pricing|customers?|success|support|services?|features?|integrations?|partners?|resources|documentation|security|status|legal|imprint|impressum|datenschutz|unternehmen|karriere|kontakt|[üu]ber|uns|unser|unsere|das|die|und|mehr",
    "head|chief|chef|sous|officer|president|vice|director|manager|lead|engineer|developer|designer|founder|analyst|scientist|specialist|consultant|executive|assistant|coordinator|technician|representative|associate|administrator|accountant|recruiter|trainee|intern|apprentice|nurse|teacher|estimating|sales|marketing|operations|engineering|finance|design|data|software|cloud|office|street|road|avenue|gmbh|inc|ltd|llc|group|university|professor|computer|science|technology|technologies|systems|labs|global|digital|north|south|east|west|new|united|san|los|today|monday|january|february|march|april|june|july|august|september|october|november|december",
  ].join("|")})(?!\\p{L})`,
  "iu",
);

/** Whether a short text is a person's name and nothing else. */
export function isPersonName(text: string): boolean {
  return text.length <= 45 && whole.test(text) && !notNames.test(text);
}

/** The words by which a position is recognised, in five languages. */
const positions =
  "engineer|developer|programmer|architect|scientist|analyst|designer|researcher|administrator|devops|sre|manager|director|head|lead|leader|chief|officer|vp|vice president|president|founder|co-?founder|ceo|cto|coo|cfo|cmo|cro|cpo|ciso|chro|partner|owner|principal|specialist|consultant|advisor|adviser|representative|executive|associate|assistant|coordinator|technician|operator|driver|accountant|controller|bookkeeper|recruiter|counsel|lawyer|paralegal|writer|editor|marketer|strategist|planner|buyer|tester|trainer|nurse|teacher|professor|cook|chef|barista|electrician|mechanic|welder|intern|internship|apprentice|trainee|working student|sdr|bdr|account executive|entwickler(?:in)?|ingenieur(?:in)?|leiter(?:in)?|leitung|gesch[äa]ftsf[üu]hrer(?:in)?|gesch[äa]ftsf[üu]hrung|gr[üu]nder(?:in)?|inhaber(?:in)?|vorstand|berater(?:in)?|mitarbeiter(?:in)?|referent(?:in)?|sachbearbeiter(?:in)?|fachkraft|meister(?:in)?|monteur(?:in)?|techniker(?:in)?|kaufmann|kauffrau|werkstudent(?:in)?|praktikant(?:in)?|azubi|auszubildende[rn]?|prokurist(?:in)?|ing[ée]nieure?|d[ée]veloppeu(?:r|se)|directeur|directrice|responsable|g[ée]rante?|pr[ée]sidente?|fondat(?:eur|rice)|chargée? d[e']|commerciale?|ingenier[oa]|desarrollador[a]?|director[a]|gerente|jefe|jefa|fundador[a]?|t[ée]cnic[oa]|ontwikkelaar|hoofd|oprichter|medewerker|adviseur|bestuurder";
/** German puts the trade before the position, in one word; and marks postings as for everybody. */
const compound =
  "\\p{L}+(?:entwickler|ingenieur|leiter|leitung|berater|mitarbeiter|referent|techniker|meister|monteur|fachkraft|kaufmann|kauffrau|planer|führer|verkäufer|assistenz)(?:in|innen)?";
const forEverybody = "\\((?:[mwfdx]\\s?[/|*]\\s?){2}[mwfdx]\\)";
const position = new RegExp(
  `(?<!\\p{L})(?:(?:${positions})s?|${compound})(?!\\p{L})|${forEverybody}`,
  "iu",
);

/** Whether a short text names a position: `Head of Operations`, `Data Engineer (m/w/d)`. */
export function isPosition(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= 90 &&
    position.test(text) &&
    !/[.!?]$|[.!?]\s/.test(text.replace(/\b(?:Sr|Jr|Dr|St)\./g, ""))
  );
}

const positionFirst = new RegExp(
  `^(?:(?:managing|general|chief|senior|vice|deputy|our|the) )?(?:${positions})(?!\\p{L})`,
  "iu",
);

/** Whether a text begins with a position: a title in small letters, as in French or in a sentence. */
export function startsAsPosition(text: string): boolean {
  return positionFirst.test(text);
}

const areas: [area: string, pattern: RegExp][] = [
  ["data", /\bdata\b|daten|machine learning|\bml\b|\bai\b|\bki\b|analytics|\bbi\b/i],
  ["design", /design|\bux\b|\bui\b/i],
  ["security", /security|\binfosec\b|sicherheit/i],
  ["customer success", /customer|support|kundenberat|onboarding|implementation/i],
  [
    "sales",
    /sales|account (?:executive|manager)|business development|\b[sb]dr\b|vertrieb|commercial/i,
  ],
  ["marketing", /marketing|brand|content|growth|communications|\bseo\b/i],
  [
    "engineering",
    /engineer|developer|programmer|devops|\bsre\b|\bqa\b|tester|architect|software|entwickl|ingenieur|ing[ée]nieur|d[ée]velopp|desarroll|ontwikkel|\bcto\b/i,
  ],
  ["product", /\bproduct\b|produkt(?!ion)/i],
  ["people", /\bhr\b|people|talent|recruit|personal(?!\w* assistant)/i],
  ["finance", /financ|account(?:ant|ing)|controller|controlling|payroll|buchhalt|\bcfo\b/i],
  ["legal", /legal|counsel|lawyer|compliance|jurist/i],
  [
    "operations",
    /operations|\bops\b|logisti|supply|warehouse|lager|dispatch|driver|fahrer|production|monteur|technician|\bcoo\b/i,
  ],
];

/** The part of a company a position belongs to. */
export function areaOf(title: string): string | null {
  return areas.find(([, pattern]) => pattern.test(title))?.[0] ?? null;
}
