import type { PageState } from "../page-state.ts";
import { byId } from "./dom.ts";
import { type Json, obj, str } from "./json.ts";

export type Surface = "slack" | "teams";

/** Who is at the desk, and what they see. */
export const desk: { as: string; state: PageState | null } = {
  as: sessionStorage.getItem("as") ?? "rita",
  state: null,
};

/** Does something as the person at the desk. Undefined when it failed; the page then says why. */
export async function gesture(kind: string, rest: Json = {}): Promise<Json | undefined> {
  return act("/_play/gesture", {
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ as: desk.as, kind, ...rest }),
  });
}

/** Drops a file in a channel, with a few words. */
export async function dropFile(
  surface: Surface,
  channelId: string,
  file: File,
  text: string,
): Promise<Json | undefined> {
  const about = new URLSearchParams({ as: desk.as, surface, channelId, name: file.name, text });
  const type = file.type || "application/octet-stream";
  return act(`/_play/file?${about}`, { headers: { "content-type": type }, body: file });
}

async function act(path: string, init: RequestInit): Promise<Json | undefined> {
  tell("");
  try {
    const response = await fetch(path, { method: "POST", ...init });
    if (!response.ok && response.status !== 413) {
      throw new Error(`the playground answered ${response.status}`);
    }
    const done = obj(await response.json());
    if (done.ok === true) return obj(done.answer);
    tell(str(done.error));
  } catch (error) {
    tell(`That did not reach Baton: ${error instanceof Error ? error.message : error}.`);
  }
  return undefined;
}

let hush: ReturnType<typeof setTimeout> | undefined;

/** Says something at the bottom of the page for a while. */
export function tell(sentence: string): void {
  clearTimeout(hush);
  byId("notice", HTMLElement).textContent = sentence;
  if (sentence) hush = setTimeout(() => tell(""), 10_000);
}
