/**
 * Whole numbers that add up to the rounded sum of the given ones, each at most one away from its
 * own (largest remainder). Ties go to the earlier number.
 */
export function wholeShares(values: readonly number[]): number[] {
  const total = Math.round(values.reduce((sum, value) => sum + value, 0));
  const floors = values.map(Math.floor);
  const missing = total - floors.reduce((sum, value) => sum + value, 0);
  const order = values
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  const raised = new Set(order.slice(0, missing).map(({ index }) => index));
  return floors.map((value, index) => (raised.has(index) ? value + 1 : value));
}
