import { createHash } from "node:crypto";
import type { Company } from "./company.ts";
import type { Product } from "./stack.ts";
import { type Trade, trades } from "./trades.ts";

const numbered = /^(?:www\.)?(c(?!0000)\d{4})\.sample\.example$/;

const cities: Company["address"][] = [
  ["Berlin", "Germany", "DE", "10115"],
  ["Hamburg", "Germany", "DE", "20095"],
  ["Vienna", "Austria", "AT", "1010"],
  ["Amsterdam", "Netherlands", "NL", "1012 AB"],
  ["Lyon", "France", "FR", "69001"],
  ["Manchester", "United Kingdom", "GB", "M1 1AE"],
  ["Madrid", "Spain", "ES", "28001"],
  ["Copenhagen", "Denmark", "DK", "1050"],
].map(([city = "", country = "", countryCode = "", postcode = ""]) => ({
  ...{ street: "1 Sample Street", postcode, city, country, countryCode },
}));

/** Most companies are small. */
const sizes = [3, 4, 5, 6, 8, 9, 11, 13, 16, 19, 22, 26, 30, 34, 45, 70, 130, 260, 600, 1700];
const firstNames = "Amira Ben Clara Denis Eva Farid Greta Hugo Ines Jakob Karin Leon".split(" ");
const lastNames = "Adler Brandt Castel Dahl Ekman Fischer Garcia Hansen Ivarsson Jansen".split(" ");
const modern: Product[] = ["vercel", "next", "hubspot", "segment", "stripe", "posthog"];
const usual: Product[] = ["nginx", "wordpress", "gtag", "hubspot"];
const old: Product[] = ["apache", "joomla", "jquery"];

/** The company behind `c0001.sample.example` … `c9999.sample.example`: always the same one for a number. */
export function numberedCompany(host: string): Company | undefined {
  const id = numbered.exec(host)?.[1];
  return id ? makeUp(id) : undefined;
}

function makeUp(id: string): Company {
  const dice = diceFor(id);
  const trade = dice.pick(trades);
  const size = dice.pick(sizes);
  // Lively companies hire, publish and buy modern tools; most are quiet.
  const lively = size > 10 && dice.roll() < 0.25;
  const host = `${id}.sample.example`;
  const name = `${dice.pick(trade.names)} ${id.toUpperCase()}`;
  return {
    ...{ host, name, legalName: `${name} Ltd`, lang: "en", email: `hello@${host}` },
    ...textOf(trade),
    ...{ size: `${size} people`, founded: 1960 + Math.floor(dice.roll() * 62) },
    ...{ address: dice.pick(cities), offices: [], phone: "+44 20 7946 0999" },
    ...newsOf(name, trade, dice, lively, size),
    people: peopleOf(dice, lively ? 4 : 1),
    plans:
      lively && dice.roll() < 0.5 ? [{ name: "Standard", price: "€120", text: "Everything." }] : [],
    testimonial: null,
    ask: "Get in touch",
    products: lively ? modern : dice.roll() < 0.5 ? usual : old,
    structured: dice.roll() < 0.5,
    colour: `hsl(${Math.floor(dice.roll() * 360)} 45% 38%)`,
  };
}

function textOf({ trade, headline, promise, story, offers }: Trade) {
  return { trade, headline, promise, story, offers };
}

function newsOf(name: string, trade: Trade, dice: Dice, lively: boolean, size: number) {
  const place = dice.pick(cities).city;
  const openings = lively ? 1 + Math.floor(dice.roll() * 6) : dice.roll() < 0.25 ? 1 : 0;
  const jobs = Array.from({ length: openings }, () => ({
    ...{ title: dice.pick(trade.roles), place },
    daysAgo: lively ? dice.days(1, 30) : dice.days(40, 200),
  }));
  const event = { title: `${name} opens an office in ${place}`, text: "The doors are open." };
  const round = {
    title: `${name} raises €${Math.max(2, Math.round(size / 12))} million Series A`,
    text: "The money goes into people.",
  };
  const press = lively
    ? [{ ...(dice.roll() < 0.4 ? round : event), daysAgo: dice.days(2, 60) }]
    : dice.roll() < 0.2
      ? [{ ...event, daysAgo: dice.days(90, 400) }]
      : [];
  const changelog = lively
    ? [{ title: "Faster pages for everybody", text: "It shows.", daysAgo: dice.days(2, 40) }]
    : [];
  return { jobs, press, changelog };
}

function peopleOf(dice: Dice, count: number): Company["people"] {
  const titles = ["Managing Director", "Head of Operations", "Head of Sales", "Head of IT"];
  return titles.slice(0, count).map((title) => ({
    ...{ name: `${dice.pick(firstNames)} ${dice.pick(lastNames)}`, title },
  }));
}

type Dice = ReturnType<typeof diceFor>;

/** Numbers that look thrown and are the same for the same seed everywhere. */
function diceFor(seed: string) {
  let throws = 0;
  const roll = () => {
    const digest = createHash("sha256").update(`${seed}:${throws++}`).digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  };
  const days = (from: number, to: number) => from + Math.floor(roll() * (to - from + 1));
  function pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(roll() * from.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  }
  return { roll, days, pick };
}
