/** What people read about an arrival that does not say enough to become a lead. */
export const needsInfoWords = {
  title: "Needs info",
  lacks: {
    company: "which company this is",
    url: "its website",
  } satisfies Record<"company" | "url", string>,
  ask: (door: string, lacks: string) =>
    `Somebody wrote through ${door}. What is missing: ${lacks}.`,
  flags: {
    suspicious_text: "Suspicious text, shown as data",
    free_mail: "Sender uses a free mail address",
    role_mail: "The address is a mailbox, not a person",
  } as Readonly<Record<string, string>>,
  fillIn: "Fill in",
  notALead: "Not a lead",
  undo: "It is a lead",
  completed: (who: string, when: string, company: string) =>
    `${who} filled in what was missing, ${when}: ${company}. Its card follows.`,
  discarded: (who: string, when: string) => `Not a lead, says ${who}, ${when}.`,
  known: "More came in about it, and it is a lead by now.",
  gone: "Its words were forgotten.",
  formTitle: "What is missing?",
  submit: "Make lead",
  company: "Company",
  companyHint: "As they write it, for example Northwind Traders",
  site: "Website",
  siteHint: "Its domain, for example northwind.com. Leave it empty if they have none.",
  noCompany: "Which company? Type its name here, or its website below.",
  labels: {
    company: "Company",
    email: "E-mail",
    name: "Name",
    title: "Title",
    phone: "Phone",
    country: "Country",
    productInterest: "Interest",
    pageUrl: "Page",
    freeText: "Message",
  },
} as const;
