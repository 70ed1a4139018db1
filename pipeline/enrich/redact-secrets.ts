import type { Mask } from "./redact.ts";

/** Keys whose makers gave them a shape of their own; each pattern is that maker's documented prefix. */
const shapes: readonly RegExp[] = [
  /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[\w+/=\s:,.()]|-(?!-)){0,12000}(?:-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----)?/g,
  /(?<![\w-])(?:AKIA|ASIA)[0-9A-Z]{16}(?![\w-])/g, // Amazon Web Services
  /(?<![\w-])xox[abeoprs]-[\w-]{10,250}/g, // Slack
  /(?<![\w-])xapp-\d-[\w-]{10,250}/g,
  /(?<=hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]{15,200}/g,
  /(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{22,255}|glpat-[\w-]{20,64})/g, // GitHub, GitLab
  /(?<![\w-])(?:[spr]k_(?:live|test)_[A-Za-z0-9]{10,250}|whsec_[\w+/=]{16,250})/g, // Stripe
  /(?<![\w-])sk-(?:proj-|svcacct-|admin-|ant-|or-)?[\w-]{20,250}/g, // OpenAI and others who took the prefix over
  /(?<![\w-])AIza[\w-]{35}(?![\w-])/g, // Google
  /(?<![\w-])GOCSPX-[\w-]{28}(?![\w-])/g,
  /(?<![\w-])SG\.[\w-]{16,32}\.[\w-]{16,64}/g, // SendGrid
  /(?<![\w-])(?:pat-(?:na|eu)\d-[\da-f-]{36}|key-[\da-f]{32}|npm_[A-Za-z0-9]{36}|hf_[A-Za-z]{30,40}|shp(?:at|ss|ca|pa)_[\da-f]{32}|dop_v1_[\da-f]{64})(?![\w-])/g,
  /(?<![\w-])eyJ[\w-]{8,4000}\.eyJ[\w-]{4,4000}\.[\w-]{8,2000}/g, // JSON web tokens
  /(?<=\bbearer )[\w.~+/-]{16,2000}={0,2}/gi,
];

const names =
  "(?:db_?|client[_ -]?|aws[_-]?|user[_ -]?)?(?:password|passwd|passphrase|pwd|passwort|kennwort|wachtwoord|mot de passe|contraseña|senha|has[łl]o|secret(?:[_ -]?(?:access[_ -]?)?key)?|api[_ -]?(?:key|token|secret)|(?:access|auth|refresh|private)[_ -]?(?:key|token))";

/** `password=swordfish`: behind an equals sign anything is one. */
const assigned = new RegExp(
  `(?<![\\p{L}\\d])(${names}["']?\\s{0,3}=\\s{0,3}["']?)([^\\s"'&;,<>]{4,300})`,
  "giu",
);
/** `Passwort: Sommer26!`: behind a colon only what is no word, for forms explain their fields that way. */
const told = new RegExp(
  `(?<![\\p{L}\\d])(${names}["']?(?: (?:is|ist|est|es))?\\s{0,3}(?::|(?<= (?:is|ist|est|es)))\\s{0,3}["']?)(?!https?:)(?=[^\\s"'<>]{0,60}[\\d!@#$%^&*_+])([^\\s"',;<>]{6,300})`,
  "giu",
);
/** `https://ana:s3cret@host` */
const inAddress = /(:\/\/[^\s:@/]{1,64}:)[^\s@/]{1,200}(?=@)/g;

/** Takes keys, tokens and passwords out; what they are called stays. */
export function maskSecrets(text: string, mask: Mask): string {
  let masked = text;
  for (const shape of shapes) masked = masked.replace(shape, () => mask("secret"));
  return masked
    .replace(inAddress, (_, before: string) => before + mask("secret"))
    .replace(assigned, keepName)
    .replace(told, keepName);

  function keepName(whole: string, name: string, value: string): string {
    return value.startsWith("[secret]") ? whole : name + mask("secret");
  }
}
