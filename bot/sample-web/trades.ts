import type { Company } from "./company.ts";

/** What the generated companies do for a living; the words are what research has to go by. */
export type Trade = Pick<Company, "trade" | "headline" | "promise" | "story" | "offers"> & {
  names: string[];
  roles: string[];
};

const trade = (
  label: string,
  headline: string,
  promise: string,
  story: string,
  names: string,
  roles: string,
): Trade => ({
  ...{ trade: label, headline, promise, story: [story] },
  offers: [{ title: label, text: promise }],
  ...{ names: names.split(" "), roles: roles.split(", ") },
});

export const trades: readonly Trade[] = [
  trade(
    "Logistics software",
    "One board for every load",
    "Software that plans shipments for carriers and freight forwarders.",
    "We write logistics software because spreadsheets do not know where the truck is.",
    "Cargolane Freightwell Shipmark Routely",
    "Backend Engineer, Data Engineer, Product Manager, Account Executive",
  ),
  trade(
    "Warehousing and freight",
    "Your goods, one road away",
    "Warehousing, freight and last-mile logistics under one roof.",
    "Our fleet and our warehouses work from the same list.",
    "Havenroute Palletine Quayside Overland",
    "Dispatch Manager, Warehouse Lead, IT Administrator, Key Account Manager",
  ),
  trade(
    "Billing software",
    "Invoices that send themselves",
    "A cloud platform for subscription billing, with an API for everything.",
    "Our software closes the month before you have made coffee.",
    "Ledgerly Billwise Tallyo Payframe",
    "Software Engineer, Customer Success Manager, Sales Manager, Designer",
  ),
  trade(
    "Machine parts manufacturing",
    "Parts that fit the first time",
    "A manufacturer of machine components in small and large series.",
    "The factory runs day and night, and every machine reports what it made.",
    "Turnwerk Millstone Boltura Gearhart",
    "CNC Technician, Production Planner, Quality Manager, Automation Engineer",
  ),
  trade(
    "Management consulting",
    "Decisions you can explain",
    "A consulting firm for companies in the middle of something.",
    "Our consultants stay until the plan works without them.",
    "Clearpath Fernhill Oakbridge Stonegate",
    "Consultant, Senior Consultant, Office Manager",
  ),
  trade(
    "Fashion stores",
    "Clothes for most days",
    "A retail chain with stores in the old town and a shop on the web.",
    "We sell what we would wear, in stores we would visit.",
    "Linden Corduroy Marlow Sable",
    "Store Manager, Buyer, Visual Designer",
  ),
  trade(
    "Family hotels",
    "Come as guests, leave rested",
    "Hotels and restaurants for guests who like it quiet.",
    "Our hotels are small enough for names instead of numbers.",
    "Bellavista Lakeview Pinecrest Harbour",
    "Chef, Front Office Manager, Housekeeping Lead",
  ),
  trade(
    "Dental clinics",
    "Teeth without the fear",
    "Dental clinics where patients never wait for long.",
    "Our clinics open early, and somebody always answers the phone.",
    "Smileworks Molari Whitehall Dentalis",
    "Dental Assistant, Practice Manager, Dentist Associate",
  ),
  trade(
    "Building contractor",
    "On time, on the level",
    "A construction company for halls, schools and homes.",
    "Our builders have worked together for years, and it shows in the corners.",
    "Keystone Mortarly Gableton Brickfield",
    "Site Manager, Electrician, Estimating Specialist",
  ),
  trade(
    "Solar installations",
    "The roof that earns",
    "Solar energy for factories, farms and car parks.",
    "We plan, install and watch over photovoltaic plants.",
    "Sunfield Helioworks Brightroof Amperia",
    "Solar Technician, Project Manager, Sales Representative",
  ),
  trade(
    "Language school",
    "Speak before you study",
    "Language courses for students of every age.",
    "Our school teaches in small groups, in the evening and at lunch.",
    "Lingua Parlance Eloquia Fluento",
    "Teacher, Course Coordinator",
  ),
  trade(
    "Hair salon",
    "A good cut, no hurry",
    "A hairdresser's salon with four chairs and good coffee.",
    "Our salon has stood on the same square for thirty years.",
    "Curlhouse Scissora Fringe Combe",
    "Apprentice, Salon Assistant",
  ),
];
