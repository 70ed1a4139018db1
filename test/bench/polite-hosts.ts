import { createServer } from "node:http";
import { pageAt } from "./crawl-pages.ts";

/* Two hundred sites behind one port, in a process of their own that ends with its parent and remembers who came when. */

process.once("disconnect", () => process.exit());
const page = Buffer.from(pageAt(1));
const arrivals = new Map<string, number[]>();
const server = createServer(({ url, headers: { host = "" } }, response) => {
  const times = arrivals.get(host) ?? [];
  arrivals.set(host, times);
  times.push(performance.now());
  if (url === "/robots.txt") response.writeHead(404).end();
  else response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : null);
});

/** Asked for a pause in ms: how many requests came sooner than that after another of the same host. */
process.on("message", (pauseMs: number) => {
  const gaps = [...arrivals.values()].flatMap((times) =>
    times.slice(1).map((at, index) => at - (times[index] ?? 0)),
  );
  process.send?.({
    hosts: arrivals.size,
    requests: gaps.length + arrivals.size,
    tooSoon: gaps.filter((gap) => gap < pauseMs).length,
    leastMs: Math.min(...gaps),
  });
});
