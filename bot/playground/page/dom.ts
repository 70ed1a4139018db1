type Child = Node | string | null | false;
type Props = Record<string, string | boolean | ((event: Event) => void)>;

/**
 * Makes an element. Text always becomes a text node, so nothing anybody said can turn into markup.
 * `onclick` and the like are listeners; `true` sets an empty attribute and `false` none.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== false));
  return made;
}

/** An element the page was served with. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  return within(document, `#${CSS.escape(id)}`, type);
}

export function within<T extends HTMLElement>(
  root: ParentNode,
  selector: string,
  type: new () => T,
): T {
  const found = root.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`);
  return found;
}

/** Draws anew what is in an element, and keeps the focus on the button it was on. */
export function redraw(holder: HTMLElement, ...nodes: Node[]): void {
  const focused = holder.contains(document.activeElement) && document.activeElement?.textContent;
  holder.replaceChildren(...nodes);
  if (focused) (buttonNamed(holder, focused) ?? holder.querySelector("button"))?.focus();
}

export function buttonNamed(root: ParentNode, text: string): HTMLButtonElement | undefined {
  return [...root.querySelectorAll("button")].find(({ textContent }) => textContent === text);
}

/** Only pages open from a card; `javascript:` and the like do not. */
export function openPage(url: string): void {
  const address = safeUrl(url);
  if (address) window.open(address, "_blank", "noopener");
}

export function safeUrl(url: unknown): string | undefined {
  const parsed = typeof url === "string" ? URL.parse(url) : null;
  return parsed && ["http:", "https:", "mailto:"].includes(parsed.protocol)
    ? parsed.href
    : undefined;
}
