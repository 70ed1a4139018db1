const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
};

/** Somebody named in a message: by id in Slack, by display name in Teams. */
export type Mention =
  | { kind: "id"; id: string; name: string | null }
  | { kind: "name"; name: string };

const slackUser = /<@([UW][A-Z0-9]{1,20})(?:\|([^<>|]{0,100}))?>/;
const teamsUser = /<at\b[^<>]{0,200}>([^<>]{0,200})<\/at>/;
const anyUser = new RegExp(`${slackUser.source}|${teamsUser.source}`, "gi");

/**
 * The words of a chat message without the chats' mark-up: links become what they lead to,
 * mentions of people and channels go, table cells are parted by tabs and lines by line feeds.
 */
export function plainText(text: string): string {
  return withoutMentions(text)
    .replace(/<[!#][^<>]{0,200}>/g, " ")
    .replace(/<((?:https?|mailto|tel):[^<>|]{1,2000})(?:\|([^<>]{0,2000}))?>/gi, linkTarget)
    .replace(
      /<a\b[^<>]{0,2000}?href="([^"<>]{1,2000})"[^<>]{0,2000}>([^<>]{0,2000})<\/a>/gi,
      linkTarget,
    )
    .replace(/<\/t[dh]>/gi, "\t")
    .replace(/<(?:br|\/p|\/div|\/tr|\/li)\b[^<>]{0,200}>/gi, "\n")
    .replace(
      /<\/?(?:p|div|span|b|i|u|em|strong|code|pre|ul|ol|li|table|tbody|thead|tr|td|th)\b[^<>]{0,2000}>/gi,
      "",
    )
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity);
}

/** The first person a message mentions, and the message without any mention. */
export function takeMention(text: string): { mention: Mention | null; rest: string } {
  const [, id, name, display] = text.match(new RegExp(anyUser.source, "i")) ?? [];
  const rest = withoutMentions(text);
  if (id) return { mention: { kind: "id", id, name: name || null }, rest };
  if (display?.trim()) return { mention: { kind: "name", name: display.trim() }, rest };
  return { mention: null, rest };
}

function withoutMentions(text: string): string {
  return text.replace(anyUser, " ");
}

/** Chats turn `acme.com` into a link by themselves. Where label and target agree, the label is what was typed. */
function linkTarget(_: string, target: string, label: string | undefined): string {
  const same = (url: string) =>
    url.replace(/^(?:https?:\/\/|mailto:|tel:)/i, "").replace(/\/$/, "");
  return label && same(label) === same(target) ? label : target.replace(/^mailto:/i, "");
}
