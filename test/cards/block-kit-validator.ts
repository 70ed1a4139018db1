import assert from "node:assert/strict";
import { z } from "zod";

/*
 * The Block Kit we send, written down a second time from Slack's reference, with its limits as
 * plain numbers: a mistake in cards/limits.ts must not hide itself.
 * https://docs.slack.dev/reference/block-kit
 */
const plain = (max: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: z.string().min(1).max(max).regex(/\S/) });
const id = z.string().min(1).max(255);

/** Without `verbatim`, Slack makes links and mentions out of what people wrote. */
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(max).regex(/\S/).refine(isUnpingable, "could ping somebody"),
    verbatim: z.literal(true),
  });

const options = (max: number) =>
  z
    .array(z.strictObject({ text: plain(75), value: z.string().min(1).max(150) }))
    .min(1)
    .max(max);

const button = z.strictObject({
  type: z.literal("button"),
  action_id: id,
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: z
    .string()
    .max(3000)
    .regex(/^(https?:\/\/|mailto:)/)
    .optional(),
  style: z.enum(["primary", "danger"]).optional(),
});
const overflow = z.strictObject({
  type: z.literal("overflow"),
  action_id: id,
  options: options(5),
});
const select = z.strictObject({
  type: z.literal("static_select"),
  action_id: id,
  placeholder: plain(150).optional(),
  options: options(100),
  initial_option: options(1).element.optional(),
});

const block_id = id.optional();
const section = z.strictObject({ type: z.literal("section"), block_id, text: mrkdwn(3000) });
const fields = z.strictObject({
  type: z.literal("section"),
  block_id,
  fields: z.array(mrkdwn(2000)).min(1).max(10),
});
const header = z.strictObject({ type: z.literal("header"), block_id, text: plain(150) });
const divider = z.strictObject({ type: z.literal("divider"), block_id });
const context = z.strictObject({
  type: z.literal("context"),
  block_id,
  elements: z.array(mrkdwn(3000)).min(1).max(10),
});
const actions = z.strictObject({
  type: z.literal("actions"),
  block_id,
  elements: z
    .array(z.union([button, overflow, select]))
    .min(1)
    .max(25),
});

const input = z.strictObject({
  type: z.literal("input"),
  block_id: id,
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean(),
  element: z.union([
    select,
    z.strictObject({
      type: z.literal("plain_text_input"),
      action_id: id,
      multiline: z.boolean(),
      max_length: z.int().min(1).max(3000),
      initial_value: z.string().optional(),
    }),
    z.strictObject({
      type: z.literal("number_input"),
      action_id: id,
      is_decimal_allowed: z.boolean(),
      min_value: z.string().optional(),
      max_value: z.string().optional(),
      initial_value: z.string().optional(),
    }),
    z.strictObject({
      type: z.literal("datepicker"),
      action_id: id,
      initial_date: z.iso.date().optional(),
    }),
  ]),
});

const shown = z.union([section, fields, header, divider, context, actions]);
const Message = z.array(shown).min(1).max(50);
const Modal = z.strictObject({
  type: z.literal("modal"),
  callback_id: id,
  private_metadata: z.string().max(3000),
  title: plain(24),
  close: plain(24),
  submit: plain(24).optional(),
  blocks: z
    .array(z.union([shown, input]))
    .min(1)
    .max(100),
});

/** Fails unless Slack would take these blocks as a message. */
export function assertBlocks(blocks: unknown): void {
  const message = check(Message, blocks);
  const blockIds = message.flatMap((block) => block.block_id ?? []);
  assert.deepEqual(blockIds, [...new Set(blockIds)], "block ids repeat");
  assertElementIds(message);
}

/** Fails unless Slack would open this modal. */
export function assertModal(view: unknown): void {
  const modal = check(Modal, view);
  const hasInput = modal.blocks.some((block) => block.type === "input");
  assert.ok(!hasInput || modal.submit, "inputs without a submit");
  assertElementIds(modal.blocks.filter((block) => block.type !== "input"));
}

function assertElementIds(blocks: z.infer<typeof Message>): void {
  const ids = blocks.flatMap((block) =>
    block.type === "actions" ? block.elements.map((element) => element.action_id) : [],
  );
  assert.deepEqual(ids, [...new Set(ids)], "action ids repeat");
}

function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  assert.fail(`${z.prettifyError(parsed.error)}\n${JSON.stringify(value, null, 1).slice(0, 4000)}`);
}

/** Slack pings on `<!channel>`, `<@U1>` and `<#C1>`; we send links only. */
function isUnpingable(text: string): boolean {
  return [...text.matchAll(/<([^>]*)>?/g)].every(([, inside]) =>
    /^(https?:|mailto:)[^|<>]+\|[^<>|]+$/.test(inside ?? ""),
  );
}
