import type { PageMail } from "../page-state.ts";
import { byId, el } from "./dom.ts";

let drawn = "";

/** Everything that left by mail, newest first: it went nowhere, and here is what it said. */
export function showMail(mails: PageMail[]): void {
  const signature = mails.map(({ id }) => id).join(" ");
  if (signature === drawn) return;
  drawn = signature;
  const none = el("p", {}, "Nothing was sent.");
  byId("mails", HTMLElement).replaceChildren(...(mails.length > 0 ? mails.map(mailOf) : [none]));
}

function mailOf({ from, to, subject, body }: PageMail): HTMLElement {
  return el(
    "details",
    { class: "mail" },
    el("summary", {}, el("strong", {}, subject), el("span", {}, `To ${to}`)),
    el("p", {}, `From ${from}`),
    el("pre", { tabindex: "0" }, body),
  );
}
