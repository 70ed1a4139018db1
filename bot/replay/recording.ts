import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../../pipeline/errors.ts";
import { defaultPlaybook, Playbook } from "../../pipeline/score/playbook.ts";

/** A file beside `lead.json`, never one elsewhere. */
const FileName = z.string().regex(/^\w[\w.-]*$/, "must be a file of the same folder");

/** `lead.json` of a recorded lead: what came in, when, and where the pages beside it are from. */
const LeadFile = z.strictObject({
  now: z.iso.datetime().transform((text) => new Date(text)),
  timeZone: z.string().refine(isTimeZone, "must be a time zone, like Europe/Berlin").default("UTC"),
  /** Where it differs from the default one. */
  playbook: Playbook.partial().strict().optional(),
  input: z.union(
    [z.strictObject({ text: z.string() }), z.strictObject({ intake: z.json() })],
    'must be {"text": what was typed after /lead} or {"intake": the body of the intake door}',
  ),
  /** The site's robots.txt; without one everything may be read. */
  robots: FileName.nullable().default(null),
  pages: z
    .array(
      z.strictObject({
        file: FileName,
        url: z.url({ protocol: /^https?$/, error: "must be an http(s) address" }),
        kind: z.enum([
          ...["landing", "about", "team", "careers"],
          ...["press", "pricing", "imprint", "other"],
        ] as const),
        headers: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default([]),
});

/** A recorded lead with everything it was made from. */
export type Recording = Omit<z.infer<typeof LeadFile>, "playbook" | "pages"> & {
  playbook: Playbook;
  pages: (z.infer<typeof LeadFile>["pages"][number] & { html: string })[];
};

/** Reads a folder with a `lead.json` and the pages it names, or says what is wrong with it. */
export async function readRecording(folder: string): Promise<Recording> {
  const read = (file: string) =>
    readFile(join(folder, file), "utf8").catch((cause: unknown) => {
      throw new UserError(`There is no ${file} to read in ${folder}.`, { cause });
    });
  const parsed = LeadFile.safeParse(parseJson(await read("lead.json"), folder));
  if (!parsed.success) throw new UserError(`${join(folder, "lead.json")}: ${first(parsed.error)}.`);

  const { pages, robots, playbook, ...rest } = parsed.data;
  return {
    ...rest,
    playbook: Playbook.parse({ ...defaultPlaybook, ...playbook }),
    robots: robots && (await read(robots)),
    pages: await Promise.all(pages.map(async (page) => ({ ...page, html: await read(page.file) }))),
  };
}

function parseJson(text: string, folder: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${join(folder, "lead.json")} is not JSON.`, { cause });
  }
}

function first({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join(".") || "it"}: ${issue?.message}`;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
