import type { Role } from "../person.ts";

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
  "doctor",
  "help",
] as const;
export type Verb = (typeof verbs)[number];

/** A verb as the help card shows it. */
export type CommandHelp = {
  verb: Verb;
  usage: string;
  help: string;
  example: string;
  /** The least role that may use it: admins may do what managers may, managers what reps may. */
  role: Extract<Role, "rep" | "manager" | "admin">;
};

/** Everything that can follow `/lead`, in the order of the help card. */
export const commands: readonly CommandHelp[] = [
  {
    verb: "add",
    usage: "<domain, e-mail, name or signature>",
    help: "Research and score a company.",
    example: "acme.com",
    role: "rep",
  },
  {
    verb: "show",
    usage: "show <company>",
    help: "Show the lead's card as it is now.",
    example: "show acme.com",
    role: "rep",
  },
  {
    verb: "why",
    usage: "why <company>",
    help: "Explain the score, part by part.",
    example: "why acme.com",
    role: "rep",
  },
  {
    verb: "trace",
    usage: "trace <company>",
    help: "Show who was considered for a lead, and why.",
    example: "trace acme.com",
    role: "rep",
  },
  {
    verb: "claim",
    usage: "claim <company>",
    help: "Take a lead.",
    example: "claim acme.com",
    role: "rep",
  },
  {
    verb: "release",
    usage: "release <company>",
    help: "Give a lead back to the pool.",
    example: "release acme.com",
    role: "rep",
  },
  {
    verb: "snooze",
    usage: "snooze <company> <3d, tomorrow, monday or 2026-12-01> [reason]",
    help: "Put a lead aside until a day.",
    example: "snooze acme.com 3d budget meeting first",
    role: "rep",
  },
  {
    verb: "mine",
    usage: "mine",
    help: "List your open leads.",
    example: "mine",
    role: "rep",
  },
  {
    verb: "queue",
    usage: "queue",
    help: "List the leads nobody has claimed.",
    example: "queue",
    role: "rep",
  },
  {
    verb: "stats",
    usage: "stats [topic]",
    help: "Show this week's numbers.",
    example: "stats enrich",
    role: "rep",
  },
  {
    verb: "assign",
    usage: "assign <@person> <company>",
    help: "Offer a lead to a colleague.",
    example: "assign @Rita acme.com",
    role: "manager",
  },
  {
    verb: "dropped",
    usage: "dropped",
    help: "List the leads a rule dropped.",
    example: "dropped",
    role: "manager",
  },
  {
    verb: "doctor",
    usage: "doctor",
    help: "Check that everything is connected and healthy.",
    example: "doctor",
    role: "admin",
  },
  {
    verb: "help",
    usage: "help",
    help: "List what you can ask.",
    example: "help",
    role: "rep",
  },
];

export function isVerb(word: string): word is Verb {
  return verbs.some((verb) => verb === word);
}
