import { parseArgs } from "node:util";
import { cardNames, cards } from "./cards.ts";
import { crawl, crawlNames } from "./crawl.ts";
import { csvImport } from "./csv-import.ts";
import { enquiryFields } from "./enquiry.ts";
import { extraction, extractionNames } from "./extraction.ts";
import { headerMapping } from "./header-mapping.ts";
import { identityFields, matching } from "./identity.ts";
import { importBeside } from "./import-beside.ts";
import { intake } from "./intake.ts";
import { jobs } from "./jobs.ts";
import { leadAck } from "./lead-ack.ts";
import { notifier } from "./notifier.ts";
import { polite, politeNames } from "./polite.ts";
import { heading, type Result, toJson, toRow } from "./result.ts";
import { sigGmail } from "./sig-gmail.ts";
import { signatureNames, signatures } from "./signatures.ts";
import { openStage, type Stage } from "./stage.ts";
import { technology, technologyNames } from "./technology.ts";

/* `npm run bench [-- --json] [-- --only name,…]` measures Baton; exit 0 says that it ran, not that it was fast. */

type Benchmark = { names: string[]; run: (stage: Stage) => Promise<Result[]> };

const benchmarks: Benchmark[] = [
  { names: ["lead_ack"], run: leadAck },
  { names: ["intake"], run: intake },
  { names: cardNames, run: cards },
  { names: ["jobs"], run: jobs },
  { names: ["csv_import", "import_memory"], run: csvImport },
  { names: ["import_leads", "import_ack", "import_card"], run: importBeside },
  { names: ["notifier", "a_lead_first"], run: notifier },
  { names: ["sig_gmail"], run: sigGmail },
  { names: ["header_mapping"], run: headerMapping },
  { names: ["match_pairs", "pair_precision"], run: matching },
  { names: ["identity_fields"], run: identityFields },
  { names: ["enquiry_rules", "enquiry_model"], run: enquiryFields },
  { names: extractionNames, run: extraction },
  { names: crawlNames, run: crawl },
  { names: politeNames, run: polite },
  { names: technologyNames, run: technology },
  { names: signatureNames, run: signatures },
];
const names = benchmarks.flatMap((benchmark) => benchmark.names);

const asked = readArguments();
if (typeof asked === "string") {
  console.error(asked);
  process.exit(2);
}
const stage = openStage();
const interrupted = new Promise<"interrupted">((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => resolve("interrupted"));
  }
});
try {
  const outcome = await Promise.race([measure(asked.only, asked.json), interrupted]);
  process.exitCode = outcome === "interrupted" ? 130 : 0;
} finally {
  await stage.close();
}
process.exit(); // whatever was interrupted still waits for an answer

async function measure(only: string[], json: boolean): Promise<"done"> {
  if (!json) console.log(heading);
  for (const benchmark of benchmarks) {
    if (!benchmark.names.some((name) => only.includes(name))) continue;
    for (const result of await benchmark.run(stage)) {
      if (only.includes(result.name)) console.log(json ? toJson(result) : toRow(result));
    }
  }
  return "done";
}

/** `extraction` asks for `extraction_present` and all its sisters. */
function isPartOf(known: string, asked: string): boolean {
  return known === asked || known.startsWith(`${asked}_`);
}

function readArguments(): { only: string[]; json: boolean } | string {
  try {
    const options = { json: { type: "boolean" }, only: { type: "string" } } as const;
    const { values } = parseArgs({ options });
    const asked = values.only?.split(",") ?? names;
    const unknown = asked.find((name) => !names.some((known) => isPartOf(known, name)));
    const only = names.filter((known) => asked.some((name) => isPartOf(known, name)));
    if (unknown === undefined) return { only, json: values.json ?? false };
    return `There is no benchmark "${unknown}". There are ${names.join(", ")}.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
