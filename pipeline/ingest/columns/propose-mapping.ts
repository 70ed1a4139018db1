import { isCompanyId } from "./column-names.ts";
import { exporterOf, meantBy } from "./exporters.ts";
import type { ColumnField, Doubt, Exporter, Mapping, Proposal } from "./fields.ts";
import { headerKey } from "./header-key.ts";
import { isTheirs, meaningsOf } from "./match-header.ts";
import { nameMeanings } from "./name-column.ts";
import { filledValues, givesAway, looksLike, share, suggests } from "./value-kinds.ts";

const personFields: ReadonlySet<ColumnField> = new Set([
  "email",
  "name",
  "first_name",
  "last_name",
]);

type Guess = { field: ColumnField; column: number; score: number; doubt: Doubt | null };

/** A rival this close would have done as well. */
const CLOSE = 0.5;
/** Below this a name was only read roughly. */
const SURE = 80;

/**
 * What the columns of a table most probably mean: by their names, by whose export it is, and by
 * what stands in them. A column is one field at most, and a field one column.
 */
export function proposeMapping(header: readonly string[], sample: readonly string[][]): Proposal {
  const keys = header.map(headerKey);
  const profile = exporterOf(keys);
  const byName = keys.flatMap((key, column) => {
    const values = filledValues(sample, column);
    return meanings(keys, key, profile, values).flatMap((guess) => judged(guess, column, values));
  });
  const byContent = keys.flatMap((key, column) => {
    return guessed(key, column, filledValues(sample, column), byName);
  });

  const named = [...byName, ...byContent];
  const isOfPeople = named.some(({ field }) => personFields.has(field));
  const ids = isOfPeople ? [] : companyIdGuesses(keys);
  const guesses = [...named, ...ids].toSorted((a, b) => b.score - a.score);
  const taken = assign(guesses);
  const mapping: Mapping = Object.fromEntries(taken.map(({ field, column }) => [field, column]));
  const used = new Set(taken.map(({ column }) => keys[column]));
  return {
    mapping,
    profile,
    ignored: [...keys.keys()].filter((column) => !used.has(keys[column])),
    unsure: taken.flatMap((guess) => {
      const why = guess.doubt ?? (hasRival(guess, guesses, keys) ? "rival" : null);
      return why ? [{ field: guess.field, column: guess.column, why }] : [];
    }),
  };
}

function meanings(
  keys: readonly string[],
  key: string,
  profile: Exporter | null,
  values: readonly string[],
): Omit<Guess, "column">[] {
  const meant = meantBy(profile, key);
  const found = meant
    ? [{ field: meant, score: 100 }]
    : (nameMeanings(key, keys, values) ?? meaningsOf(key));
  return found.map((meaning) => ({ ...meaning, doubt: null }));
}

/** What stands in a column can refute its name, and sometimes says better what was meant. */
function judged(guess: Omit<Guess, "column">, column: number, values: readonly string[]): Guess[] {
  const test = looksLike[guess.field];
  const fits = test && values.length > 0 ? share(values, test) : 1;
  if (fits >= 0.5) return [{ ...guess, column }];

  const other = givesAway.find(({ test }) => share(values, test) > 0.6);
  if (other) return [{ field: other.field, column, score: guess.score - 5, doubt: null }];
  if (fits > 0) return [{ ...guess, column }];
  const isVague = guess.score < SURE;
  return isVague ? [] : [{ ...guess, column, score: guess.score / 3, doubt: "contradicted" }];
}

/** A column whose name says nothing may still hold nothing but addresses, numbers or countries. */
function guessed(
  key: string,
  column: number,
  values: readonly string[],
  byName: readonly Guess[],
): Guess[] {
  if (byName.some((guess) => guess.column === column) || values.length === 0) return [];
  if (!isTheirs(key)) return [];
  const isNameless = key.length < 2 || /^column \d+$/.test(key);
  if (!isNameless && values.length < 2) return [];

  const found =
    givesAway.find(({ test }) => share(values, test) >= 0.8) ??
    (isNameless ? suggests.find(({ test }) => share(values, test) >= 0.4) : undefined);
  if (!found || (found.field === "url" && areAlike(values))) return [];
  return [{ field: found.field, column, score: 20, doubt: "by_content" }];
}

/** Where no column speaks of a person, a row is a company, and its id is the row's. */
function companyIdGuesses(keys: readonly string[]): Guess[] {
  return keys.flatMap((key, column) =>
    isCompanyId(key) ? [{ field: "external_id" as const, column, score: SURE, doubt: null }] : [],
  );
}

/** A front page that most rows share is the exporting system's, not the lead's. */
function areAlike(values: readonly string[]): boolean {
  return values.length > 2 && new Set(values).size < values.length * 0.7;
}

function assign(guesses: readonly Guess[]): Guess[] {
  const taken: Guess[] = [];
  for (const guess of guesses) {
    const isFree = taken.every(
      ({ field, column }) => field !== guess.field && column !== guess.column,
    );
    if (isFree) taken.push(guess);
  }
  return taken;
}

function hasRival(guess: Guess, guesses: readonly Guess[], keys: readonly string[]): boolean {
  return guesses.some(
    ({ field, column, score }) =>
      field === guess.field && keys[column] !== keys[guess.column] && guess.score - score < CLOSE,
  );
}
