import { writeFile } from "node:fs/promises";
import { Command, InvalidArgumentError } from "commander";
import { UserError } from "../../pipeline/errors.ts";
import { permissions } from "../teams/manifest.ts";
import { packTeamsApp } from "../teams/package.ts";
import { printJson, printText } from "./print.ts";

type Options = { appId: string; url: string; out: string; json?: true };

/** `baton teams-package`: the app package an admin uploads to Teams, and what it asks for. */
export function teamsPackage(): Command {
  return new Command("teams-package")
    .description("make the app package that connects Baton to Teams")
    .requiredOption("--app-id <id>", "the bot's app id, from its registration in Azure", readAppId)
    .requiredOption(
      "--url <url>",
      "where Baton is reached, like https://baton.example.com",
      readUrl,
    )
    .option("--out <file>", "where to write it", "baton-teams.zip")
    .option("--json", "print JSON")
    .action(async ({ appId, url, out, json }: Options) => {
      await writeFile(out, packTeamsApp({ appId, url })).catch((error: NodeJS.ErrnoException) => {
        throw new UserError(`${out} cannot be written (${error.code}). Name another with --out.`);
      });
      if (json) return printJson({ out, permissions });
      const asks = Object.entries(permissions).map(([name, why]) => `  ${name}: ${why}`);
      printText([`${out} is ready to upload. It asks for`, ...asks].join("\n"));
    });
}

function readAppId(text: string): string {
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError("Use the id as Azure shows it: 8-4-4-4-12 hexadecimal digits.");
}

function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === "https:" && !url.username)
    return `${url.origin}${url.pathname}`.replace(/\/$/, "");
  throw new InvalidArgumentError("Teams needs an https address, like https://baton.example.com.");
}
