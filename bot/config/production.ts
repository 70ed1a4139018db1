export type Environment = Record<string, string | undefined>;
export type Problem = [setting: string, advice: string];

export const freshKey = "make one with `openssl rand -hex 32`";

/** Real ones have 32 characters and more. */
const SECRET_LENGTH = 24;
const PASSWORD_LENGTH = 12;

/** Secrets that somebody else gave us, and where the right value is found. */
const secrets = {
  SLACK_SIGNING_SECRET: "copy it from Basic Information of your Slack app",
  SLACK_CLIENT_SECRET: "copy it from Basic Information of your Slack app",
  TEAMS_APP_PASSWORD: "make a client secret in your app registration in Azure",
};

/** What a demonstration may do and production may not: each a way in for whoever guesses. */
export function unsafeSettings(given: Environment): Problem[] {
  const { DATABASE_URL, BATON_KEY, BATON_KEY_OLD, PUBLIC_URL } = given;
  const problems: Problem[] = [];
  if (!DATABASE_URL) {
    problems.push(["DATABASE_URL", "missing; production keeps its data on a server of its own"]);
  } else if (isGuessable(passwordOf(DATABASE_URL))) {
    problems.push(["DATABASE_URL", "its password can be guessed; use 12 characters or more"]);
  }
  if (!BATON_KEY) problems.push(["BATON_KEY", `missing; ${freshKey} and keep a copy elsewhere`]);
  else if (isWeakKey(BATON_KEY)) {
    problems.push(["BATON_KEY", `this key can be guessed; ${freshKey}`]);
  } else if (BATON_KEY === BATON_KEY_OLD) {
    problems.push(["BATON_KEY_OLD", "it is BATON_KEY itself; name the key before this one"]);
  }
  if (PUBLIC_URL && URL.parse(PUBLIC_URL)?.protocol === "http:") {
    problems.push(["PUBLIC_URL", "its links open people's data; use https://"]);
  }
  for (const [setting, advice] of Object.entries(secrets)) {
    const value = given[setting];
    if (value === undefined) continue;
    if (value.length < SECRET_LENGTH || isPlaceholder(value)) {
      problems.push([setting, `this is an example or too short; ${advice}`]);
    }
  }
  return problems;
}

/** The bytes of a key; undefined when the text is neither 32 bytes of hex nor of base64. */
export function decodeKey(text: string): Buffer | undefined {
  if (/^[\da-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  if (/^[\w+/-]{43}=?$/.test(text)) return Buffer.from(text, "base64");
  return undefined;
}

/** Whether a key was typed, counted up or repeated instead of drawn: chance makes none of these. */
function isWeakKey(text: string): boolean {
  const key = decodeKey(text);
  if (!key) return false; // another sentence says so
  const typed = key.every((byte) => byte >= 0x20 && byte < 0x7f);
  const steps = new Set(key.subarray(1).map((byte, index) => byte - (key[index] ?? 0)));
  return typed || steps.size < 4 || new Set(key).size < 16;
}

/** No password at all is another way to sign in: a certificate, or the machine itself. */
function isGuessable(password: string | undefined): boolean {
  if (!password) return false;
  return password.length < PASSWORD_LENGTH || isPlaceholder(password);
}

function passwordOf(databaseUrl: string): string | undefined {
  const password = URL.parse(databaseUrl)?.password;
  try {
    return password && decodeURIComponent(password);
  } catch {
    return password;
  }
}

/** `change-me`, `<your secret>`, `xxxxxxxx`: what examples have where secrets belong. */
function isPlaceholder(text: string): boolean {
  const examples =
    /change.?(me|it|this)|example|placeholder|password|postgres|baton|^your|[<>]|xxx/i;
  return examples.test(text) || new Set(text).size < 6;
}
