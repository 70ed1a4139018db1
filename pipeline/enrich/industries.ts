/**
 * The industries Baton tells apart, after NACE sections and divisions, with the words by which
 * companies describe themselves. Facts and playbooks name them by `name`.
 */
const industries = [
  {
    name: "Software",
    nace: "J62",
    words:
      "software|saas|platform|api|app|apps|cloud|plattform|logiciels?|plateforme|developers?|no-code|open source",
  },
  {
    name: "Logistics",
    nace: "H",
    words:
      "logisti\\w*|freight|carriers?|shippers?|shipments?|warehous\\w*|supply chain|trucking|haul\\w*|fleets?|dispatch\\w*|parcel|couriers?|spedition\\w*|lieferkette|lager\\w*|fracht|transport\\w*|log[íi]stica|entrep[ôo]ts?",
  },
  {
    name: "Manufacturing",
    nace: "C",
    words:
      "manufactur\\w*|machin(?:e|es|ing|ery)|factory|factories|industrial|cnc|maschinenbau|fertigung|hersteller|produktionsanlagen|fabrik\\w*|werkzeug\\w*|components?|precision parts|casting|fabricants?|industrie",
  },
  {
    name: "Professional services",
    nace: "M",
    words:
      "consult\\w*|advisory|law firm|lawyers?|attorneys?|notar\\w*|kanzlei|rechtsanw[äa]lt\\w*|audit|accounting firm|tax advis\\w*|steuerberat\\w*|unternehmensberat\\w*|architects?|engineering office|cabinet|conseil",
  },
  {
    name: "Marketing services",
    nace: "M73",
    words:
      "marketing agency|creative agency|advertising agency|branding|digital agency|design studio|werbeagentur|agentur|pr agency|agence",
  },
  {
    name: "Staffing",
    nace: "N78",
    words:
      "staffing|recruitment agency|recruiting agency|temporary workers|personaldienstleist\\w*|zeitarbeit|headhunt\\w*|talent agency",
  },
  {
    name: "Retail",
    nace: "G47",
    words:
      "retail\\w*|shop|shops|store|stores|boutique|e-commerce|ecommerce|online shop|webshop|mode|fashion|einzelhandel|florists?|flowers|bookshop|magasins?|tienda",
  },
  {
    name: "Wholesale",
    nace: "G46",
    words: "wholesal\\w*|distributors?|gro[ßs]+handel|importers?|grossiste|mayorista",
  },
  {
    name: "Healthcare",
    nace: "Q",
    words:
      "health ?care|hospitals?|clinics?|patients?|medical practice|physicians?|dental|dentists?|nursing|pflege|klinik\\w*|praxis|arzt\\w*|telemedicine|sant[ée]",
  },
  {
    name: "Life sciences",
    nace: "C21",
    words:
      "biotech\\w*|pharma\\w*|life sciences?|clinical trials?|genom\\w*|laborator(?:y|ies)|drug discovery|labor",
  },
  {
    name: "Finance",
    nace: "K64",
    words:
      "bank\\w*|fintech|payments?|lending|loans?|asset management|invest(?:ment|ing) (?:firm|bank|advice)|wealth|brokerage|trading desk|treasury|finanz\\w*|kredit\\w*|banque",
  },
  {
    name: "Insurance",
    nace: "K65",
    words: "insur\\w*|underwrit\\w*|claims handling|versicherung\\w*|assurances?|seguros",
  },
  {
    name: "Real estate",
    nace: "L",
    words:
      "real estate|property management|landlords?|tenants|apartments?|immobilien\\w*|immobilier|inmobiliaria|vastgoed",
  },
  {
    name: "Construction",
    nace: "F",
    words:
      "construction|builders?|contractors?|roofing|scaffold\\w*|bauunternehmen|hochbau|tiefbau|baustell\\w*|b[âa]timent|plumb\\w*|dachdecker",
  },
  {
    name: "Energy",
    nace: "D",
    words:
      "energy|solar|wind farms?|photovoltaic\\w*|grid|utilities|heat pumps?|battery storage|energie|strom|stadtwerke|[ée]nergie|energ[íi]a",
  },
  {
    name: "Agriculture",
    nace: "A",
    words:
      "agricultur\\w*|farm|farms|farmers|crops?|greenhouses?|livestock|landwirtschaft\\w*|agrar\\w*",
  },
  {
    name: "Food and drink",
    nace: "C10",
    words:
      "bakery|bakers|brewery|brewers?|food producer|coffee roast\\w*|roastery|beverages?|winery|b[äa]ckerei\\w*|brauerei|lebensmittel",
  },
  {
    name: "Automotive",
    nace: "C29",
    words:
      "automotive|car makers?|vehicle manufactur\\w*|dealerships?|autohaus|spare parts|fahrzeug\\w*",
  },
  {
    name: "Education",
    nace: "P",
    words:
      "education\\w*|schools?|universit\\w*|students?|e-learning|courses|tutoring|bildung\\w*|schule\\w*|formation|kindergarten",
  },
  {
    name: "Media",
    nace: "J58",
    words:
      "media company|publish\\w*|newspaper|magazine|broadcast\\w*|podcasts?|film production|verlag\\w*|zeitung",
  },
  {
    name: "Telecommunications",
    nace: "J61",
    words: "telecom\\w*|broadband|fib(?:er|re) network|mobile operator|internet provider|glasfaser",
  },
  {
    name: "Hospitality",
    nace: "I",
    words:
      "hotels?|restaurants?|guests|guesthouse|hostel|catering|caf[ée]|travel agency|tourism|holiday|gasthof|pension|ferienwohnung\\w*|reise\\w*",
  },
  {
    name: "Local services",
    nace: "S",
    words:
      "hairdress\\w*|salon|cleaning services?|laundry|repair shop|gym|yoga|pet care|friseur\\w*|reinigung\\w*|funeral|locksmith",
  },
  {
    name: "Public sector",
    nace: "O",
    words:
      "city council|municipal\\w*|ministry|government agency|public administration|beh[öo]rde|stadtverwaltung|gemeinde\\w*|mairie",
  },
  {
    name: "Nonprofit",
    nace: "S94",
    words:
      "nonprofit|non-profit|charity|foundation|ngo|volunteers?|donations?|gemeinn[üu]tzig\\w*|verein|association loi",
  },
] as const;
export type Industry = (typeof industries)[number]["name"];

/** Finds an industry's words anywhere in a text. */
export const industryWords: readonly (readonly [Industry, RegExp])[] = industries.map(
  ({ name, words }) => [name, new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "giu")],
);

/** The industry somebody means by a word or two: `logistics`, `Maschinenbau`, `Retail`. */
export function industryOf(text: string): Industry | undefined {
  const plain = text.trim().toLowerCase();
  const exact = industries.find(({ name }) => name.toLowerCase() === plain);
  return exact?.name ?? industryWords.find(([, words]) => plain.match(words))?.[0];
}
