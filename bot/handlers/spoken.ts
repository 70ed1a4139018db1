import { parseCommand } from "../../pipeline/ingest/command.ts";

/**
 * The command in something said to Baton in passing: `lead …`, a verb or an address is meant as
 * one; anything else gets the help, so that nobody talks to a wall.
 */
export function spokenCommand(text: string): string {
  const said = text.trim();
  const afterLead = said.replace(/^\/?lead(?=\s|$)/i, "");
  if (afterLead !== said) return afterLead.trim();
  return isCommand(said) ? said : "help";
}

/** A name alone or a slip of the finger could be any word of a chat. */
function isCommand(said: string): boolean {
  const command = parseCommand(said);
  if (command.kind === "subject") return command.subject.kind !== "name";
  return command.kind !== "suggest";
}
