import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { personKey } from "../../../pipeline/identity/person-key.ts";

describe("a person's name as it is compared", () => {
  const equal: [one: string, other: string][] = [
    ["Kovács Péter", "Peter Kovacs"],
    ["Dr. Jürgen Groß", "Juergen Gross"],
    ["Weber, Ana", "Ana Weber"],
    ["Bob Miller", "Robert J. Miller"],
    ["Łukasz Nowak", "Lukasz NOWAK"],
    ["João da Silva", "Joao Silva"],
    ["Tom O'Brien", "Thomas OBrien"],
    ["Kate Ng", "Katherine Ng"],
    ["Jean-Pierre Lefèvre", "Jean Pierre Lefevre"],
    ["Ing. Raúl Cárdenas", "Raul Cardenas"],
  ];
  for (const [one, other] of equal) {
    it(`does not tell ${one} from ${other}`, () => {
      assert.equal(personKey(one), personKey(other));
    });
  }

  const unequal: [one: string, other: string][] = [
    ["Anna Weber", "Jonas Weber"],
    ["Ana Weber", "A. Weber"],
    ["Ana Weber", "Ana Weber-Lang"],
    ["Alex Stone", "Alexander Stone"],
  ];
  for (const [one, other] of unequal) {
    it(`tells ${one} from ${other}`, () => {
      assert.notEqual(personKey(one), personKey(other));
    });
  }
});
