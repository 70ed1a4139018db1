import type { Db } from "../../../../db/client.ts";
import { findLead } from "../../../../db/leads.ts";
import type { About, SourceDeps } from "../../../../jobs/enrich/fact-source.ts";
import type { Llm, World } from "../../../../jobs/world.ts";
import type { Firmographics } from "../../../../pipeline/enrich/llm/firmographics.ts";
import { defaultResearchSettings } from "../../../../pipeline/enrich/research-settings.ts";
import { givenLead } from "../../../support/given.ts";
import { testWorld } from "../../../support/world.ts";
import { rowsOf, type Scene } from "../../scene.ts";

export const aboutUrl = "https://acme.example/about";
export const aboutText =
  "We keep 400 lorries moving between Rotterdam and Vienna. Acme Spedition GmbH was founded in 1998 in Hamburg, Germany. Today 180 employees work with us. We run our finances on Stripe.";

/** A lead about whose company rules found nothing, for a model to read. */
export async function givenAbout(scene: Scene, own: Partial<About> = {}): Promise<About> {
  const { domain = "acme.example" } = own;
  const leadId = await givenLead(scene, scene.tenantId, { company: domain, domain });
  const lead = await scene.inTenant(scene.tenantId, (tx) => findLead(tx, leadId));
  if (!lead) throw new Error("no lead");
  const { tenantId } = scene;
  return { ...aboutOf({ tenantId, leadId, companyId: lead.companyId }), ...own };
}

export function aboutOf(lead: About["lead"]): About {
  const page = { url: aboutUrl, kind: "about", title: "About us", text: aboutText } as const;
  return {
    ...{ lead, domain: "acme.example", name: "Acme", facts: [] },
    settings: defaultResearchSettings,
    pages: [{ ...page, markdown: aboutText, links: [] }],
    msLeft: () => 20_000,
  };
}

/** The model is asked nothing of the web, so a reader that reads nothing will do. */
export function depsWith(db: Db, llm: Llm | null, own: Partial<World> = {}): SourceDeps {
  const nobody = () => Promise.reject(new Error("a model reads no site"));
  const reader: SourceDeps["reader"] = {
    ...{ read: nobody, admit: nobody, done: nobody, waitMs: nobody },
    robots: () => "none",
  };
  return { ...testWorld(db, { llm, ...own }), reader };
}

const page = 1;

/** An answer that is right in every field. */
export const rightAnswer: Firmographics = {
  industry: { value: "Logistics", quote: "We keep 400 lorries moving", page },
  employees: { value: { min: 180, max: 180 }, quote: "Today 180 employees work with us.", page },
  founded_year: { value: 1998, quote: "founded in 1998 in Hamburg, Germany", page },
  hq_city: { value: "Hamburg", quote: "founded in 1998 in Hamburg, Germany", page },
  hq_country: { value: "DE", quote: "founded in 1998 in Hamburg, Germany", page },
  legal_name: { value: "Acme Spedition GmbH", quote: "Acme Spedition GmbH was founded", page },
  headline: null,
  ...{ openings: [], funding: null, people: [] },
  technologies: [{ value: "Stripe", quote: "We run our finances on Stripe.", page }],
};

export const nothingSaid: Firmographics = {
  ...{ industry: null, employees: null, founded_year: null, hq_city: null, hq_country: null },
  ...{
    legal_name: null,
    headline: null,
    openings: [],
    funding: null,
    people: [],
    technologies: [],
  },
};

export type LedgerRow = {
  model: string;
  purpose: string;
  outcome: string;
  cached: boolean;
  input: number;
  output: number;
  usd: number;
};

/** The lines of the ledger that models left, oldest first. */
export function ledgerOf(scene: Scene): Promise<LedgerRow[]> {
  return rowsOf<LedgerRow>(
    scene,
    `select model, purpose, outcome, cached, input_tokens as input, output_tokens as output,
       usd::float8 as usd from cost where kind = 'llm' order by id`,
  );
}
