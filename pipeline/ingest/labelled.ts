/** What stands behind a field name and a colon: `Company: Northwind`. The first line that has it counts. */
export function labelledValue(text: string, names: string): string | null {
  const line = new RegExp(
    `(?:^|[\\n|;]|[.!?] )[ \\t*-]*(?:${names})[ \\t]*[:：=][ \\t]*([^\\n|;]{1,200})`,
    "iu",
  );
  return line.exec(text)?.[1]?.trim() || null;
}
