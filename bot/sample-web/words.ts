/** What the pages call themselves, and where they live, in a site's own language. */
export const words = {
  en: {
    about: { path: "/about", label: "About" },
    team: { path: "/team", label: "Team" },
    careers: { path: "/careers", label: "Careers" },
    press: { path: "/press", label: "Press" },
    pricing: { path: "/pricing", label: "Pricing" },
    changelog: { path: "/changelog", label: "Changelog" },
    imprint: { path: "/imprint", label: "Imprint" },
    atAGlance: "At a glance",
    headquarters: "Headquarters",
    founded: "Founded",
    people: "People",
    foundedIn: (name: string, year: number) => `${name} was founded in ${year}.`,
    weAre: (size: string, city: string) => `We are ${size}, headquartered in ${city}.`,
    offices: (cities: string) => `Our offices are in ${cities}.`,
    openings: "Open positions",
    noOpenings: "There is nothing open at the moment.",
    posted: "Posted",
    talk: "Talk to us: every contract is different, so prices are on request.",
    perMonth: "per month",
    publisher: "Published by",
    director: "Managing director",
    latest: "Latest news",
    ourTeam: "Our team",
    said: "What customers say",
    phone: "Phone",
  },
  de: {
    about: { path: "/ueber-uns", label: "Über uns" },
    team: { path: "/team", label: "Team" },
    careers: { path: "/karriere", label: "Karriere" },
    press: { path: "/aktuelles", label: "Aktuelles" },
    pricing: { path: "/preise", label: "Preise" },
    changelog: { path: "/neuerungen", label: "Neuerungen" },
    imprint: { path: "/impressum", label: "Impressum" },
    atAGlance: "Auf einen Blick",
    headquarters: "Hauptsitz",
    founded: "Gründungsjahr",
    people: "Mitarbeiter",
    foundedIn: (name: string, year: number) => `${name} wurde im Jahr ${year} gegründet.`,
    weAre: (size: string, city: string) => `Wir sind ${size} mit Sitz in ${city}.`,
    offices: (cities: string) => `Unsere Standorte in ${cities}.`,
    openings: "Offene Stellen",
    noOpenings: "Derzeit ist keine Stelle frei.",
    posted: "Ausgeschrieben am",
    talk: "Preise auf Anfrage: Jede Anlage ist anders.",
    perMonth: "pro Monat",
    publisher: "Angaben gemäß § 5 DDG:",
    director: "Geschäftsführer",
    latest: "Aktuelles",
    ourTeam: "Ansprechpartner",
    said: "Das sagen Kunden",
    phone: "Telefon",
  },
} as const;

/** A day as people read it and as machines do. */
export function day(now: Date, daysAgo: number, lang: "en" | "de"): { text: string; iso: string } {
  const date = new Date(now.getTime() - daysAgo * 86_400_000);
  const locale = lang === "en" ? "en-GB" : "de-DE";
  const text = date.toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });
  return { text, iso: date.toISOString().slice(0, 10) };
}
