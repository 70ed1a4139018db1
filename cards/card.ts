/** A piece of a line. Data, never markup: each renderer escapes for its own dialect. */
export type Run =
  | string
  | { kind: "bold"; text: string }
  | { kind: "link"; text: string; url: string }
  /** A colleague. Renderers print the name; chats may turn the id into a mention. */
  | { kind: "person"; personId: string; name: string };
export type Line = readonly Run[];

/** What a press asks for. The server re-reads everything by id; args are short ids and words only. */
export type Action = {
  label: string;
  /** A verb of `cards/codec.ts`, e.g. `claim`. Ignored where `url` is set. */
  verb: string;
  args: Readonly<Record<string, string>>;
  tone: "primary" | "danger" | "plain";
  /** Opens this page instead of asking the server. */
  url: string | null;
};

export type Part =
  /** The card's first line; `aside` is what stands at its right: `A · 86`, `new`, `Drop`. */
  | { kind: "title"; text: string; aside: string | null }
  | { kind: "text"; line: Line }
  /** Small print. */
  | { kind: "note"; line: Line }
  | { kind: "warning"; line: Line }
  | { kind: "heading"; text: string }
  | { kind: "divider" }
  /** Score bars; `share` is 0 to 1 and is always printed with its points. */
  | { kind: "bars"; bars: readonly { label: string; points: number; share: number }[] }
  /** Reasons: signed points, words, and the link to the proof at the right. */
  | {
      kind: "reasons";
      rows: readonly {
        points: number;
        because: string;
        evidence: { label: string; url: string | null } | null;
      }[];
    }
  | { kind: "facts"; rows: readonly { label: string; line: Line }[] }
  | { kind: "list"; lines: readonly Line[] }
  | { kind: "table"; head: readonly string[]; rows: readonly (readonly string[])[] }
  | { kind: "code"; text: string }
  /** Visible buttons, first one first; `more` goes into the overflow named `More actions`. */
  | { kind: "actions"; buttons: readonly Action[]; more: readonly Action[] };

/** What the bot says, before Slack or Teams has a say in the looks. */
export type Card = {
  /** Names the card's subject: a lead id, or a word like `help`. At most 100 characters. */
  id: string;
  /** Grows with every edit of the same card; a press carries the version it saw. */
  version: number;
  /** One plain sentence: notification text, screen readers, e-mail subject. */
  summary: string;
  parts: readonly Part[];
  /** Lead cards may be reloaded by whoever looks at them (Teams refresh). */
  refresh: Action | null;
};

export type Field = {
  name: string;
  label: string;
  hint: string | null;
  required: boolean;
} & (
  | { kind: "text"; multiline: boolean; maxLength: number; initial: string | null }
  | { kind: "number"; min: number | null; max: number | null; initial: number | null }
  | { kind: "date"; initial: string | null }
  | { kind: "choice"; options: readonly { value: string; label: string }[]; initial: string | null }
);

/** A modal in Slack, a dialog in Teams. Without fields it only shows `parts` and has no submit. */
export type Form = {
  title: string;
  submit: string | null;
  verb: string;
  args: Readonly<Record<string, string>>;
  parts: readonly Part[];
  fields: readonly Field[];
};
