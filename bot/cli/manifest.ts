import { Command, InvalidArgumentError } from "commander";
import { slackManifest } from "../slack/manifest.ts";

type Options = { url: string; socket?: boolean; rotation: boolean };

/** `baton manifest slack`: what to paste into api.slack.com/apps to make the Slack app. */
export function manifest(): Command {
  const slack = new Command("slack")
    .description("print the manifest of the Slack app, as JSON")
    .option(
      "--url <url>",
      "where Baton is reached, like https://baton.example.com",
      readUrl,
      "https://baton.example.com",
    )
    .option("--socket", "for Socket Mode, which needs no public address")
    .option("--no-rotation", "for one workspace whose SLACK_BOT_TOKEN is copied by hand")
    .action(({ url, socket = false, rotation }: Options) => {
      const made = slackManifest({ url, socket, rotation: rotation && !socket });
      process.stdout.write(`${JSON.stringify(made, null, 2)}\n`);
    });
  return new Command("manifest").description("print the manifest of an app").addCommand(slack);
}

function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === "https:" && !url.username)
    return `${url.origin}${url.pathname}`.replace(/\/$/, "");
  throw new InvalidArgumentError("Slack needs an https address, like https://baton.example.com.");
}
