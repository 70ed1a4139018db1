import type { Surface } from "../pipeline/surface.ts";
import type { Action, Card, Part } from "./card.ts";
import type { Verb } from "./codec.ts";
import { webhookLimits } from "./limits.ts";
import { keepWhatFits } from "./shorten.ts";
import { bytes, toAdaptiveCard } from "./to-adaptive-card.ts";
import { toBlockKit } from "./to-block-kit.ts";

/** What can be done on a page of ours as well as by a button. */
const onPages: readonly string[] = [
  "claim",
  "reassign",
  "log_outcome",
  "snooze",
  "wake",
  "not_a_fit",
  "release",
  "retry",
  "fill_by_hand",
  "wrong",
] satisfies Verb[];

/** Where a card's buttons lead when they cannot be pressed. */
export type Links = { evidence: string; act: (verb: string) => string };

/** A card as a webhook takes it. What stands there is never edited and cannot be pressed: buttons become links. */
export function toWebhook(surface: Surface, card: Card, links: Links): object {
  const parts = card.parts.flatMap((part) =>
    part.kind === "actions" ? linked(surface, part, links) : [part],
  );
  const draw = (kept: readonly Part[]) =>
    messages[surface]({ ...card, parts: kept, refresh: null });
  return draw(keepWhatFits(parts, (kept) => bytes(draw(kept)) <= webhookLimits.bytes));
}

const messages: Record<Surface, (card: Card) => object> = {
  slack: toBlockKit,
  // https://learn.microsoft.com/connectors/teams/#microsoft-teams-webhook
  teams: (card) => ({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: toAdaptiveCard(card),
      },
    ],
  }),
};

/** Buttons with addresses in Teams. Slack tells the app of every press, and here is no app: links in a line. */
function linked(
  surface: Surface,
  { buttons, more }: Extract<Part, { kind: "actions" }>,
  links: Links,
): Part[] {
  const lead = (actions: readonly Action[]) =>
    actions.flatMap((action) => {
      const url = urlOf(action, links);
      return url === null ? [] : [{ ...action, url }];
    });
  if (surface === "teams") return [{ kind: "actions", buttons: lead(buttons), more: lead(more) }];
  return [
    { kind: "text", line: inLine(lead(buttons)) },
    { kind: "note", line: inLine(lead(more)) },
  ];
}

function urlOf({ verb, url }: Action, { evidence, act }: Links): string | null {
  if (url !== null) return url;
  if (verb === "why") return evidence;
  return onPages.includes(verb) ? act(verb) : null;
}

function inLine(actions: readonly (Action & { url: string })[]) {
  return actions.flatMap(({ label, url }, at) => [
    ...(at === 0 ? [] : [" · "]),
    { kind: "link" as const, text: label, url },
  ]);
}
