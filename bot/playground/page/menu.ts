import { el } from "./dom.ts";

export type Entry = { label: string; pick: () => void };

/** A button that opens a menu: arrows move, Enter picks, Escape and a click elsewhere close. */
export function menuButton(label: string, text: string, entries: Entry[]): HTMLElement {
  const button = el(
    "button",
    { type: "button", class: "button menu-button", "aria-haspopup": "menu", "aria-label": label },
    text,
  );
  const holder = el("span", { class: "menu-holder" }, button);
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => openMenu(button, holder, entries));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || button.ariaExpanded === "true") return;
    event.preventDefault();
    openMenu(button, holder, entries);
  });
  return holder;
}

/** Shows entries below a button until one is picked. */
export function openMenu(button: HTMLElement, holder: HTMLElement, entries: Entry[]): void {
  const open = holder.querySelector(".menu");
  if (open) {
    open.dispatchEvent(new Event("close"));
    return;
  }

  const menu = el("div", { role: "menu", class: "menu", "aria-label": button.ariaLabel ?? "Menu" });
  const close = (refocus: boolean) => {
    menu.remove();
    document.removeEventListener("pointerdown", outside);
    button.setAttribute("aria-expanded", "false");
    if (refocus) button.focus();
  };
  const outside = ({ target }: Event) => {
    if (target instanceof Node && !holder.contains(target)) close(false);
  };
  const items = entries.map(({ label, pick }) =>
    el(
      "button",
      {
        type: "button",
        role: "menuitem",
        tabindex: "-1",
        onclick: () => {
          close(true);
          pick();
        },
      },
      label,
    ),
  );
  menu.append(...items);
  menu.addEventListener("close", () => close(true));
  menu.addEventListener("keydown", (event) => {
    const at = items.findIndex((item) => item.matches(":focus"));
    const next = nextItem(event.key, at, items.length);
    if (event.key === "Tab") return close(false);
    if (event.key === "Escape") close(true);
    else if (next === undefined) return;
    else items.at(next % items.length)?.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  holder.append(menu);
  button.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside);
  items[0]?.focus();
  if (menu.getBoundingClientRect().bottom > window.innerHeight) menu.classList.add("upwards");
}

function nextItem(key: string, at: number, length: number): number | undefined {
  if (key === "ArrowDown") return at + 1;
  if (key === "ArrowUp") return at - 1;
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  return undefined;
}
