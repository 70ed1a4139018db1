import { answers } from "../../cards/answers.ts";
import { suggestCard } from "../../cards/choice-cards.ts";
import type { World } from "../../jobs/world.ts";
import { type Command, type OneSubject, parseCommand } from "../../pipeline/ingest/command.ts";
import { parseSubject } from "../../pipeline/ingest/subject.ts";
import { note } from "./act.ts";
import { addLead, makeLeads } from "./add-lead.ts";
import { approve, askEdit, askReject, undoSend } from "./approvals.ts";
import { claim } from "./claim.ts";
import {
  askApprove,
  askMapping,
  askUndo,
  cancelImport,
  sendRejected,
  submitUndo,
} from "./decide-import.ts";
import { doors } from "./doors.ts";
import { expectsFiles } from "./expects-files.ts";
import { dropSync, failedSyncs, retryAllSyncs, retrySync } from "./failed-syncs.ts";
import { findLeadAbout } from "./find-lead.ts";
import { askFill, askFix } from "./fix-data.ts";
import { askForward } from "./forward.ts";
import { home } from "./home.ts";
import { importHere } from "./import-here.ts";
import { byNumber, dropFile, listOfImports, showImport } from "./imports.ts";
import { accounts, doctor, eraseSamples, help, list, stats } from "./lists.ts";
import { askOutcome, markNotAFit } from "./log-outcome.ts";
import { merge, unmerge } from "./merge.ts";
import { askMessageLead } from "./message-lead.ts";
import { askForInfo, discardInfo, reopenInfo } from "./needs-info.ts";
import { releaseSpam } from "./not-spam.ts";
import { draftOutreach, showDraft } from "./outreach.ts";
import { askMapEvent, ignoreEvent, parked } from "./parked.ts";
import { resume } from "./providers.ts";
import { react, reactByButton } from "./react.ts";
import { askReassign, assignByCommand } from "./reassign.ts";
import { refuseCommand, refusePress } from "./refusal.ts";
import { release } from "./release.ts";
import type { Answer, Handlers, Press, Request } from "./request.ts";
import { overrule, retry } from "./research-again.ts";
import { askResearchSettings } from "./research-settings.ts";
import { retireStray } from "./retire-stray.ts";
import { answerSame } from "./same-company.ts";
import { search } from "./search.ts";
import { sendSettings } from "./settings.ts";
import { settleDeadLetter } from "./settle-dead-letter.ts";
import { settleUnknown } from "./settle-unknown.ts";
import { refresh, reveal, show, trace, why } from "./show.ts";
import { askSnooze, snoozeByCommand, wake } from "./snooze.ts";
import { onSubmit } from "./submit.ts";
import { unfurl } from "./unfurl.ts";
import { askWrongMatch } from "./wrong-match.ts";

/** Everything Baton does when asked, by what it was asked with. Both chats call these and nothing else. */
export function handlersOf(world: World): Handlers {
  return {
    command: (request, text) => onCommand(world, request, parseCommand(text)),
    press: async (request, press) =>
      retireStray(world, request, press, await onPress(world, request, press)),
    submit: (request, form) => onSubmit(world, request, form),
    react: (request, reaction) => react(world, request, reaction),
    expectsFiles: (request) => expectsFiles(world, request),
    file: (request, file) => dropFile(world, request, file),
    home: (who, after) => home(world, who, after),
    fromMessage: (request, message) => askMessageLead(world, request, message),
    unfurl: (tenantId, url, outsiders) => unfurl(world, tenantId, url, outsiders),
    search: (request, text) => search(world, request, text),
  };
}

async function onCommand(world: World, request: Request, command: Command): Promise<Answer> {
  const refused = await refuseCommand(world, request.who, command);
  if (refused) return refused;
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
    case "merge":
      return merge(world, request, command.first, command.second);
    case "unmerge":
      return unmerge(world, request, command.subject);
    case "list":
      return accounts(world, request);
    case "stats":
      return stats(world, request, command.topic);
    case "doors":
      return doors(world, request);
    case "parked":
      return parked(world, request);
    case "failed":
      return failedSyncs(world, request);
    case "doctor":
      return doctor(world, request);
    case "settings":
      return command.topic ? askResearchSettings(world, request) : sendSettings(world, request);
    case "help":
      return help(request);
    case "imports":
      return listOfImports(world, request);
    case "import": {
      const { number, undo } = command;
      if (number === null) return importHere(world, request);
      const act = undo ? submitUndo : showImport;
      return byNumber(world, request, number, (id) => act(world, request, id));
    }
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
  fix_data: askFix,
  show,
  refresh,
  wrong: overrule,
  draft_outreach: draftOutreach,
  forward: askForward,
  wrong_match: askWrongMatch,
};

type OnDraft = (world: World, request: Request, args: Press["args"]) => Promise<Answer>;

/** Presses about a mail: which one, and in which of its versions. */
const onDraft: Record<string, OnDraft> = {
  show_draft: showDraft,
  approve,
  edit_draft: askEdit,
  reject: askReject,
  undo_send: undoSend,
};

const aboutImport =
  (act: (world: World, request: Request, importId: string) => Promise<Answer>): OnDraft =>
  (world, request, args) =>
    act(world, request, args.import ?? "");

/** Presses about a dropped file. */
const onImport: Record<string, OnDraft> = {
  import_show: aboutImport(showImport),
  import_approve: aboutImport(askApprove),
  import_map: aboutImport(askMapping),
  import_cancel: aboutImport(cancelImport),
  import_rejected: aboutImport(sendRejected),
  import_undo: aboutImport(askUndo),
};

/** Presses about what arrived and is no lead yet: records not fetched, events nobody knows. */
const onKept: Record<string, OnDraft> = {
  retry_sync: retrySync,
  retry_syncs: retryAllSyncs,
  drop_sync: dropSync,
  map_event: askMapEvent,
  ignore_event: ignoreEvent,
  resume_provider: resume,
};

/** What a table of ours holds under a name that came from outside. */
function under<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

async function onPress(
  world: World,
  request: Request,
  { verb, args, version }: Press,
): Promise<Answer> {
  const refused = await refusePress(world, request.who, verb);
  if (refused) return refused;
  const press = under(onLead, verb);
  if (press) return press(world, version === 0 ? beside(request) : request, args.lead ?? "");
  const decide = under(onDraft, verb) ?? under(onImport, verb) ?? under(onKept, verb);
  if (decide) return decide(world, request, args);
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
      return eraseSamples(world);
    case "next":
      return { kind: "done" }; // Home turns the page when it is drawn again
    case "effect_arrived":
    case "effect_again":
    case "effect_leave":
      return settleUnknown(world, request, verb, args.effect ?? "");
    case "complete_lead":
      return askForInfo(world, request, args.arrival);
    case "not_a_lead":
      return discardInfo(world, request, args.arrival);
    case "lead_after_all":
      return reopenInfo(world, request, args.arrival);
    case "research_settings":
      return askResearchSettings(world, request);
    case "not_spam":
      return releaseSpam(world, request, args.spam);
    case "job_retry":
    case "job_drop":
      return settleDeadLetter(world, request, verb, args.job);
    case "same_yes":
    case "same_no":
    case "same_split":
      return answerSame(world, request, verb, args.question);
    case "cancel":
      return note(answers.cancelled);
    default:
      return note(answers.oldButton);
  }
}

/** A list or a note names leads and is no lead's card (those count from 1): it stays as it is. */
function beside(request: Request): Request {
  return { ...request, place: { ...request.place, messageId: null } };
}
