import { openDb } from "../../../../db/client.ts";
import { llmSource } from "../../../../jobs/enrich/llm/llm-source.ts";
import { openaiLlm } from "../../../../jobs/enrich/llm/openai.ts";
import { aboutOf, depsWith } from "./about.ts";

/* Asks a model about one company, as research does, in a process that can be killed. */

process.once("disconnect", () => process.exit());
const { databaseUrl, baseUrl, lead } = JSON.parse(process.argv[2] ?? "");
const db = openDb(databaseUrl, {
  masterKey: Buffer.alloc(32, "test"),
  ...{ appConnections: 2, ownerConnections: 1 },
  onError: () => {},
});
const llm = openaiLlm({ apiKey: "sk-test", baseUrl, model: "gpt-4.1-mini", largeModel: "gpt-4.1" });
await llmSource.find(aboutOf(lead), depsWith(db, llm));
