import { element, type Host } from "./block-elements.ts";
import { el, safeUrl } from "./dom.ts";
import { type Json, list, obj, str } from "./json.ts";
import { mrkdwn } from "./mrkdwn.ts";
import { richText } from "./rich-text.ts";

/** Draws Slack's blocks. */
export function blockKit(blocks: Json[], host: Host): HTMLElement {
  return el("div", { class: "blocks" }, ...blocks.map((block) => drawn(block, host)));
}

function drawn(block: Json, host: Host): HTMLElement {
  const blockId = str(block.block_id);
  switch (block.type) {
    case "header":
      return el("h3", { class: "header" }, str(obj(block.text).text));
    case "section":
      return section(block, host);
    case "context":
      return el("div", { class: "context" }, ...list(block.elements).map(contextElement));
    case "divider":
      return el("hr");
    case "actions":
      return el(
        "div",
        { class: "actions" },
        ...list(block.elements).map((each) => element(each, blockId, host)),
      );
    case "input":
      return input(block, host);
    case "rich_text":
      return el("div", { class: "text" }, ...richText(list(block.elements)));
    case "image":
      return el("figure", {}, image(block), el("figcaption", {}, str(obj(block.title).text)));
    default:
      return el("p", { class: "context" }, `(a ${str(block.type)} block)`);
  }
}

function section({ block_id, text, fields, accessory }: Json, host: Host): HTMLElement {
  const main = el("div", { class: "section-text" });
  if (text) main.append(el("div", { class: "text" }, ...textNodes(text)));
  if (fields) {
    const cells = list(fields).map((field) => el("div", { class: "text" }, ...textNodes(field)));
    main.append(el("div", { class: "fields" }, ...cells));
  }
  const beside = accessory ? element(obj(accessory), str(block_id), host) : null;
  return el("div", { class: "section" }, main, beside);
}

/** A labelled field of a form; the error below it is filled in when the app refuses the form. */
function input({ block_id, label, hint, element: asked, optional }: Json, host: Host): HTMLElement {
  const blockId = str(block_id);
  const field = element(obj(asked), blockId, host);
  const id = `in-${crypto.randomUUID()}`;
  const labelNode = el("span", { class: "label", id }, str(obj(label).text));
  if (optional === true) labelNode.append(el("small", {}, " (optional)"));
  const control = field.matches("input, select, textarea")
    ? field
    : (field.querySelector("[role=group], [role=radiogroup]") ?? field);
  control.setAttribute("aria-labelledby", id);
  const error = el("p", { class: "error", role: "alert", id: `${id}-error` });
  control.setAttribute("aria-describedby", error.id);
  const help = hint ? el("small", {}, str(obj(hint).text)) : null;
  const required = optional === true ? "no" : "yes";
  return el(
    "div",
    { class: "field", "data-block": blockId, "data-required": required },
    labelNode,
    field,
    help,
    error,
  );
}

function contextElement(part: Json): HTMLElement {
  if (part.type === "image") return image(part);
  return el("span", {}, ...textNodes(part));
}

function textNodes(value: unknown): Node[] {
  const text = obj(value);
  return text.type === "mrkdwn"
    ? mrkdwn(str(text.text))
    : [document.createTextNode(str(text.text))];
}

/** Nothing leaves the machine, so a picture from elsewhere is shown as its description. */
function image({ image_url, alt_text }: Json): HTMLElement {
  const url = safeUrl(image_url);
  const isOurs = url !== undefined && new URL(url).origin === location.origin;
  const alt = str(alt_text);
  return isOurs ? el("img", { src: url, alt }) : el("span", { class: "picture" }, alt);
}
