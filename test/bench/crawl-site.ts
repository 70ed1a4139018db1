import { createServer } from "node:http";
import { pageAt } from "./crawl-pages.ts";

/* The site that both crawlers read, in a process of its own that ends with its parent. */

process.once("disconnect", () => process.exit());
const pages = new Map<string, Buffer>();
const server = createServer(({ url = "/" }, response) => {
  const page = pages.get(url) ?? Buffer.from(pageAt(Number(url.slice("/page/".length))));
  pages.set(url, page);
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : null);
});
