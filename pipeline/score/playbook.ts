import { z } from "zod";

const Band = z
  .strictObject({ min: z.int().nonnegative(), max: z.int().nullable(), points: z.int() })
  .refine(({ min, max }) => max === null || min <= max, "A size band ends after it begins.");

const Weights = z
  .strictObject({
    fit: z.number().nonnegative(),
    intent: z.number().nonnegative(),
    timing: z.number().nonnegative(),
  })
  .refine(
    ({ fit, intent, timing }) => Math.abs(fit + intent + timing - 1) < 1e-6,
    "The three weights add up to 1.",
  );

const Thresholds = z
  .strictObject({ a: z.int().max(100), b: z.int(), c: z.int().min(0) })
  .refine(({ a, b, c }) => a > b && b > c, "A begins above B, and B above C.");

/** Words or phrases, found whole and in any case. */
const Phrases = z.array(z.string().trim().min(1));

/** A tenant's own idea of a good lead. Stored as JSON: people edit it, nobody deploys it. */
export const Playbook = z.object({
  /** What an average lead of any source is worth before anything is known. */
  base: z.int().min(0).max(100),
  thresholds: Thresholds,
  /** w1, w2, w3 of the score. The default points already hold the default weights. */
  weights: Weights,
  /** Names of pipeline/enrich/industries.ts, best first. */
  industries: z.array(z.string()),
  sizeBands: z.array(Band),
  /** Countries we serve, ISO 3166-1 alpha-2; empty is everywhere. */
  served: z.array(z.string()),
  /** Countries we may not serve at all: a gate. */
  denied: z.array(z.string()),
  /** Products that ours works well with. */
  stack: z.array(z.string()),
  /** Words of the ideal customer, on its own pages. */
  keywords: Phrases,
  /** What a lead says who wants what we offer. */
  useCases: Phrases,
  /** What a lead says who wants more than we offer. */
  beyondOffer: Phrases,
  /** What a lead says who may not buy now. */
  blockers: Phrases,
  /** Whom else a lead may be looking at. */
  competitors: Phrases,
  /** What somebody says who will never buy: students, job seekers, vendors. */
  negatives: Phrases,
  /** Whole units of the tenant's currency. */
  budget: z.strictObject({ min: z.number(), max: z.number().nullable() }),
  /** A role address is taken all the same when the budget is above this. */
  roleMailBudget: z.number(),
});
export type Playbook = z.infer<typeof Playbook>;

export const defaultWeights = { fit: 0.4, intent: 0.4, timing: 0.2 };

const europe =
  "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";

/** What a fresh tenant starts with: planning software for mid-sized B2B companies of Europe and North America. */
export const defaultPlaybook: Playbook = {
  base: 40,
  thresholds: { a: 80, b: 60, c: 40 },
  weights: defaultWeights,
  industries: ["Logistics", "Software", "Manufacturing", "Professional services"],
  sizeBands: [
    { min: 50, max: 199, points: 14 },
    { min: 200, max: 999, points: 16 },
    { min: 1000, max: null, points: 4 },
    { min: 15, max: 49, points: -2 },
    { min: 0, max: 14, points: -10 },
  ],
  served: [...europe.split(" "), "US", "CA"],
  denied: ["KP", "IR", "SY", "CU"],
  stack: ["HubSpot", "Salesforce", "Segment", "Snowflake", "Slack", "Stripe", "Intercom"],
  keywords: phrases(
    "logistics | logistik | logistique | logística | supply chain | lieferkette | freight | fracht | warehouse | lager | shipment | shipments | b2b | enterprise | operations | manufacturing | fertigung",
  ),
  useCases: phrases(
    "automate | automation | automatisieren | automatisierung | automatiser | automatizar | integrate | integration | anbinden | planning | planning tool | planung | planification | planificación | scheduling | forecast | forecasting | prognose | tracking | sendungsverfolgung | replace our spreadsheets | replace spreadsheets | excel ablösen | remplacer excel | reporting | dashboard | route planning | tourenplanung",
  ),
  beyondOffer: phrases(
    "on-premise | on premises | air-gapped | self-hosted | mainframe | custom development | individualentwicklung | développement sur mesure | desarrollo a medida | white label | source code",
  ),
  blockers: phrases(
    "no budget | budget freeze | hiring freeze | under contract until | just signed with | locked in until | not before next year | kein budget | budgetstopp | vertraglich gebunden | nicht vor nächstem jahr | pas de budget | sous contrat jusqu'en | sin presupuesto | nessun budget | geen budget",
  ),
  competitors: [],
  negatives: phrases(
    `i am a student | i'm a student | as a student | phd student | my thesis | master thesis | bachelor thesis | master's thesis | school project | homework
    | ich bin student | ich bin studentin | masterarbeit | bachelorarbeit | abschlussarbeit | je suis étudiant | je suis étudiante | soy estudiante | sono uno studente | sono una studentessa | ik ben student
    | job application | apply for a job | applying for | my cv | my resume | looking for a job | internship | bewerbung | ich bewerbe mich | lebenslauf | praktikum | candidature spontanée | ma candidature | mon cv | busco trabajo | busco empleo | mi currículum | cerco lavoro | tirocinio | sollicitatie | stageplek
    | guest post | sponsored post | link exchange | link building | backlinks | seo services | seo agency | rank higher | first page of google | increase your traffic | web design services | we offer outsourcing | lead generation agency | email list for sale | gastbeitrag | linkaufbau | wir bieten ihnen | article invité | article sponsorisé | référencement de votre site | posicionamiento web`,
  ),
  budget: { min: 5_000, max: 500_000 },
  roleMailBudget: 10_000,
};

function phrases(text: string): string[] {
  return text.split("|").map((phrase) => phrase.trim());
}
