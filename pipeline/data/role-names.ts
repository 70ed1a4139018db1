/** Mailbox names that belong to a function instead of a person: RFC 2142 and everyday ones. */
export const roleNames: ReadonlySet<string> = new Set(
  `
  abuse noc security postmaster hostmaster usenet news webmaster www uucp ftp
  info information infos hello hi hey contact contacts contactus contacto contatto kontakt
  mail email office reception enquiries inquiries enquiry inquiry general team all everyone
  sales sale vente ventes vertrieb verkauf ventas commercial presales business
  support help helpdesk service services customerservice customercare care kundenservice
  servicedesk itsupport it
  marketing press presse media pr newsletter events partners partner partnerships
  admin administrator administration root sysadmin
  jobs job careers career recruiting recruitment bewerbung karriere hiring talent hr personal
  billing accounts accounting finance invoice invoices invoicing buchhaltung rechnung orders order
  legal privacy dataprotection datenschutz gdpr dpo compliance
  noreply donotreply mailerdaemon notifications notification alerts bounce bounces unsubscribe
  feedback ideas community shop store booking bookings reservations welcome
  ugyfelszolgalat iroda biuro kantoor accueil
  `
    .trim()
    .split(/\s+/),
);
