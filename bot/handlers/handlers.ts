import { answers } from "../../cards/answers.ts";
import { suggestCard } from "../../cards/choice-cards.ts";
import type { World } from "../../jobs/world.ts";
import { cleanText } from "../../pipeline/ingest/clean-text.ts";
import { type Command, type OneSubject, parseCommand } from "../../pipeline/ingest/command.ts";
import { parseSubject } from "../../pipeline/ingest/subject.ts";
import { note } from "./act.ts";
import { addLead, makeLeads } from "./add-lead.ts";
import { claim } from "./claim.ts";
import { findLeadAbout } from "./find-lead.ts";
import { doctor, eraseSamples, help, home, list, stats } from "./lists.ts";
import { askOutcome, markNotAFit, submitOutcome } from "./log-outcome.ts";
import { react, reactByButton } from "./react.ts";
import { askReassign, assignByCommand, submitReassign } from "./reassign.ts";
import { release } from "./release.ts";
import type { Answer, Handlers, Press, Request, Submission } from "./request.ts";
import { askFill, overrule, retry, submitFill } from "./research-again.ts";
import { refresh, reveal, show, trace, why } from "./show.ts";
import { askSnooze, snoozeByCommand, submitSnooze, wake } from "./snooze.ts";

const FIELD_LIMIT = 2_000;

/** Everything Baton does when asked, by what it was asked with. Both chats call these and nothing else. */
export function handlersOf(world: World): Handlers {
  return {
    command: (request, text) => onCommand(world, request, parseCommand(text)),
    press: (request, press) => onPress(world, request, press),
    submit: (request, { values, ...form }) =>
      onSubmit(world, request, { ...form, values: cleaned(values) }),
    react: (request, reaction) => react(world, request, reaction),
    home: (who) => home(world, who),
  };
}

async function onCommand(world: World, request: Request, command: Command): Promise<Answer> {
  const about = async (subject: OneSubject, act: (leadId: string) => Promise<Answer>) => {
    const found = await world.db.inTenant(request.who.tenantId, (tx) => findLeadAbout(tx, subject));
    return "answer" in found ? found.answer : act(found.lead.id);
  };
  switch (command.kind) {
    case "subject":
      return addLead(world, request, command.subject);
    case "show":
      return about(command.subject, (id) => show(world, request, id));
    case "why":
      return about(command.subject, (id) => why(world, request, id));
    case "trace":
      return about(command.subject, (id) => trace(world, request, id));
    case "claim":
      return about(command.subject, (id) => claim(world, request, id));
    case "release":
      return about(command.subject, (id) => release(world, request, id));
    case "assign":
      return about(command.subject, (id) => assignByCommand(world, request, id, command.to));
    case "snooze": {
      const { until, reason } = command;
      return about(command.subject, (id) => snoozeByCommand(world, request, id, until, reason));
    }
    case "mine":
    case "queue":
    case "dropped":
      return list(world, request, command.kind);
    case "stats":
      return stats(world, request);
    case "doctor":
      return doctor(world, request);
    case "help":
      return help(request);
    case "suggest":
      return { kind: "whisper", card: suggestCard(command.nearest) };
    case "usage":
      return note(command.why);
  }
}

type OnLead = (world: World, request: Request, leadId: string) => Promise<Answer>;

/** Presses that need nothing but the lead. */
const onLead: Record<string, OnLead> = {
  claim,
  reassign: askReassign,
  log_outcome: askOutcome,
  why,
  snooze: askSnooze,
  wake,
  not_a_fit: markNotAFit,
  release,
  retry,
  fill_by_hand: askFill,
  show,
  refresh,
  wrong: overrule,
};

async function onPress(world: World, request: Request, { verb, args }: Press): Promise<Answer> {
  const press = Object.hasOwn(onLead, verb) ? onLead[verb] : undefined;
  if (press) return press(world, request, args.lead ?? "");
  switch (verb) {
    case "react":
      return reactByButton(world, request, args.lead ?? "", args.emoji ?? "");
    case "pick":
      return addLead(world, request, parseSubject(args.domain ?? ""));
    case "make_leads":
      return makeLeads(world, request, args.list ?? "");
    case "command":
      return onCommand(world, request, parseCommand(args.text ?? ""));
    case "reveal":
      return reveal(world, request, args.kept ?? "");
    case "erase_samples":
      return eraseSamples(world, request);
    case "cancel":
      return note(answers.cancelled);
    default:
      return note(answers.oldButton);
  }
}

/** What people typed into a form, made safe to keep; fields left empty are absent. */
function cleaned(values: Submission["values"]): Submission["values"] {
  const clean = Object.entries(values).map(([name, text]) => [name, cleanText(text, FIELD_LIMIT)]);
  return Object.fromEntries(clean.filter(([, text]) => text !== ""));
}

function onSubmit(world: World, request: Request, submission: Submission): Promise<Answer> {
  switch (submission.verb) {
    case "reassign":
      return submitReassign(world, request, submission);
    case "log_outcome":
      return submitOutcome(world, request, submission);
    case "snooze":
      return submitSnooze(world, request, submission);
    case "fill_by_hand":
      return submitFill(world, request, submission);
    default:
      return Promise.resolve(note(answers.oldButton));
  }
}
