import { accessSync, constants, createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { extract } from "tar-fs";
import { z } from "zod";
import { UserError } from "../../pipeline/errors.ts";

export type FoundBrowser = {
  source: "CHROMIUM_PATH" | "playwright" | "system" | "npm";
  executablePath: string;
  /** The browser's whole environment. It holds none of our keys: pages are strangers. */
  env: Record<string, string>;
};

const systemPaths = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/usr/lib/chromium/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * Finds a Chromium to render pages with: the one asked for, Playwright's own, the system's, or the
 * one that came with npm. Null where there is none; pages are then read without JavaScript.
 */
export async function findBrowser(options: {
  chromiumPath: string | null;
  cacheDir: string;
}): Promise<FoundBrowser | null> {
  const env = environment(options.cacheDir);

  if (options.chromiumPath) {
    if (!isExecutable(options.chromiumPath)) {
      throw new UserError(`CHROMIUM_PATH is not a program: ${options.chromiumPath}`);
    }
    return { source: "CHROMIUM_PATH", executablePath: options.chromiumPath, env };
  }

  const { chromium } = await import("playwright"); // half a second, and most processes never need it
  const own = chromium.executablePath();
  if (isExecutable(own)) return { source: "playwright", executablePath: own, env };

  const system = systemPaths.find(isExecutable);
  if (system) return { source: "system", executablePath: system, env };

  return findNpmBrowser(options.cacheDir);
}

/** The browser that came with npm, unpacked into a folder of ours on first use. */
export async function findNpmBrowser(cacheDir: string): Promise<FoundBrowser | null> {
  const packed = await findPacked();
  if (!packed) return null;

  const folder = await unpack(packed, cacheDir);
  return {
    source: "npm",
    executablePath: join(folder, "chromium"),
    env: {
      ...environment(cacheDir),
      ...libraries(folder),
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
    },
  };
}

function environment(cacheDir: string): Record<string, string> {
  return { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: resolve(cacheDir) };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

type Packed = { bin: string; version: string };

/** The packed browser of `@sparticuz/chromium`, which npm carries for one kind of machine only. */
async function findPacked(): Promise<Packed | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;

  const root = dirname(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))));
  const bin = join(root, "bin");
  if (!existsSync(join(bin, "chromium.br"))) return undefined;
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  return { bin, version: z.object({ version: z.string() }).parse(manifest).version };
}

/**
 * Unpacks the browser once per version and answers its folder.
 *
 * The package's own unpacking trusts whatever lies in /tmp, leaves out the libraries that bare
 * machines lack, and names fonts where there are none, which makes all text zero pixels wide.
 */
async function unpack({ bin, version }: Packed, cacheDir: string): Promise<string> {
  const folder = resolve(cacheDir, `chromium-${version}`);
  if (existsSync(folder)) return folder;

  await mkdir(cacheDir, { recursive: true });
  const draft = await mkdtemp(`${folder}.draft-`);
  await pipeline(
    createReadStream(join(bin, "chromium.br")),
    createBrotliDecompress(),
    createWriteStream(join(draft, "chromium"), { mode: 0o755 }),
  );
  for (const archive of ["fonts", "al2023", "swiftshader"]) {
    const packed = createReadStream(join(bin, `${archive}.tar.br`));
    await pipeline(packed, createBrotliDecompress(), extract(draft));
  }
  await writeFile(join(draft, "fonts.conf"), fontsConf(folder));

  try {
    await rename(draft, folder); // whole or not at all
  } catch (error) {
    if (!existsSync(folder)) throw error; // otherwise another process was faster
    await rm(draft, { recursive: true });
  }
  return folder;
}

function fontsConf(folder: string): string {
  const xml = folder.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${xml}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${xml}/fonts-cache</cachedir>
</fontconfig>
`;
}

/** The machine's own libraries fit it best; bare machines have none, and get the packed ones. */
function libraries(folder: string): Record<string, string> {
  const installed = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"];
  if (installed.some((path) => existsSync(join(path, "libnss3.so")))) return {};
  return { LD_LIBRARY_PATH: join(folder, "lib") };
}
