/** Attributes of one element, as the parser gives them: lower-case names, decoded values. */
export type Attributes = Readonly<Record<string, string>>;

const hidingClasses = new Set([
  ...["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only"],
  ...["d-none", "hidden", "is-hidden", "u-hidden", "offscreen", "off-screen", "a11y-hidden"],
]);

/** `hidden md:block`: away on a phone, there on a desk. */
const shownOnDesks = /(?:^|\s)(?:d-)?(?:sm|md|lg|xl|2xl)[:-](?:block|flex|inline|grid|table)/;

const hidingStyle = new RegExp(
  [
    "display:none",
    "visibility:(?:hidden|collapse)",
    "(?:^|[;{])opacity:0(?:\\.0+)?(?:;|!|$)",
    "font-size:0(?:px|em|rem|pt|%)?(?:;|!|$)",
    "(?:^|;)color:transparent",
    "(?:^|;)(?:max-)?(?:width|height):0(?:px|em|rem|%)?(?:;|!|$)",
    "(?:left|right|top|bottom|text-indent|margin-left|margin-top):-\\d{3,}",
    "clip:rect\\(0|clip:rect\\(1px|clip-path:inset\\((?:50|100)%",
    "transform:scale\\(0",
  ].join("|"),
);

/** Whether an element, with all that is in it, is kept from people who look at the page. */
export function isHidden(attributes: Attributes, hiddenSelectors: ReadonlySet<string>): boolean {
  if ("hidden" in attributes || attributes["aria-hidden"] === "true") return true;
  if (hides(attributes.style ?? "")) return true;

  if (attributes.id && hiddenSelectors.has(`#${attributes.id}`)) return true;
  const names = attributes.class ?? "";
  if (!names) return false;
  const classes = names.split(/\s+/, 50);
  if (classes.some((name) => hiddenSelectors.has(`.${name}`))) return true;
  return classes.some((name) => hidingClasses.has(name)) && !shownOnDesks.test(names);
}

function hides(style: string): boolean {
  return hidingStyle.test(style.slice(0, 2000).toLowerCase().replace(/\s+/g, ""));
}

/**
 * The plain `.class` and `#id` selectors a page's own style sheet hides. Rules inside `@media` and
 * compound selectors are left alone: they hide something only sometimes.
 */
export function hiddenSelectors(css: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  let selector = "";
  for (let at = 0; at < css.length; at++) {
    const sign = css[at];
    if (sign === "{" && depth++ === 0) {
      selector = css.slice(from, at).trim();
      from = at + 1;
    } else if (sign === "}") {
      depth = Math.max(0, depth - 1);
      if (depth > 0) continue;
      if (!selector.startsWith("@") && hides(css.slice(from, at))) found.push(...simple(selector));
      from = at + 1;
    }
  }
  return found;
}

function simple(selector: string): string[] {
  const parts = selector.replace(/\/\*[^*]*\*\//g, "").split(",");
  return parts.map((part) => part.trim()).filter((part) => /^[.#][\w-]+$/.test(part));
}
