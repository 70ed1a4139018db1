import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { read, valuesOf } from "../../fixtures/pages/page-facts.ts";

const contact = { url: "https://brightwater.example/contact", kind: "imprint" } as const;

describe("a postal address", () => {
  const told: [html: string, address: string, city: string, country: string][] = [
    [
      "<p>Acme Ltd<br>12 High Street<br>London<br>EC1A 1BB</p>",
      "12 High Street, London, EC1A 1BB",
      "London",
      "GB",
    ],
    [
      "<p>Visit us at 12 High Street, London EC1A 1BB.</p>",
      "12 High Street, London EC1A 1BB",
      "London",
      "GB",
    ],
    ["<p>Hauptstr. 5<br>10115 Berlin</p>", "Hauptstr. 5, 10115 Berlin", "Berlin", "DE"],
    ["<p>Am Alten Markt 7, 50667 Köln</p>", "Am Alten Markt 7, 50667 Köln", "Köln", "DE"],
    ["<p>12 rue de la Gare, 75002 Paris</p>", "12 rue de la Gare, 75002 Paris", "Paris", "FR"],
    [
      "<p>Calle de Prueba 45, 28014 Madrid, España</p>",
      "Calle de Prueba 45, 28014 Madrid, España",
      "Madrid",
      "ES",
    ],
    [
      "<p>Testgracht 123<br>1015 CJ Amsterdam</p>",
      "Testgracht 123, 1015 CJ Amsterdam",
      "Amsterdam",
      "NL",
    ],
    ["<p>Via Prova 2, 20123 Milano, Italy</p>", "Via Prova 2, 20123 Milano, Italy", "Milano", "IT"],
    [
      "<p>100 King Street, Suite 5, Toronto, ON M5X 1C7</p>",
      "100 King Street, Suite 5, Toronto, ON M5X 1C7",
      "Toronto",
      "CA",
    ],
    [
      "<p>Level 4, 11 York St, Sydney NSW 2000</p>",
      "Level 4, 11 York St, Sydney NSW 2000",
      "Sydney",
      "AU",
    ],
    [
      "<p>71 Sample Road, Singapore 068895</p>",
      "71 Sample Road, Singapore 068895",
      "Singapore",
      "SG",
    ],
    [
      "<h4>400 Market St</h4><h4>Suite 10</h4><h4>Austin, TX 78701</h4>",
      "400 Market St, Suite 10, Austin, TX 78701",
      "Austin",
      "US",
    ],
    [
      "<p>Unit 3, Sample Dock, Dublin 2, Ireland</p>",
      "Unit 3, Sample Dock, Dublin 2, Ireland",
      "Dublin",
      "IE",
    ],
    ["<p>ul. Prosta 20, 00-850 Warszawa</p>", "ul. Prosta 20, 00-850 Warszawa", "Warszawa", "PL"],
    [
      "<p>2nd Floor, Sample Park<br>Indore - 452001<br>India</p>",
      "2nd Floor, Sample Park, Indore - 452001, India",
      "Indore",
      "IN",
    ],
    [
      "<p>Bahnhofstrasse 10<br>8001 Zürich<br>Switzerland</p>",
      "Bahnhofstrasse 10, 8001 Zürich, Switzerland",
      "Zürich",
      "CH",
    ],
  ];
  for (const [html, address, city, country] of told) {
    it(`is read from ${html}, and tells the seat`, () => {
      const page = read(html, contact);

      assert.deepEqual(valuesOf(page, "address"), [address]);
      assert.deepEqual(valuesOf(page, "hq_city"), [city]);
      assert.deepEqual(valuesOf(page, "hq_country"), [country]);
    });
  }

  const traps = [
    "<p>In 2020 Berlin was our first office.</p>",
    "<p>We shipped 5000 units to Berlin, Germany for 3 customers.</p>",
    "<p>Version 10115 Berlin</p>",
    "<p>Join 1200 people in London.</p>",
    "<p>4 steps</p><p>Boston, MA</p><p>Open roles</p>",
  ];
  for (const html of traps) {
    it(`is not read from ${html}`, () => {
      assert.deepEqual(valuesOf(read(html, contact), "address"), []);
    });
  }

  it("of a court in the terms is not the company's", () => {
    const html = "<p>Write to the agency at 1625 Sample Blvd., Sacramento, California 95834.</p>";

    const page = read(html, { url: "https://brightwater.example/terms" });

    assert.deepEqual(valuesOf(page, "address"), []);
  });
});

describe("several addresses", () => {
  const two =
    "<h3>Headquarters</h3><p>12 High Street<br>London EC1A 1BB</p><h3>Berlin</h3><p>Hauptstr. 5<br>10115 Berlin</p>";

  it("are offices, and the one called so is the seat", () => {
    const page = read(two, contact);

    assert.deepEqual(valuesOf(page, "office"), ["London", "Berlin"]);
    assert.deepEqual(valuesOf(page, "office_countries"), [["GB", "DE"]]);
    assert.deepEqual(valuesOf(page, "hq_city"), ["London"]);
  });

  it("tell no seat where none is called so", () => {
    const page = read(two.replace("Headquarters", "England"), contact);

    assert.deepEqual(valuesOf(page, "hq_city"), []);
  });

  it("do not outweigh the sentence that names the seat", () => {
    const page = read(`${two}<p>Brightwater is headquartered in Dublin, Ireland.</p>`, contact);

    assert.deepEqual(valuesOf(page, "hq_city"), ["Dublin"]);
  });
});

describe("offices", () => {
  it("are listed below their heading", () => {
    const page = read("<h2>Our offices</h2><ul><li>Paris</li><li>Boston</li></ul>", contact);

    assert.deepEqual(valuesOf(page, "office"), ["Paris", "Boston"]);
  });

  it("are not the places of customers", () => {
    const page = read("<p>Our customers have offices in Paris, Boston and Rome.</p>", contact);

    assert.deepEqual(valuesOf(page, "office"), []);
  });
});
