import { Command } from "commander";
import { isAllowed, parseRobots } from "../../pipeline/enrich/robots.ts";
import { printJson, printText } from "./print.ts";
import { readTextFile } from "./read-text.ts";

type Options = { json?: true };

/** `baton robots ROBOTS.TXT PRODUCT-TOKEN URL`: whether a program of that name may read an address, and by which rule. */
export function robots(): Command {
  return new Command("robots")
    .description("say whether a robots.txt lets a program read an address")
    .argument("<robots.txt>", "the file; - is standard input")
    .argument("<product-token>", "the program's name in such files, like Baton")
    .argument("<url>", "the address, as it would be asked for")
    .option("--json", "print JSON")
    .action(async (file: string, token: string, url: string, { json }: Options, verb: Command) => {
      if (!/^https?:\/\/[^/]/i.test(url) && !url.startsWith("/")) {
        verb.error("error: type a whole address, for example https://acme.com/about");
      }
      const { allowed, rule } = isAllowed(parseRobots(await readTextFile(file)), token, url);
      if (json) return printJson({ allowed, rule });
      printText(`${allowed ? "allow" : "disallow"}\n${rule ?? "(no rule matches)"}`);
    });
}
