import { Command } from "commander";
import { printJson, printText } from "./print.ts";
import { stagesInWords } from "./replay-text.ts";

/** `baton replay FOLDER`: what becomes of a recorded lead, stage by stage. Needs neither network nor database. */
export function replay(): Command {
  return new Command("replay")
    .description("print every stage of a recorded lead")
    .argument("<folder>", "a folder with a lead.json, for example test/fixtures/leads/german-site")
    .option("--json", "print JSON")
    .action(async (folder: string, { json }: { json?: true }) => {
      const { readRecording } = await import("../replay/recording.ts"); // slow: help does without
      const recorded = await import("../replay/replay.ts");
      const stages = recorded.replay(await readRecording(folder));
      if (json) printJson(stages);
      else printText(stagesInWords(stages));
    });
}
