import type { Fact, FactName } from "../../../pipeline/enrich/fact.ts";
import {
  Firmographics,
  keyFields,
  soughtFields,
} from "../../../pipeline/enrich/llm/firmographics.ts";
import { speaksToPrograms } from "../../../pipeline/enrich/llm/is-order.ts";
import { type ChosenPage, choosePages } from "../../../pipeline/enrich/llm/pages.ts";
import { firmographicsTask } from "../../../pipeline/enrich/llm/prompt.ts";
import { type Checked, toFacts } from "../../../pipeline/enrich/llm/to-facts.ts";
import { redact } from "../../../pipeline/enrich/redact.ts";
import { type About, type FactSource, nothingFound, type SourceDeps } from "../fact-source.ts";
import { askModel, type ModelDeps } from "./ask-model.ts";

/** So many key fields still unknown after rules and the small model make the large one worth asking. */
const ENOUGH_OPEN = 2;

/**
 * What rules could not read, read by a model: the small one first, the large one only where two key
 * fields are still open. Without a key, a budget or a page that speaks to people only, none is asked.
 */
export const llmSource: FactSource = {
  name: "llm",
  when: "after",
  async find(about, deps) {
    const { llm } = deps;
    if (!llm || open(about.facts, soughtFields).length === 0) return nothingFound;
    const pages = choosePages(honest(about));
    if (pages.length === 0) return nothingFound;

    const read = { about, pages, deps: { ...deps, llm } };
    const small = await readWith(llm.model, read);
    const left = open([...about.facts, ...small.facts], keyFields);
    const isDone = left.length < ENOUGH_OPEN || llm.largeModel === llm.model || !small.goOn;
    const large = isDone ? nothing : await readWith(llm.largeModel, read);
    return { facts: distinct([...small.facts, ...large.facts]), visits: [] };
  },
};

type Reading = Checked & { goOn: boolean };
const nothing: Reading = { facts: [], dropped: 0, goOn: false };

async function readWith(
  model: string,
  { about, pages, deps }: { about: About; pages: ChosenPage[]; deps: SourceDeps & ModelDeps },
): Promise<Reading> {
  const { outcome, ...asked } = await askModel(deps, {
    ...{ lead: about.lead, purpose: "firmographics", model, task: firmographicsTask },
    schema: Firmographics,
    texts: pages.map(({ kind, shown }) => ({ label: kind, text: redact(shown).text })),
    msLeft: about.msLeft,
  });
  if (!("answer" in asked)) {
    const facts = outcome === "quarantined" ? [canaryFact(pages, deps.now())] : [];
    return { facts, dropped: 0, goOn: false };
  }
  const found = toFacts(asked.answer, pages, deps.now());
  if (found.dropped > 0) deps.log.info({ model, dropped: found.dropped }, "unproved, left out");
  return { ...found, goOn: true };
}

/** A page that speaks to programs is left to rules, and to people. */
function honest({ pages, facts }: About): About["pages"] {
  const flagged = new Set(
    facts.flatMap(({ name, sourceUrl }) => (name === "suspicious_text" ? sourceUrl : [])),
  );
  return pages.filter(({ url, text }) => !flagged.has(url) && !speaksToPrograms(text));
}

function open(facts: readonly Fact[], wanted: readonly FactName[]): FactName[] {
  return wanted.filter((name) => facts.every((fact) => fact.name !== name));
}

/** Two models that say the same said it once. */
function distinct(facts: readonly Fact[]): Fact[] {
  const said = new Map(facts.map((fact) => [JSON.stringify([fact.name, fact.value]), fact]));
  return [...said.values()];
}

/** Which page made the model talk is not known; the first one stands for all that it was given. */
function canaryFact([page]: readonly ChosenPage[], now: Date): Fact {
  return {
    name: "suspicious_text",
    value: { kind: "canary" },
    sourceUrl: page?.url ?? null,
    quote: null,
    observedAt: now.toISOString(),
    provider: "llm",
    confidence: 1,
  };
}
