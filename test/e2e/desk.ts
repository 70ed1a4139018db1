import assert from "node:assert/strict";
import type { LeadResource } from "../../cards/lead-resource.ts";
import type { Surface } from "../../pipeline/surface.ts";
import { eventually, type Person, type Playground } from "../support/playground.ts";
import type { Chat, Dialog, Message } from "./chat.ts";
import { slackChat } from "./slack-chat.ts";
import { teamsChat } from "./teams-chat.ts";

/** One chat of a running Baton, and what tests want to know of it. All questions wait for the answer. */
export type Desk = Chat & ReturnType<typeof questions>;

export function deskIn(surface: Surface, play: Playground): Desk {
  const chat = surface === "slack" ? slackChat(play) : teamsChat(play);
  return Object.assign(questions(chat, play), chat);
}

const scored = /Starting point/;

function questions(chat: Chat, play: Playground) {
  const cards = async (as: Person, channel: string, domain: string) => {
    const all = await chat.messages(as, channel);
    return all.filter((one) => one.author === null && !one.onlyYou && one.text.includes(domain));
  };
  const sees = (as: Person, channel: string, domain: string, words: RegExp): Promise<Message> =>
    eventually(async () => {
      const [card, ...more] = await cards(as, channel, domain);
      assert.match(card?.text ?? "", words);
      assert.ok(card && more.length === 0, `${domain} has more than one card in ${channel}`);
      return card;
    });

  return {
    play,
    cards,

    /** The one card of a company in a channel, once it says this. */
    sees,

    /** What was said to this person alone, once it was. */
    hears: (as: Person, words: RegExp): Promise<Message> =>
      eventually(async () => {
        const told = await chat.told(as);
        const found = told.findLast(({ text }) => words.test(text));
        assert.ok(
          found,
          `${as} was not told ${words}, but:\n${told.map(({ text }) => text).join("\n")}`,
        );
        return found;
      }),

    /** The form that opened in front of somebody. */
    isAsked: (as: Person, title: string): Promise<Dialog> =>
      eventually(async () => {
        const dialog = await chat.dialog(as);
        assert.equal(dialog?.title, title);
        return dialog;
      }),

    /** A lead whose site is nowhere, so that there is nothing to wait for; its card and what it is called there. */
    async given(): Promise<{ name: string; card: Message }> {
      const name = `nowhere${++numbers}.example`;
      await chat.say("mona", "#leads", `/lead ${name}`);
      return { name, card: await sees("mona", "#leads", name, /Could not read/) };
    },

    /** The card of a company that somebody asked for in #leads, once it is scored. */
    async asked(as: Person, domain: string): Promise<Message> {
      await chat.say(as, "#leads", `/lead ${domain}`);
      return sees(as, "#leads", domain, scored);
    },

    /** The lead as the API tells it. */
    async lead({ leadId }: Message): Promise<LeadResource> {
      const response = await fetch(`${play.url}/api/v1/leads/${leadId}`, {
        headers: { authorization: `Bearer ${await bearerOf(play)}` },
      });
      assert.equal(response.status, 200);
      return (await response.json()) as LeadResource;
    },
  };
}

/** The command of the page's region `Try the API`. */
export async function curlOf({ url }: Playground): Promise<string> {
  const html = await (await fetch(`${url}/playground`)).text();
  const [, escaped = ""] = /<code id="curl">([\s\S]*?)<\/code>/.exec(html) ?? [];
  return escaped
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

export async function bearerOf(play: Playground): Promise<string> {
  const [, bearer] = /Bearer (\S+?)'/.exec(await curlOf(play)) ?? [];
  assert.ok(bearer, "the page shows no bearer");
  return bearer;
}

/** Sends a lead as a website would. */
export async function sendForm(play: Playground, lead: object): Promise<void> {
  const response = await fetch(`${play.url}/api/v1/leads/intake`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await bearerOf(play)}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(lead),
  });
  assert.equal(response.status, 202);
}

let numbers = 0;

/** A made-up company that no other test asks about. */
export function company(): string {
  numbers += 1;
  return `c${String(numbers).padStart(4, "0")}.sample.example`;
}
