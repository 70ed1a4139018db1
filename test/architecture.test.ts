import assert from "node:assert/strict";
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, it } from "node:test";

/** Which folder may import which. Arrows point down; there are no others. */
const mayImport: Record<string, string[]> = {
  bot: ["jobs", "cards", "db", "pipeline"],
  jobs: ["cards", "db", "pipeline"],
  cards: ["pipeline"],
  db: ["pipeline"],
  pipeline: [],
};

/** Packages that only compute: the same answer for the same input, no clock, no I/O. They may be used anywhere. */
const pure = [
  "zod",
  "node:crypto",
  "tldts",
  "htmlparser2",
  "libphonenumber-js",
  "disposable-email-domains-js",
  "eld",
  "ipaddr.js",
  "yaml",
  "chardet",
  "fast-xml-parser",
  "feedsmith",
  "postal-mime",
];

/** Where every other package lives. A package without a line here has no business in the product. */
const homes: Record<string, string[]> = {
  "@hono/node-server": ["bot/"],
  "@slack/bolt": ["bot/"],
  "@slack/logger": ["bot/"],
  "@slack/oauth": ["bot/"],
  "@slack/types": ["bot/", "cards/"],
  "@slack/web-api": ["bot/"],
  "@sparticuz/chromium": ["jobs/enrich/"],
  adaptivecards: ["bot/playground/"],
  botbuilder: ["bot/"],
  commander: ["bot/cli/"],
  "drizzle-kit": ["db/"],
  "drizzle-orm": ["db/", "jobs/job.ts"],
  fflate: ["bot/teams/"],
  "@fastify/busboy": ["bot/"],
  "graphile-worker": ["jobs/", "db/migrate.ts"],
  hono: ["bot/"],
  jose: ["bot/"],
  openai: ["jobs/enrich/llm/openai.ts"],
  pg: ["db/", "jobs/job.ts"],
  "pg-copy-streams": ["db/"],
  pino: ["bot/", "jobs/"],
  playwright: ["jobs/enrich/"],
  "prom-client": ["bot/metrics.ts"],
  postgres: ["db/"],
  "tar-fs": ["jobs/enrich/"],
  undici: ["bot/", "jobs/"],
};

/** What Baton was asked to be built on. */
const designCard = [
  ...["@slack/bolt", "botbuilder", "hono", "adaptivecards"],
  ...["postgres", "drizzle-orm", "graphile-worker", "playwright", "zod"],
];

/** All there may ever be; `manifests` and `deploy` come with what fills them. */
const topLevel = [
  ...["bot", "pipeline", "jobs", "cards", "db", "migrations", "manifests", "test", "deploy"],
  ...["README.md", "LICENSE", "CONTRIBUTING.md"],
  ...["package.json", "package-lock.json", "tsconfig.json"],
];

const browserCode = ["bot/playground/page/", "bot/web/browser/"];

describe("architecture", () => {
  for (const [folder, below] of Object.entries(mayImport)) {
    it(`lets ${folder} import only ${[folder, ...below].join(", ")}`, () => {
      const upward = relativeImports(`${folder}/**/*.ts`).filter(
        ({ target }) => ![folder, ...below].includes(target.split("/")[0] ?? ""),
      );

      assert.deepEqual(upward, []);
    });
  }

  it("names every imported file in full, as Node wants it", () => {
    const broken = relativeImports("{bot,pipeline,jobs,cards,db,test}/**/*.ts").filter(
      ({ target }) => !/\.(ts|json)$/.test(target) || !existsSync(target),
    );

    assert.deepEqual(broken, []);
  });

  it("keeps pipeline and cards free of input and output", () => {
    const outside = packageImports("{pipeline,cards}/**/*.ts").filter(
      ({ name, typeOnly }) => !pure.includes(name) && !(name === "@slack/types" && typeOnly),
    );

    assert.deepEqual(outside, []);
  });

  it("gives every package one home", () => {
    const strays = packageImports("{bot,jobs,db}/**/*.ts").filter(
      ({ file, name }) =>
        !pure.includes(name) &&
        !name.startsWith("node:") &&
        !homes[name]?.some((home) => file.startsWith(home)),
    );

    assert.deepEqual(strays, []);
  });

  it("uses what the design card names", () => {
    const used = packageImports("{bot,jobs,db}/**/*.ts").map(({ name }) => name);

    assert.deepEqual(
      designCard.filter((name) => !used.includes(name)),
      [],
    );
  });

  it("gives the browser nothing but the code that is meant for it", () => {
    const reaching = browserCode.flatMap((folder) =>
      importsOf(`${folder}**/*.ts`).filter(
        ({ file, path, typeOnly }) => !typeOnly && !resolved(file, path).startsWith(folder),
      ),
    );

    assert.deepEqual(reaching, []);
  });

  it("reads the environment in one place", () => {
    const readers = globSync("{bot,pipeline,jobs,cards,db}/**/*.ts").filter((file) =>
      readFileSync(file, "utf8").includes("process.env"),
    );

    assert.deepEqual(readers, ["bot/config.ts"]);
  });

  it("leaves the queue's named queues alone, which take seconds per job", () => {
    const named = globSync(["{bot,jobs,db}/**/*.ts", "migrations/*.sql"]).filter((file) =>
      /queue_?name/i.test(readFileSync(file, "utf8")),
    );

    assert.deepEqual(named, []);
  });

  it("adds nothing to the top level that everybody knows", () => {
    const names = readdirSync(".").filter(
      (name) => !name.startsWith(".") && name !== "node_modules" && !topLevel.includes(name),
    );

    assert.deepEqual(names, []);
  });

  it("locks the packages of every platform, without which `npm ci` refuses to start", () => {
    const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));

    const missing = Object.entries<{ optionalDependencies?: object }>(packages).flatMap(
      ([at, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies).filter(
          (name) => !packages[`${at}/node_modules/${name}`] && !packages[`node_modules/${name}`],
        ),
    );

    assert.deepEqual(missing, []);
  });
});

type Import = { file: string; path: string; typeOnly: boolean };

/** Every import of some files, types and dynamic ones included. */
function importsOf(glob: string): Import[] {
  const statement =
    /\b(import type [^;]*?)?(?:from |import |import\(|import\.meta\.resolve\()"([^"]+)"/g;
  return globSync(glob).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(statement)].map(([, type, path = ""]) => {
      return { file, path, typeOnly: type !== undefined };
    }),
  );
}

function relativeImports(glob: string): { file: string; target: string }[] {
  return importsOf(glob)
    .filter(({ path }) => path.startsWith("."))
    .map(({ file, path }) => ({ file, target: resolved(file, path) }));
}

function packageImports(glob: string): { file: string; name: string; typeOnly: boolean }[] {
  return importsOf(glob)
    .filter(({ path }) => !path.startsWith("."))
    .map(({ file, path, typeOnly }) => {
      const parts = path.split("/").slice(0, path.startsWith("@") ? 2 : 1);
      return { file, name: parts.join("/"), typeOnly };
    });
}

function resolved(file: string, path: string): string {
  return path.startsWith(".") ? normalize(join(dirname(file), path)) : path;
}
