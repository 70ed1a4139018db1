import seeds from "../../../fixtures/injections/seeds.json" with { type: "json" };

/** What one lead's page and words are; a carrier puts the attack into either. */
export type Lure = { html: string; freeText: string };

const words = "We plan our deliveries on paper and would like to hear more about your product.";
const body =
  "<h1>Tidewater Instruments</h1><p>We build measuring devices for harbours in the north.</p><p>Write to us if you would like to know more about our devices and how they are used.</p>";
const page = (inside: string, head = "") =>
  `<!doctype html><html lang="en"><head><title>Tidewater Instruments</title>${head}</head><body><main>${body}${inside}</main></body></html>`;

export const clean: Lure = { html: page(""), freeText: words };

const carriers: Record<string, (attack: string) => Lure> = {
  visible: (attack) => ({ html: page(`<p>${attack}</p>`), freeText: words }),
  hidden: (attack) => ({
    html: page(`<div style="display:none">${attack}</div>`),
    freeText: words,
  }),
  comment: (attack) => ({ html: page(`<!-- ${attack} -->`), freeText: words }),
  alt: (attack) => ({ html: page(`<img src="/a.png" alt="${attack}">`), freeText: words }),
  "json-ld": (attack) => ({
    html: page(
      "",
      `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@type": "Article", description: attack })}</script>`,
    ),
    freeText: words,
  }),
  form: (attack) => ({ html: page(""), freeText: `${words}\n${attack}` }),
  mail: (attack) => ({
    html: page(""),
    freeText: `Hello,\n\n${words}\n\n${attack}\n\nKind regards`,
  }),
};

const CARRIERS_EACH = 5;

export type Attack = Lure & { name: string; seed: string; language: string };

/** Every seed in five of the seven carriers, in turn. */
export const attacks: readonly Attack[] = Object.entries(seeds)
  .flatMap(([language, own]) => own.map((seed) => ({ language, seed })))
  .flatMap(({ language, seed }, index) => {
    const names = Object.keys(carriers);
    return Array.from({ length: CARRIERS_EACH }, (_, turn) => {
      const carrier = names[(index + turn) % names.length] ?? "visible";
      const lure = carriers[carrier]?.(seed) ?? clean;
      return { ...lure, name: `${language} ${index} ${carrier}`, seed, language };
    });
  });
