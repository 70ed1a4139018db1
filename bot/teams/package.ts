import { strToU8, zipSync } from "fflate";
import { colourIcon, outlineIcon } from "./icons.ts";
import { teamsManifest } from "./manifest.ts";

/** The file that an admin uploads to Teams. The same app makes the same bytes. */
export function packTeamsApp(app: { appId: string; url: string }): Uint8Array {
  const manifest = `${JSON.stringify(teamsManifest(app), null, 2)}\n`;
  const files = {
    "manifest.json": strToU8(manifest),
    "color.png": colourIcon(),
    "outline.png": outlineIcon(),
  };
  return zipSync(files, { mtime: new Date(1980, 0, 1) });
}
