/**
 * Why a row becomes no lead. The last three are said of rows that could not be taken apart.
 */
export const rowReasons = [
  "empty",
  "test_row",
  "no_company",
  "bad_email",
  "bad_url",
  "rounded_number",
  "too_many_cells",
  "too_long",
  "open_quote",
] as const;
export type RowReason = (typeof rowReasons)[number];
