import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { companyKey, companyName } from "../../../pipeline/identity/company-key.ts";
import { companyNames, countries } from "../../fixtures/identity/company-names.ts";

describe("a company's name as it is compared", () => {
  it("is the same with every legal form and in every dress", () => {
    const wrong = companyNames
      .map((name) => ({ ...name, found: companyKey(name.written) }))
      .filter(({ key, found }) => key !== found);

    assert.deepEqual(wrong, []);
    assert.ok(companyNames.length >= 300);
    assert.ok(countries.length >= 30);
  });

  const equal: [one: string, other: string][] = [
    ["The Copper Kettle", "Copper Kettle"],
    ["Müller & Söhne", "Mueller und Soehne"],
    ["Kovács és Társa Kft", "KOVACS & TARSA KFT."],
    ["Martin et Fils", "Martin & Fils"],
    ["García y Hijos S.L.", "Garcia & Hijos"],
    ["Grupo Solaris", "Solaris Group"],
    ["Vesta Holding AG", "Vesta"],
    ["Les Ateliers du Rhône", "Ateliers du Rhone SARL"],
    ["GTX Pro", "GTXPro"],
    ["Data Espiga", "dataespiga"],
    ["ООО «Альфа Софт»", "Alfa Soft"],
    ["株式会社サンプル", "サンプル"],
    ["L’Oreille", "L'Oreille"],
  ];
  for (const [one, other] of equal) {
    it(`does not tell ${one} from ${other}`, () => {
      assert.equal(companyKey(one), companyKey(other));
    });
  }

  const unequal: [one: string, other: string][] = [
    ["Acme GmbH", "Acme Consulting GmbH"],
    ["Studio 54", "Studio 55"],
    ["Plan A", "Plan B"],
    ["AB InBev", "InBev"],
    ["SA Recycling", "Recycling"],
  ];
  for (const [one, other] of unequal) {
    it(`tells ${one} from ${other}`, () => {
      assert.notEqual(companyKey(one), companyKey(other));
    });
  }

  it("never ends up empty while there is a letter in it", () => {
    for (const form of ["GmbH", "The", "Group", "S.A. de C.V.", "The Group", "Sp. z o.o."]) {
      assert.notEqual(companyKey(form), "");
    }
  });

  it("is empty for what has no letters", () => {
    assert.deepEqual(["🚀", "-", "", "…", "\u200b"].map(companyKey), ["", "", "", "", ""]);
  });

  it("never throws, and stays as it is when it is taken again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (name) => {
        const [word = ""] = [companyKey(name)];
        assert.equal(typeof word, "string");
      }),
    );
  });

  it("knows in which country a legal form is at home", () => {
    const found = ["Trey Kft.", "Estudio S.L.", "Coho Oy", "Acme Ltd"].map(
      (name) => companyName(name).countries,
    );

    assert.deepEqual(found, [["HU"], ["ES"], ["FI"], []]);
  });
});
