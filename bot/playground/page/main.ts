import type { PageState } from "../page-state.ts";
import { desk, type Surface, tell } from "./desk.ts";
import { byId, within } from "./dom.ts";
import { showMail } from "./mail.ts";
import { openPane } from "./pane.ts";
import { showModal } from "./slack-modal.ts";
import { closeTeamsDialog } from "./teams-dialog.ts";

const panes = { slack: openPane("slack"), teams: openPane("teams") };
let lastUsed: Surface = "slack";
let loading = false;
let stale = false;

/** Shows how things stand now. Changes that come in meanwhile are asked for once more. */
async function load(): Promise<void> {
  stale = true;
  if (loading) return;
  loading = true;
  while (stale) {
    stale = false;
    const { as } = desk;
    const response = await fetch(`/_play/state?as=${encodeURIComponent(as)}`).catch(() => null);
    if (!response?.ok) tell("Baton is not running. This page goes on by itself when it is back.");
    else if (as === desk.as) show(await response.json());
  }
  loading = false;
}

function show(state: PageState): void {
  desk.state = state;
  panes.slack.update(state);
  panes.teams.update(state);
  showModal(state.slack.views);
  showMail(state.mail);
}

function actAs(): void {
  const choice = byId("as", HTMLSelectElement);
  choice.value = desk.as;
  choice.addEventListener("change", () => {
    desk.as = choice.value;
    sessionStorage.setItem("as", choice.value);
    closeTeamsDialog(); // it is the other person's
    void load();
  });
}

function tries(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>(".try:not(#sample)")) {
    button.addEventListener("click", () => panes[lastUsed].write(button.textContent ?? ""));
  }
  byId("sample", HTMLButtonElement).addEventListener("click", async () => {
    const response = await fetch("/_play/sample-leads.csv");
    const sample = new File([await response.blob()], "sample-leads.csv", { type: "text/csv" });
    panes[lastUsed].drop(sample);
  });
  const copy = byId("copy", HTMLButtonElement);
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(byId("curl", HTMLElement).textContent ?? "");
    copy.textContent = "Copied";
    setTimeout(() => {
      copy.textContent = "Copy";
    }, 2000);
  });
}

/** On a phone only one window fits; on a desk the tabs are hidden and both are there. */
function tabs(): void {
  const all = (["slack", "teams"] as const).map((surface) => ({
    surface,
    tab: byId(`tab-${surface}`, HTMLButtonElement),
  }));
  const choose = (chosen: Surface, focus: boolean) => {
    lastUsed = chosen;
    document.body.dataset.chat = chosen;
    for (const { surface, tab } of all) {
      tab.setAttribute("aria-selected", String(surface === chosen));
      tab.tabIndex = surface === chosen ? 0 : -1;
      if (focus && surface === chosen) tab.focus();
    }
  };
  for (const { surface, tab } of all) {
    const other = surface === "slack" ? "teams" : "slack";
    tab.addEventListener("click", () => choose(surface, false));
    tab.addEventListener("keydown", ({ key }) => {
      if (key === "ArrowLeft" || key === "ArrowRight") choose(other, true);
    });
    byId(surface, HTMLElement).addEventListener("focusin", () => choose(surface, false));
  }
  choose("slack", false);
}

function theme(): void {
  const button = byId("theme", HTMLButtonElement);
  const root = document.documentElement;
  const isDark = () =>
    root.dataset.theme === "dark" ||
    (root.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const say = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
    say();
  });
  say();
}

actAs();
tries();
tabs();
theme();
new EventSource("/_play/events").addEventListener("changed", () => void load());
document.addEventListener("visibilitychange", () => void load());
within(document, "main", HTMLElement).classList.add("ready");
