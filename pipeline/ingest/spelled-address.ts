/** How people write @ and . so that machines do not see them. Words that are nothing else need no brackets. */
const atWords = "arobase|arroba|kukac|chiocciola|małpa|apenstaartje|klammeraffe|snabel-?a|zavináč";
const dotWords = "dot|punkt|point|punto|pont|ponto|punt|kropka|tečka|punct";

const label = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})";
const local = "[\\p{L}\\p{N}][\\p{L}\\p{N}._+-]{0,63}";
const bracketedAt = `[ \\t]?[\\[({<][ \\t]?(?:at|ät|a|@|${atWords})[ \\t]?[\\])}>][ \\t]?`;
const bracketedDot = `[ \\t]?[\\[({<][ \\t]?(?:\\.|${dotWords})[ \\t]?[\\])}>][ \\t]?`;
const spokenDot = `[ \\t]+(?:${dotWords})[ \\t]+`;
const anyDot = `(?:${bracketedDot}|${spokenDot}|\\.)`;
const hiddenDot = `(?:${bracketedDot}|${spokenDot})`;

const person = `(${local}(?:${hiddenDot}${local}){0,2})`;
const host = `(${label}(?:${anyDot}${label}){1,4})`;
const spelledHost = `(${label}(?:\\.${label}){0,2}(?:${hiddenDot}${label}){1,4})`;

const spelled = [
  `${person}(?:${bracketedAt}|[ \\t]+(?:${atWords})[ \\t]+|[ \\t]+@[ \\t]+|@[ \\t]|[ \\t]@)${host}`,
  `${person}[ \\t]+(?:at|ät)[ \\t]+${spelledHost}`,
  `(${local})@${spelledHost}`,
].map((pattern) => new RegExp(`(?<![\\p{L}\\p{N}._+-])${pattern}(?![\\p{L}\\p{N}])`, "giu"));
const dots = new RegExp(hiddenDot, "giu");

/** The text with `ana (at) acme (dot) com` and its like written as addresses. */
export function withPlainAddresses(text: string): string {
  return spelled.reduce(
    (words, pattern) =>
      words.replace(
        pattern,
        (_, local: string, host: string) => `${joined(local)}@${joined(host)}`,
      ),
    text,
  );
}

function joined(words: string): string {
  return words.replace(dots, ".");
}
