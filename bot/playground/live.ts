import { Hono } from "hono";
import { streamSSE } from "hono/streaming";

/** Between two signs of life, so that a closed page is noticed. */
const BEAT_MS = 15_000;

/** Tells open pages that something changed; what, they ask for themselves. */
export function livePages(): { routes: Hono; changed: () => void; close: () => void } {
  const pages = new Set<(event: string) => void>();
  const tell = (event: string) => {
    for (const page of pages) page(event);
  };
  const routes = new Hono();

  routes.get("/_play/events", (c) =>
    streamSSE(c, async (stream) => {
      const { promise: over, resolve: end } = Promise.withResolvers<void>();
      const send = (event: string) => {
        if (event === "end") end();
        else stream.writeSSE({ event, data: "" }).catch(end);
      };
      pages.add(send);
      const beat = setInterval(() => send("beat"), BEAT_MS);
      stream.onAbort(end);
      send("changed");
      await over;
      clearInterval(beat);
      pages.delete(send);
    }),
  );
  return { routes, changed: () => tell("changed"), close: () => tell("end") };
}
