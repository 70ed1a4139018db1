import type { Company } from "./company.ts";

/** Right trade, right size, hiring, funded, in the news: an A. */
export const northwind: Company = {
  host: "northwind.example",
  name: "Northwind Traders",
  legalName: "Northwind Traders GmbH",
  lang: "en",
  trade: "Logistics software for freight forwarders",
  headline: "Freight planning that keeps its promises",
  ask: "Book a demo",
  promise: "Logistics software that plans, prices and tracks every shipment in one place.",
  story: [
    "Northwind started in a warehouse office in Berlin, where two dispatchers grew tired of ringing carriers to ask where the truck was.",
    "Today 640 freight forwarders plan their shipments with us, from a single van to cross-border fleets.",
  ],
  offers: [
    {
      title: "Plan",
      text: "Loads, routes and carriers on one board, re-planned when the day changes.",
    },
    {
      title: "Price",
      text: "Quotes from your own history, answered before the customer has hung up.",
    },
    { title: "Track", text: "Arrival times your customers can see, without another phone call." },
  ],
  size: "180–220 people",
  founded: 2016,
  address: {
    street: "Torstraße 118",
    postcode: "10119",
    city: "Berlin",
    country: "Germany",
    countryCode: "DE",
  },
  offices: ["Berlin", "Rotterdam", "Warsaw"],
  people: [
    { name: "Jonas Petersen", title: "CEO & Co-founder" },
    { name: "Mirela Stancu", title: "CTO & Co-founder" },
    { name: "Ana Weber", title: "Head of Operations" },
    { name: "Tariq Aziz", title: "VP Sales" },
    { name: "Lena Hofmann", title: "Head of Data" },
  ],
  jobs: [
    { title: "Senior Data Engineer", place: "Berlin", daysAgo: 2 },
    { title: "Data Engineer, Forecasting", place: "Berlin", daysAgo: 4 },
    { title: "Data Engineer, Carrier Data", place: "Berlin", daysAgo: 6 },
    { title: "Analytics Data Engineer", place: "Berlin", daysAgo: 9 },
    { title: "Data Platform Engineer", place: "Berlin", daysAgo: 13 },
    { title: "Lead Data Engineer", place: "Berlin", daysAgo: 18 },
  ],
  press: [
    {
      title: "Northwind raises €24 million Series B to re-plan Europe's freight",
      text: "The round is led by Alpine Ventures. Northwind raised the money to double its data team in Berlin.",
      daysAgo: 5,
    },
    {
      title: "Northwind opens an office in Rotterdam",
      text: "Twelve colleagues move in beside the port, close to the largest forwarders we work with.",
      daysAgo: 16,
    },
    {
      title: "Forwarders name Northwind planning tool of the year",
      text: "Readers of Freight Weekly voted for the board that shows a late truck before the customer notices.",
      daysAgo: 24,
    },
  ],
  changelog: [
    {
      title: "Arrival times now learn from your own routes",
      text: "Forecasts use the last ninety days of your fleet instead of a map's guess.",
      daysAgo: 3,
    },
    {
      title: "Quote a return load while you plan",
      text: "Empty legs are offered to carriers you trust first.",
      daysAgo: 17,
    },
    {
      title: "Customs papers attach themselves",
      text: "Documents follow the shipment across borders.",
      daysAgo: 31,
    },
  ],
  plans: [
    { name: "Starter", price: "€390", text: "Up to 20 shipments a day." },
    { name: "Fleet", price: "€1,250", text: "Unlimited shipments and live tracking." },
  ],
  testimonial: {
    quote: "With 2,300 employees in nine countries we needed one plan, not nine.",
    who: "Carla Nunes, Head of Logistics, Proseware",
  },
  products: ["vercel", "next", "hubspot", "segment", "intercom", "stripe"],
  structured: true,
  email: "hello@northwind.example",
  phone: "+49 30 23125 140",
  colour: "#0b6e4f",
};

/** Right size, plausible trade, some movement weeks ago: a B. */
export const fabrikam: Company = {
  host: "fabrikam.example",
  name: "Fabrikam",
  legalName: "Fabrikam Manufacturing Ltd",
  lang: "en",
  trade: "Precision parts manufacturing",
  headline: "Machined parts, measured twice",
  ask: "Request a quote",
  promise: "A manufacturer of precision parts for pumps, valves and machine tools.",
  story: [
    "Fabrikam mills, turns and grinds components that other manufacturers build their machines around.",
    "Our factory in Birmingham runs three shifts; every part leaves it with its own measuring report.",
  ],
  offers: [
    {
      title: "Milling and turning",
      text: "Five-axis machining from single pieces to series of ten thousand.",
    },
    { title: "Grinding", text: "Surfaces smooth enough to seal without a gasket." },
    { title: "Assembly", text: "Finished components, tested and ready to mount." },
  ],
  size: "about 320 people",
  founded: 1988,
  address: {
    street: "14 Foundry Lane",
    postcode: "B5 5JR",
    city: "Birmingham",
    country: "United Kingdom",
    countryCode: "GB",
  },
  offices: ["Birmingham"],
  people: [
    { name: "Margaret Doyle", title: "Managing Director" },
    { name: "Samuel Okafor", title: "Head of Production" },
    { name: "Ruth Lindqvist", title: "Head of Purchasing" },
  ],
  jobs: [
    { title: "Production Planner", place: "Birmingham", daysAgo: 34 },
    { title: "CNC Technician", place: "Birmingham", daysAgo: 41 },
  ],
  press: [
    {
      title: "Fabrikam opens second grinding hall",
      text: "Forty machines move under one roof, and lead times fall by a week.",
      daysAgo: 47,
    },
  ],
  changelog: [],
  plans: null,
  testimonial: null,
  products: ["nginx", "wordpress", "hubspot", "gtag"],
  structured: true,
  email: "sales@fabrikam.example",
  phone: "+44 121 496 0142",
  colour: "#33539e",
};

/** A German site: facts, dates and imprint in another language. */
export const wingtip: Company = {
  host: "wingtip.example",
  name: "Wingtip",
  legalName: "Wingtip Fördertechnik GmbH & Co. KG",
  lang: "de",
  trade: "Fördertechnik für Lager und Versand",
  headline: "Fördertechnik, die mitdenkt",
  ask: "Beratung vereinbaren",
  promise: "Wingtip baut Förderanlagen für Lager, Versand und Intralogistik.",
  story: [
    "Aus einer Schlosserei in Augsburg ist ein Hersteller geworden, dessen Anlagen in elf Ländern laufen.",
    "Konstruktion, Fertigung und Steuerung kommen bei uns aus einem Haus.",
  ],
  offers: [
    { title: "Planen", text: "Anlagen, die zum Lager passen und nicht umgekehrt." },
    { title: "Bauen", text: "Fertigung im eigenen Werk, Montage mit eigenen Leuten." },
    { title: "Betreuen", text: "Wartung rund um die Uhr, mit Ersatzteilen ab Lager." },
  ],
  size: "140 Mitarbeiter",
  founded: 1994,
  address: {
    street: "Werkstraße 7",
    postcode: "86165",
    city: "Augsburg",
    country: "Deutschland",
    countryCode: "DE",
  },
  offices: ["Augsburg", "Leipzig"],
  people: [
    { name: "Sabine Kraus", title: "Geschäftsführerin" },
    { name: "Dieter Vogel", title: "Leiter Vertrieb" },
  ],
  jobs: [
    { title: "Softwareentwickler Steuerungstechnik (m/w/d)", place: "Augsburg", daysAgo: 8 },
    { title: "Projektleiter Intralogistik (m/w/d)", place: "Leipzig", daysAgo: 21 },
  ],
  press: [
    {
      title: "Wingtip liefert Förderanlage für neues Paketzentrum",
      text: "Die Anlage bewegt ab dem Frühjahr 9.000 Sendungen in der Stunde.",
      daysAgo: 12,
    },
  ],
  changelog: [],
  plans: null,
  testimonial: null,
  products: ["apache", "typo3", "gtag"],
  structured: false,
  email: "info@wingtip.example",
  phone: "+49 89 99998 170",
  colour: "#a2431b",
};

/** Its pages are empty until their script has run. */
export const spa: Company = {
  ...northwind,
  host: "spa.example",
  name: "Spa Planner",
  legalName: "Spa Planner B.V.",
  trade: "Scheduling software for wellness hotels",
  headline: "Every treatment room, every hour, in one plan",
  ask: "Start free trial",
  promise: "Scheduling software for hotels with more guests than hands.",
  story: ["Spa Planner fills treatment rooms without double bookings."],
  size: "65 people",
  founded: 2019,
  address: {
    street: "Keizersgracht 210",
    postcode: "1016 DZ",
    city: "Amsterdam",
    country: "Netherlands",
    countryCode: "NL",
  },
  offices: ["Amsterdam"],
  people: [{ name: "Femke Visser", title: "Founder & CEO" }],
  jobs: [{ title: "Frontend Engineer", place: "Amsterdam", daysAgo: 11 }],
  press: [],
  changelog: [],
  testimonial: null,
  structured: false,
  email: "hello@spa.example",
  phone: "+31 20 555 0155",
  colour: "#7a4fa3",
};

/** Lives at `www`; the bare name only points there. */
export const redirecting: Company = {
  ...fabrikam,
  host: "redirecting.example",
  name: "Redirecting Parcels",
  legalName: "Redirecting Parcels B.V.",
  trade: "Parcel returns for online shops",
  headline: "Returns that find their way home",
  ask: "Get in touch",
  promise: "A courier for parcel returns: collected, checked and back in stock in two days.",
  story: ["Redirecting collects returns for online shops in the Netherlands and Belgium."],
  size: "85 people",
  founded: 2011,
  address: {
    street: "Havenweg 3",
    postcode: "3089 JK",
    city: "Rotterdam",
    country: "Netherlands",
    countryCode: "NL",
  },
  offices: ["Rotterdam"],
  people: [{ name: "Pieter de Boer", title: "Managing Director" }],
  jobs: [{ title: "Route Planner", place: "Rotterdam", daysAgo: 26 }],
  press: [],
  email: "info@redirecting.example",
  phone: "+31 10 555 0133",
};
