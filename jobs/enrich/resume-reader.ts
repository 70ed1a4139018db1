import type { PageOfRun } from "../../db/research-run.ts";
import type { SiteReader } from "./site-reader.ts";

/** A reader that does not ask again for what this research has read: it goes on where it was cut off. */
export function resumeReader(reader: SiteReader, pages: readonly PageOfRun[]): SiteReader {
  const left = [...pages];
  return {
    ...reader,
    async read(address, ask) {
      // The front page may have been found elsewhere than where it was asked for.
      const at = left.findIndex(({ visit: { url, kind } }) => {
        return url === address || (kind === "landing" && ask.kind === "landing");
      });
      const [page] = at < 0 ? [] : left.splice(at, 1);
      if (!page) return reader.read(address, ask);
      const { url, status, bytes } = page.visit;
      const answer = { url, status, bytes, requests: 0, ms: 0, headers: {}, text: page.text };
      return { ...answer, ok: true, visits: [], unchanged: true };
    },
  };
}
