import type { PageVisit } from "../../pipeline/enrich/fact.ts";
import type { About, FactSource, Found, SourceDeps } from "./fact-source.ts";
import { within } from "./within.ts";

/** Asks sources besides the pages of a site, each when it is its time, and hands on what they found. */
export function askSources(
  sources: readonly FactSource[],
  about: About,
  deps: SourceDeps,
  onFound: (found: Found) => Promise<void>,
) {
  const waiting = new Set(sources.filter(({ when }) => when === "beside"));
  const asked: Promise<void>[] = [];

  async function ask(source: FactSource): Promise<void> {
    if (about.msLeft() <= 0) return;
    const found = await within(about.msLeft(), () => source.find(about, deps)).catch(
      (error: unknown) => {
        deps.log.warn({ err: error, source: source.name }, "a source of facts failed");
        deps.watch?.source(source.name, "failed");
        return null;
      },
    );
    if (!found) return;
    deps.watch?.source(source.name, found.facts.length > 0 ? "found" : "nothing");
    await onFound(found);
  }

  return {
    /** Starts those beside that have seen all they wait for. */
    start(toRead: readonly { kind: PageVisit["kind"] }[]): void {
      for (const source of waiting) {
        if (toRead.some(({ kind }) => kind === source.waitsFor)) continue;
        waiting.delete(source);
        const answer = ask(source);
        answer.catch(() => {}); // told by `finish`
        asked.push(answer);
      }
    },
    /** Waits for those beside, then asks those after, each with what the others found. */
    async finish(): Promise<void> {
      await Promise.all(asked);
      for (const source of sources) if (source.when === "after") await ask(source);
    },
  };
}
