import type { Permission } from "../person.ts";

export const verbs = [
  "add",
  "show",
  "why",
  "trace",
  "claim",
  "release",
  "snooze",
  "mine",
  "queue",
  "stats",
  "assign",
  "dropped",
  "imports",
  "import",
  "parked",
  "failed",
  "merge",
  "unmerge",
  "list",
  "doors",
  "doctor",
  "settings",
  "help",
] as const;
export type Verb = (typeof verbs)[number];

/** A verb as the help card shows it. */
export type CommandHelp = {
  verb: Verb;
  usage: string;
  help: string;
  example: string;
  /** What using it takes; null is open to everybody. Help lists and handlers refuse by it. */
  needs: Permission | null;
};

/** Everything that can follow `/lead`, in the order of the help card. */
export const commands: readonly CommandHelp[] = [
  {
    verb: "add",
    usage: "<domain, e-mail, name or signature>",
    help: "Research and score a company.",
    example: "acme.com",
    needs: "work",
  },
  {
    verb: "show",
    usage: "show <company>",
    help: "Show the lead's card as it is now.",
    example: "show acme.com",
    needs: null,
  },
  {
    verb: "why",
    usage: "why <company>",
    help: "Explain the score, part by part.",
    example: "why acme.com",
    needs: null,
  },
  {
    verb: "trace",
    usage: "trace <company>",
    help: "Show who was considered for a lead, and why.",
    example: "trace acme.com",
    needs: null,
  },
  {
    verb: "claim",
    usage: "claim <company>",
    help: "Take a lead.",
    example: "claim acme.com",
    needs: "work",
  },
  {
    verb: "release",
    usage: "release <company>",
    help: "Give a lead back to the pool.",
    example: "release acme.com",
    needs: "work",
  },
  {
    verb: "snooze",
    usage: "snooze <company> <3d, tomorrow, monday or 2026-12-01> [reason]",
    help: "Put a lead aside until a day.",
    example: "snooze acme.com 3d budget meeting first",
    needs: "work",
  },
  {
    verb: "mine",
    usage: "mine",
    help: "List your open leads.",
    example: "mine",
    needs: null,
  },
  {
    verb: "queue",
    usage: "queue",
    help: "List the leads nobody has claimed.",
    example: "queue",
    needs: null,
  },
  {
    verb: "stats",
    usage: "stats [topic]",
    help: "Show this week's numbers; with `source`, where leads come from; with `enrich`, how research goes.",
    example: "stats source",
    needs: null,
  },
  {
    verb: "assign",
    usage: "assign <@person> <company>",
    help: "Offer a lead to a colleague.",
    example: "assign @Rita acme.com",
    needs: "reassign",
  },
  {
    verb: "dropped",
    usage: "dropped",
    help: "List the leads a rule dropped.",
    example: "dropped",
    needs: null,
  },
  {
    verb: "imports",
    usage: "imports",
    help: "List the files that were imported.",
    example: "imports",
    needs: "work",
  },
  {
    verb: "import",
    usage: "import [[undo] <number>]",
    help: "Hand in a list of leads; or show an import, or undo it within a day.",
    example: "import undo 42",
    needs: "work",
  },
  {
    verb: "parked",
    usage: "parked",
    help: "Say what unknown events mean.",
    example: "parked",
    needs: "operate",
  },
  {
    verb: "failed",
    usage: "failed",
    help: "List records of other systems that could not be fetched.",
    example: "failed",
    needs: "operate",
  },
  {
    verb: "merge",
    usage: "merge <company> <company>",
    help: "Make two companies one.",
    example: "merge acme.com acme.io",
    needs: "work",
  },
  {
    verb: "unmerge",
    usage: "unmerge <company>",
    help: "Take a merge back.",
    example: "unmerge acme.io",
    needs: "work",
  },
  {
    verb: "list",
    usage: "list",
    help: "Count your customers, open deals, partners and competitors.",
    example: "list customers",
    needs: null,
  },
  {
    verb: "doors",
    usage: "doors",
    help: "List the doors leads come through, and what came.",
    example: "doors",
    needs: "operate",
  },
  {
    verb: "doctor",
    usage: "doctor",
    help: "Check that everything is connected and healthy.",
    example: "doctor",
    needs: "operate",
  },
  {
    verb: "settings",
    usage: "settings [research]",
    help: "Get all settings as a file; with `research`, change what is read.",
    example: "settings",
    needs: "configure",
  },
  {
    verb: "help",
    usage: "help",
    help: "List what you can ask.",
    example: "help",
    needs: null,
  },
];

export function isVerb(word: string): word is Verb {
  return verbs.some((verb) => verb === word);
}
