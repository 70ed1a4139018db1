/** `+18`, `−7`, `0`, with the minus sign that is as wide as the plus. */
export function signed(points: number): string {
  if (points === 0) return "0";
  return points > 0 ? `+${points}` : `−${-points}`;
}

/** Ten boxes: `▓▓▓▓▓▓▓░░░`. */
export function bar(share: number): string {
  const full = Math.round(10 * Math.min(1, Math.max(0, share)));
  return "▓".repeat(full) + "░".repeat(10 - full);
}

/** What research of one lead cost: `$0.004`, `$1.20`. */
export function cost(usd: number): string {
  if (usd === 0) return "$0";
  return `$${usd.toFixed(usd < 1 ? 3 : 2)}`;
}

/** Whole units of the tenant's currency: `12,000`, and with the currency known `€12,000`. */
export function money(value: number, currency: string | null): string {
  if (currency === null) return new Intl.NumberFormat("en").format(value);
  const style = { style: "currency", currency, maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat("en", style).format(value);
}

/** `1 source`, `7 sources`. */
export function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? "" : "s"}`;
}
