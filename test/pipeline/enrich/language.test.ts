import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { languageOf } from "../../../pipeline/enrich/language.ts";
import { read, valuesOf } from "../../fixtures/pages/page-facts.ts";

/** One promise of a made-up company in twelve languages. */
const promises: Record<string, string> = {
  en: "We plan every delivery of your fleet within seconds and tell your customers when it will arrive.",
  de: "Wir planen jede Lieferung Ihrer Flotte in Sekunden und sagen Ihren Kunden, wann sie ankommt.",
  fr: "Nous planifions chaque livraison de votre flotte en quelques secondes et prévenons vos clients.",
  es: "Planificamos cada entrega de su flota en segundos y avisamos a sus clientes de la hora de llegada.",
  it: "Pianifichiamo ogni consegna della vostra flotta in pochi secondi e avvisiamo i vostri clienti.",
  pt: "Planeamos cada entrega da sua frota em segundos e avisamos os seus clientes da hora de chegada.",
  nl: "Wij plannen elke levering van uw vloot binnen enkele seconden en vertellen uw klanten wanneer.",
  pl: "Planujemy każdą dostawę Twojej floty w kilka sekund i informujemy klientów, kiedy dotrze.",
  sv: "Vi planerar varje leverans i din flotta på några sekunder och berättar för dina kunder när den kommer.",
  cs: "Každou dodávku vaší flotily naplánujeme během několika sekund a řekneme zákazníkům, kdy dorazí.",
  hu: "Flottájának minden szállítását másodpercek alatt megtervezzük, és szólunk az ügyfeleknek, mikor érkezik.",
  ja: "お客様の車両の配送計画を数秒で作成し、到着時刻をお知らせします。当社は物流会社のためのソフトウェアを開発しています。配送の計画はすべて自動で行われます。",
};

const short = [
  "",
  "Home",
  "Pricing",
  "Über uns",
  "Contact",
  "Kontakt",
  "OK",
  "Blog Docs Login",
  "2026",
  "Acme GmbH & Co. KG",
  "Demo buchen",
  "Nos clients",
];

describe("the language of a text", () => {
  for (const [code, promise] of Object.entries(promises)) {
    it(`is ${code} where its words are, and unknown for their first ones`, () => {
      assert.deepEqual(languageOf(null, promise), { code, by: "words" });
      assert.equal(languageOf(null, promise.slice(0, 20)), "unknown");
    });
  }

  for (const text of short) {
    it(`is unknown for ${JSON.stringify(text)}`, () => {
      assert.equal(languageOf(undefined, text), "unknown");
    });
  }

  const declared: [lang: string, text: string, code: string][] = [
    ["de", "Home", "de"],
    ["de-AT", "Home", "de"],
    [" EN_us", promises.en ?? "", "en"],
    ["fr", promises.de ?? "", "fr"],
    ["nb", (promises.sv ?? "").repeat(4), "nb"],
  ];
  for (const [lang, text, code] of declared) {
    it(`is what the page declares: ${lang} before ${text.slice(0, 20)}`, () => {
      assert.deepEqual(languageOf(lang, text), { code, by: "markup" });
    });
  }

  it("is what plenty of words say, against a template's own", () => {
    assert.deepEqual(languageOf("en", (promises.de ?? "").repeat(4)), { code: "de", by: "words" });
  });

  for (const lang of ["x", "english", "", "12"]) {
    it(`is not taken from a declaration like ${JSON.stringify(lang)}`, () => {
      assert.equal(languageOf(lang, "Home"), "unknown");
    });
  }

  it("is a fact of a page, and no fact where nobody can tell", () => {
    const said = read(`<p>${promises.pl}</p>`);
    const unsaid = read("<p>Home</p>");

    assert.deepEqual(valuesOf(said, "language"), ["pl"]);
    assert.deepEqual(valuesOf(unsaid, "language"), []);
  });
});
