import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { clip, listed, mentions } from "../../../pipeline/score/words.ts";

describe("mentions", () => {
  const found: [phrase: string, text: string][] = [
    ["freight", "Freight, and more"],
    ["supply chain", "your supply-chain\nplan"],
    ["supply chain", "your supply \n chain"],
    ["étudiant", "je suis ETUDIANT"],
    ["uber", "über"],
    ["c++", "we write C++."],
    ["i'm a student", "I’m a student"],
  ];
  for (const [phrase, text] of found) {
    it(`finds ${phrase} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(mentions(text, [phrase]), [phrase]);
    });
  }

  const missed: [phrase: string, text: string][] = [
    ["freight", "freighter"],
    ["lager", "Lagerhalle"],
    ["labor", "collaboration"],
    ["a.b", "axb"],
    ["student", "étudiants and students"],
    ["", "anything"],
    [" ", "any thing"],
  ];
  for (const [phrase, text] of missed) {
    it(`does not find ${JSON.stringify(phrase)} in ${text}`, () => {
      assert.deepEqual(mentions(text, [phrase]), []);
    });
  }

  it("finds what is written, whatever the phrase is made of", () => {
    fc.assert(
      fc.property(fc.string(), (phrase) => {
        fc.pre(/[^\s-]/.test(phrase.normalize("NFKD").replaceAll(/\p{M}/gu, "")));
        assert.deepEqual(mentions(`a, ${phrase} , b`, [phrase]), [phrase]);
      }),
    );
  });
});

describe("words for people", () => {
  it("are listed with an and", () => {
    const lists = [[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed);

    assert.deepEqual(lists, ["", "a", "a and b", "a, b and c"]);
  });

  it("are clipped between words", () => {
    assert.equal(clip("Northwind opens an office", 18), "Northwind opens…");
    assert.equal(clip("Northwind", 9), "Northwind");
  });
});
