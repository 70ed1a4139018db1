import { html } from "hono/html";
import type { Company } from "./company.ts";
import { type Html, hasPage, layout, type PageName } from "./layout.ts";
import { organization, postings } from "./structured.ts";
import { day, words } from "./words.ts";

const pages: Record<PageName, (company: Company, now: Date) => Html> = {
  about,
  team,
  careers,
  press,
  pricing,
  changelog,
  imprint,
};

/** The page a company has at a path; undefined where it has none. */
export function pageAt(company: Company, path: string, now: Date): Html | undefined {
  if (path === "/") return landing(company, now);
  const names = Object.entries(pages);
  const label = words[company.lang];
  for (const [name, render] of names) {
    const page = name as PageName; // the keys of `pages` are page names
    if (label[page].path === path && hasPage(company, page)) return render(company, now);
  }
  return undefined;
}

function titled(company: Company, page: PageName): string {
  return `${words[company.lang][page].label} – ${company.name}`;
}

function landing(company: Company, now: Date): Html {
  const { lang, name, trade, headline, promise, offers, testimonial, press, structured } = company;
  const label = words[lang];
  const body = html`
<h1>${headline}</h1>
<p class="lead">${promise}</p>
<p><a class="ask" href="mailto:${company.email}">${company.ask}</a></p>
<ul class="grid">${offers.map(({ title, text }) => html`<li><h3>${title}</h3><p>${text}</p></li>`)}</ul>
${testimonial && html`<h2>${label.said}</h2><blockquote><p>${testimonial.quote}</p><p class="quiet">${testimonial.who}</p></blockquote>`}
${
  press.length > 0 &&
  html`<h2>${label.latest}</h2><ul>${press
    .slice(0, 2)
    .map(
      ({ title, daysAgo }) =>
        html`<li><a href="${label.press.path}">${title}</a> ${time(company, now, daysAgo)}</li>`,
    )}</ul>`
}`;
  const things = structured ? [organization(company)] : [];
  return layout(company, `${name} – ${trade}`, things, body);
}

function about(company: Company): Html {
  const { name, story, size, founded, address, offices, people, lang } = company;
  const label = words[lang];
  const [first] = people;
  return layout(
    company,
    titled(company, "about"),
    [],
    html`
<h1>${label.about.label}</h1>
<p class="lead">${label.foundedIn(name, founded)} ${label.weAre(size, address.city)}</p>
${story.map((text) => html`<p>${text}</p>`)}
${offices.length > 1 && html`<p>${label.offices(listed(offices, lang))}</p>`}
<h2>${label.atAGlance}</h2>
<dl>
<dt>${label.founded}</dt><dd>${founded}</dd>
<dt>${label.headquarters}</dt><dd>${address.city}, ${address.country}</dd>
<dt>${label.people}</dt><dd>${size}</dd>
</dl>
${people.length === 1 && first && html`<h2>${label.ourTeam}</h2><h3>${first.name}</h3><p>${first.title}</p>`}`,
  );
}

function team(company: Company): Html {
  const label = words[company.lang];
  const cards = company.people.map(
    ({ name, title }) => html`<li><h3>${name}</h3><p>${title}</p></li>`,
  );
  const body = html`<h1>${label.ourTeam}</h1><ul class="grid">${cards}</ul>`;
  return layout(company, titled(company, "team"), [], body);
}

function careers(company: Company, now: Date): Html {
  const { jobs, lang, structured } = company;
  const label = words[lang];
  const list = jobs.map(
    ({ title, place, daysAgo }) => html`<li><h3>${title}</h3><p>${place}</p>
<p class="quiet">${label.posted} ${time(company, now, daysAgo)}</p></li>`,
  );
  const body = html`<h1>${label.careers.label}</h1><h2>${label.openings}</h2>
${jobs.length > 0 ? html`<ul class="grid">${list}</ul>` : html`<p>${label.noOpenings}</p>`}`;
  const things = structured && jobs.length > 0 ? [postings(company, now)] : [];
  return layout(company, titled(company, "careers"), things, body);
}

function press(company: Company, now: Date): Html {
  return entries(company, "press", company.press, now);
}

function changelog(company: Company, now: Date): Html {
  return entries(company, "changelog", company.changelog, now);
}

function entries(
  company: Company,
  page: "press" | "changelog",
  items: Company["press"],
  now: Date,
): Html {
  const list = items.map(
    ({ title, text, daysAgo }) => html`<article>${time(company, now, daysAgo)}
<h2>${title}</h2><p>${text}</p></article>`,
  );
  const heading = html`<h1>${words[company.lang][page].label}</h1>${list}`;
  return layout(company, titled(company, page), [], heading);
}

function pricing(company: Company): Html {
  const label = words[company.lang];
  const cards = company.plans?.map(
    ({ name, price, text }) => html`<li><h3>${name}</h3>
<p class="lead">${price} ${label.perMonth}</p><p>${text}</p></li>`,
  );
  const body = cards
    ? html`<ul class="grid">${cards}</ul>`
    : html`<p class="lead">${label.talk}</p>`;
  const whole = html`<h1>${label.pricing.label}</h1>${body}`;
  return layout(company, titled(company, "pricing"), [], whole);
}

function imprint(company: Company): Html {
  const { legalName, address, people, email, phone, lang } = company;
  const label = words[lang];
  const head = people[0]?.name;
  return layout(
    company,
    titled(company, "imprint"),
    [],
    html`<h1>${label.imprint.label}</h1>
<p>${label.publisher}</p>
<address><p>${legalName}</p><p>${address.street}</p>
<p>${address.postcode} ${address.city}, ${address.country}</p></address>
${head && html`<p>${label.director}: ${head}</p>`}
<p>${label.phone}: <a href="tel:${phone.replaceAll(" ", "")}">${phone}</a></p>
<p><a href="mailto:${email}">${email}</a></p>`,
  );
}

function time(company: Company, now: Date, daysAgo: number): Html {
  const { text, iso } = day(now, daysAgo, company.lang);
  return html`<time datetime="${iso}">${text}</time>`;
}

function listed(cities: string[], lang: Company["lang"]): string {
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(cities);
}
