export type Filled = Record<string, Record<string, string | string[]>>;

/** How everything in a form, or in the inputs of a card, is filled in right now. */
export function filledIn(root: HTMLElement): Filled {
  const filled: Filled = {};
  for (const holder of holders(root)) {
    const value = heldBy(holder.element);
    if (value === undefined) continue;
    filled[holder.blockId] = { ...filled[holder.blockId], [holder.actionId]: value };
  }
  return filled;
}

/** Puts back what was typed, after the app drew the form anew. */
export function fillAgain(root: HTMLElement, filled: Filled): void {
  for (const { blockId, actionId, element } of holders(root)) {
    const value = filled[blockId]?.[actionId];
    if (value === undefined) continue;
    if (isControl(element)) element.value = String(value);
    for (const box of boxes(element)) box.checked = value.includes(box.value);
  }
}

function heldBy(element: Element): string | string[] | undefined {
  if (isControl(element)) return element.value;
  const all = boxes(element);
  if (all.length === 0) return undefined;
  const ticked = all.filter(({ checked }) => checked).map(({ value }) => value);
  return all[0]?.type === "radio" ? (ticked[0] ?? "") : ticked;
}

function holders(root: HTMLElement) {
  return [...root.querySelectorAll<HTMLElement>("[data-element]")].map((element) => {
    const [blockId = "", actionId = ""]: string[] = JSON.parse(element.dataset.element ?? "[]");
    return { blockId, actionId, element };
  });
}

function boxes(element: Element): HTMLInputElement[] {
  return [...element.querySelectorAll<HTMLInputElement>("input[type=radio], input[type=checkbox]")];
}

function isControl(
  element: Element,
): element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return element.matches("input, select, textarea");
}
