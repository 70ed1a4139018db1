import { countryCode } from "../ingest/country.ts";

/** Cities business sites name without their country, by ISO 3166 code. */
const cities: Record<string, string> = Object.fromEntries(
  Object.entries({
    DE: "Berlin Hamburg München Munich Köln Cologne Frankfurt Stuttgart Düsseldorf Leipzig Dresden Hannover Hanover Nürnberg Nuremberg Bremen Karlsruhe Mannheim Augsburg Bonn Münster Essen Dortmund Potsdam Regensburg Heidelberg Freiburg",
    AT: "Wien Vienna Graz Linz Salzburg Innsbruck",
    CH: "Zürich Zurich Geneva Genève Genf Basel Bern Lausanne Zug Lugano",
    FR: "Paris Lyon Marseille Toulouse Lille Bordeaux Nantes Strasbourg Grenoble Rennes Montpellier Nice",
    NL: "Amsterdam Rotterdam Utrecht Eindhoven Groningen Delft Haarlem Leiden",
    BE: "Brussels Bruxelles Brussel Antwerp Antwerpen Ghent Gent Leuven",
    ES: "Madrid Barcelona Valencia Sevilla Seville Málaga Malaga Bilbao Zaragoza",
    PT: "Lisbon Lisboa Porto Braga",
    IT: "Milan Milano Rome Roma Turin Torino Bologna Florence Firenze",
    GB: "London Manchester Birmingham Leeds Bristol Edinburgh Glasgow Cambridge Oxford Liverpool Cardiff Belfast Sheffield",
    IE: "Dublin Cork Galway",
    DK: "Copenhagen København Aarhus Odense",
    SE: "Stockholm Göteborg Gothenburg Malmö Uppsala",
    NO: "Oslo Bergen Trondheim Stavanger",
    FI: "Helsinki Espoo Tampere",
    PL: "Warsaw Warszawa Kraków Krakow Wrocław Wroclaw Gdańsk Gdansk Poznań Poznan Łódź Lodz",
    CZ: "Prague Praha Brno",
    HU: "Budapest",
    RO: "Bucharest Cluj",
    EE: "Tallinn Tartu",
    LV: "Riga",
    LT: "Vilnius Kaunas",
    US: "New_York San_Francisco Los_Angeles Boston Chicago Austin Seattle Denver Atlanta Miami Houston Dallas Philadelphia San_Diego San_Jose Palo_Alto Mountain_View Santa_Clara Silicon_Valley Portland Salt_Lake_City Washington Minneapolis Detroit Phoenix Pittsburgh Nashville Charlotte",
    CA: "Toronto Montreal Montréal Vancouver Ottawa Calgary Waterloo",
    AU: "Sydney Melbourne Brisbane Perth",
    NZ: "Auckland Wellington",
    SG: "Singapore",
    IN: "Bangalore Bengaluru Mumbai Delhi New_Delhi Hyderabad Chennai Pune Indore Gurgaon Noida",
    JP: "Tokyo Osaka",
    IL: "Tel_Aviv Jerusalem Haifa",
    AE: "Dubai Abu_Dhabi",
    BR: "São_Paulo Sao_Paulo Rio_de_Janeiro",
    MX: "Mexico_City Ciudad_de_México Monterrey",
    ZA: "Cape_Town Johannesburg",
    UA: "Kyiv Lviv",
  }).flatMap(([country, names]) =>
    names.split(" ").map((name) => [name.replaceAll("_", " ").toLowerCase(), country]),
  ),
);

const states = new Set(
  "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC".split(
    " ",
  ),
);

/** A country's ISO code from its name in running text, where `in` and `de` are words and `DE` is not. */
export function countryOf(name: string): string | undefined {
  const plain = name.trim().replace(/[,;]+$/, "");
  if (plain.length < 3 && plain !== plain.toUpperCase()) return undefined;
  return countryCode(plain) ?? countryCode(plain.replace(/\.$/, "")) ?? undefined;
}

/** The country of a well-known city. */
export function countryOfCity(city: string): string | undefined {
  return cities[city.trim().toLowerCase()];
}

export type Place = { city: string | null; country: string | null };

/** Reads `Berlin`, `Berlin, Germany`, `Austin, TX` or `Germany`; undefined for anything that is no known place. */
export function placeOf(text: string): Place | undefined {
  const parts = text.split(/\s*[,(/·|–]\s*|\s+-\s+/).map((part) => part.replace(/[).\s]+$/, ""));
  const [city = "", ...rest] = parts.filter(Boolean);
  const isState = rest.some((part) => states.has(part.split(" ")[0] ?? ""));
  const named = rest.map((part) => countryOf(part)).find(Boolean);
  const country = isState ? "US" : named;
  if (country && /^\p{Lu}/u.test(city))
    return { city: countryOf(city) && !countryOfCity(city) ? null : city, country };
  const known = countryOfCity(city);
  if (known) return { city, country: known };
  const alone = countryOf(city);
  return alone ? { city: null, country: alone } : undefined;
}
