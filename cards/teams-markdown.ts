import type { Line, Run } from "./card.ts";
import { clean, safeUrl } from "./clean.ts";

/** The one place where outside text becomes Teams mark-up: everything that could be mark-up is escaped. */
export function escapeMarkdown(text: string): string {
  return clean(text)
    .replaceAll(/[\\`*_[\]<>~|]/g, "\\$&")
    .replaceAll(/&(?=#?\w+;)/g, "\\&")
    .replaceAll(/^(\s*)([-+#=])/gm, "$1\\$2")
    .replaceAll(/^(\s*\d+)([.)])/gm, "$1\\$2")
    .replaceAll(/\s*\n\s*/g, "\n\n");
}

export function markdown(line: Line): string {
  return line.map(run).join("");
}

function run(run: Run): string {
  if (typeof run === "string") return escapeMarkdown(run);
  if (run.kind === "person") return escapeMarkdown(run.name);
  const escaped = escapeMarkdown(run.text);
  if (escaped.trim() === "") return escaped;
  if (run.kind === "bold") return `**${escaped.trim()}**`;
  const url = safeUrl(run.url);
  return url ? `[${escaped}](${url})` : escaped;
}
