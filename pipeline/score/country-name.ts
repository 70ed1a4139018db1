const names = new Intl.DisplayNames(["en"], { type: "region" });

/** A country as a sentence names it: `Germany`. Anything but two capital letters stays as it is. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
}
