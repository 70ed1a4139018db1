/* What the upload pages do beyond what a form does by itself: show how far it is, and take drops. */

/** How often the card of a file is looked at again. */
const LOOK_MS = 2_000;

const form = document.querySelector<HTMLFormElement>("#upload");
if (form) wireForm(form);
const card = document.querySelector<HTMLElement>("#card");
if (card) setInterval(() => void lookAgain(card), LOOK_MS);

function wireForm(form: HTMLFormElement): void {
  const input = find(form, "#file", HTMLInputElement);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const file = input.files?.[0];
    if (file) send(form, file);
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

function send(form: HTMLFormElement, file: File): void {
  const button = find(form, "button", HTMLButtonElement);
  const bar = find(form, "progress", HTMLProgressElement);
  const told = find(form, "#told", HTMLElement);
  const tell = (text: string) => {
    told.textContent = text && `⚠ ${text}`;
    button.disabled = text === "";
    if (bar.parentElement) bar.parentElement.hidden = text !== "";
  };
  const most = Number(form.dataset.mostBytes);
  const tooLarge = `The file is larger than ${Math.floor(most / 1024 / 1024)} MB. Split it.`;
  tell(file.size > most ? tooLarge : "");
  if (file.size > most) return;
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = total > 0 ? (loaded / total) * 100 : 0;
  });
  request.addEventListener("load", () => {
    const { next, error } = answerOf(request.responseText);
    if (next) location.assign(next);
    else tell(error ?? "That did not work. Try again in a moment.");
  });
  request.addEventListener("error", () => tell("The connection broke. Try again."));
  request.open("POST", location.href);
  request.setRequestHeader("accept", "application/json");
  request.send(new FormData(form));
}

function answerOf(text: string): { next?: string; error?: string } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

async function lookAgain(card: HTMLElement): Promise<void> {
  if (document.hidden) return;
  const response = await fetch(location.href).catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const now = page.querySelector("#card");
  if (now && now.innerHTML !== card.innerHTML) card.replaceChildren(...now.childNodes);
}

function find<T extends HTMLElement>(root: ParentNode, selector: string, type: new () => T): T {
  const found = root.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`);
  return found;
}
