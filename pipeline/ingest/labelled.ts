/** Forms speak to the person: `Ihr Name`, `Votre nom`. */
const yours =
  "(?:(?:your|ihre?|deine?|votre|vos|su|tu|seu|sua|o seu|a sua|uw|je|jouw|il tuo|la tua|il suo|la sua|twoj[ea]|twój|az ön) )?";

/** What stands behind a field name and a colon: `Company: Northwind`. The first line that has it counts. */
export function labelledValue(text: string, names: string): string | null {
  const line = new RegExp(
    `(?:^|[\\n|;]|[.!?] )[ \\t*-]*${yours}(?:${names})[ \\t]*[:：=][ \\t]*([^\\n|;]{1,200})`,
    "iu",
  );
  return line.exec(text)?.[1]?.trim() || null;
}
