import { readFile } from "node:fs/promises";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { type Context, Hono } from "hono";

const script = "text/javascript; charset=utf-8";
const style = "text/css; charset=utf-8";
const library = createRequire(import.meta.url).resolve("adaptivecards/dist/adaptivecards.min.js");

/** The page's scripts and styles. Browsers get our TypeScript without its types; nothing is built. */
export function pageFiles(): Hono {
  const routes = new Hono();
  const texts = new Map<string, string>();

  const serve = async (c: Context, name: string, type: string, read: () => Promise<string>) => {
    const text = texts.get(name) ?? (await read());
    texts.set(name, text);
    return c.body(text, 200, { "content-type": type });
  };

  routes.get("/_play/page/adaptivecards.js", (c) =>
    serve(c, library, script, () => readFile(library, "utf8")),
  );
  routes.get("/_play/page/:file{[a-z-]+\\.(ts|css)}", async (c) => {
    const file = c.req.param("file");
    const isStyle = file.endsWith(".css");
    try {
      return await serve(c, file, isStyle ? style : script, async () => {
        const source = await readFile(new URL(`./page/${file}`, import.meta.url), "utf8");
        return isStyle ? source : stripTypeScriptTypes(source);
      });
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return c.notFound();
      throw error;
    }
  });
  return routes;
}
