import { technologies } from "../technologies.ts";
import type { EventReader } from "./dated-events.ts";
import { doerAt } from "./dated-own.ts";

/** What companies move between besides the products their pages give away. */
const stack =
  "AWS Amazon_Web_Services EC2 S3 Lambda Redshift DynamoDB Aurora GCP Google_Cloud BigQuery Azure Heroku Vercel Netlify DigitalOcean Hetzner OVHcloud Cloudflare Kubernetes Docker Docker_Swarm Nomad ECS EKS Terraform Pulumi Ansible Puppet Chef Jenkins CircleCI Travis_CI GitHub GitHub_Actions GitLab Bitbucket Subversion Jira Linear Asana Trello Notion Confluence Postgres PostgreSQL MySQL MariaDB MongoDB Cassandra ScyllaDB Redis Elasticsearch OpenSearch ClickHouse Snowflake Databricks Oracle SQL_Server DB2 Kafka RabbitMQ Airflow Dagster Spark Hadoop Java Kotlin Scala Go Golang Rust Python Ruby Ruby_on_Rails Rails PHP Laravel Symfony Django Flask Node.js Deno Bun TypeScript JavaScript CoffeeScript React Vue Vue.js Angular AngularJS Svelte Next.js Nuxt Remix Ember jQuery Tailwind GraphQL gRPC .NET C# Elixir Erlang Perl COBOL Swift Objective-C Flutter React_Native Salesforce HubSpot Pipedrive Dynamics_365 Microsoft_Dynamics SAP S/4HANA SAP_S/4HANA NetSuite Odoo Sage Datev Xero QuickBooks Workday Personio BambooHR Zendesk Intercom Freshdesk Slack Microsoft_Teams Teams Zoom Google_Workspace Microsoft_365 Office_365 Exchange Lotus_Notes Outlook Looker Tableau Power_BI Metabase Segment Amplitude Mixpanel Datadog New_Relic Grafana Prometheus Sentry Splunk Okta Auth0 Keycloak Stripe Adyen Braintree PayPal Shopify Magento WooCommerce WordPress Drupal Contentful Webflow Wix Excel Google_Sheets Airtable OpenAI Anthropic Pinecone".split(
    " ",
  );
const known: ReadonlySet<string> = new Set(
  [...technologies.map(({ name }) => name), ...stack.map((name) => name.replaceAll("_", " "))].map(
    (name) => name.toLowerCase(),
  ),
);
/** Words of the language too: they count only beside another product. */
const ambiguous = new Set(
  "go segment linear teams chef puppet spark rust flask bun remix ember swift sage exchange front notion".split(
    " ",
  ),
);

const product = "(?:[\\p{Lu}.][\\p{L}\\d.+#/&-]*(?:\\s[\\p{Lu}\\d][\\p{L}\\d.+#/&-]*){0,3})";
const article =
  "(?:(?:our|the|a|an|its|plain|on-prem(?:ise)?|managed|self-hosted|legacy|old|aging|own)\\s){0,3}";
const moved =
  "(?i:migrat(?:e[sd]?|ing)|mov(?:e[sd]?|ing)|switch(?:e[sd]|ing)?|transition(?:s|ed|ing)?|replac(?:e[sd]?|ing)|port(?:s|ed|ing)|rewr(?:ote|itten|iting)|wechsel(?:n|t|te|ten)?|umgestellt|migrier(?:t|en|te|ten)|migré|migrado|overgestapt|gewechselt|umgezogen|umgestiegen)";
const from = "(?:away\\s)?(?:from|off|von|de|desde|van|depuis|da)";
const to = "(?:on)?(?:to|zu|auf|vers|à|a|naar|nach)";
const gap = `(?:\\s(?!(?:${from}|${to}|with|by)\\s)[^\\s,;.]+){0,8}?`;
const few = "(?:\\s[\\p{Ll}-]+){0,3}?";
const a = `${article}(?<a>${product})`;
const b = `${article}(?<b>${product})`;
const shapes: { pattern: RegExp; order: "from to" | "to from" }[] = [
  shape(`${moved}${gap}\\s${from}\\s${a}${few}\\s${to}\\s${b}`, "from to"),
  shape(`${moved}${gap}\\s${to}\\s${a}${few}\\s${from}\\s${b}`, "to from"),
  shape(`(?i:replac(?:e[sd]?|ing))\\s${a}${few}\\s(?:with|by)\\s${b}`, "from to"),
  shape(`(?i:ersetzt(?:en)?|haben)\\s${a}\\sdurch\\s${b}`, "from to"),
  shape(`(?:von)\\s${a}\\s${to}\\s${b}\\s${moved}`, "from to"),
  shape(`${moved}${gap}\\s${to}\\s${a}`, "to from"),
  shape(`${moved}${gap}\\s${from}\\s${a}`, "from to"),
  shape(
    `(?i:adopt(?:ed|s|ing)|rolled out|standardi[sz](?:ed|es|ing) on|now runs? on|rebuilt(?:\\s\\p{L}+){0,4} (?:on|in|with))\\s${a}`,
    "to from",
  ),
];

function shape(source: string, order: "from to" | "to from") {
  return { pattern: new RegExp(`^${source}`, "u"), order };
}

const notDone =
  /(?<!\p{L})(?:how to|how (?:we|they) help\w*|help\w*|guide|you|your|lets|allows?|easily|import(?:s|ing)?|customers?|clients?|teams like|plans? to|will|want to|(?-i:may)|might|could|should|consider\w*|if|when to|why|integrat\w*|partners?|responsib\w+|experience|knowledge|kunden|vs\.?)(?!\p{L})/iu;

/** The company says that it changed a tool for another. */
export const techChangeIn: EventReader = (text, own) => {
  if (notDone.test(text)) return undefined;
  for (const { match, index, order } of changesIn(text)) {
    if (doerAt(text, index, own) !== "own") continue;
    const [a, b] = [trimmed(match.groups?.a), trimmed(match.groups?.b)];
    const sure = [a, b].some((name) => name && isKnown(name) && !ambiguous.has(name.toLowerCase()));
    const both = a && b && isKnown(a) && isKnown(b);
    if (!sure && !both) continue;
    const [from, to] = order === "from to" ? [a, b] : [b, a];
    return {
      name: "tech_change",
      match: { 0: match[0], index },
      key: `${from} ${to}`,
      weight: from && to ? 2 : 0,
      value: (date) => ({ from, to, date }),
    };
  }
  return undefined;
};

const start = new RegExp(
  `(?<!\\p{L})(?:${moved}|(?i:ersetzt|haben|von|adopt|rolled out|standardi|now run|rebuilt))`,
  "gu",
);
const MOST_STARTS = 3;
const MOST_CLAUSE = 160;

/** Every reading of the first few verbs, surest first. What follows a verb is cut: hostile text stays cheap. */
function changesIn(text: string) {
  const clauses = [...text.matchAll(start)]
    .slice(0, MOST_STARTS)
    .map(({ index }) => ({ index, clause: text.slice(index, index + MOST_CLAUSE) }));
  return shapes.flatMap(({ pattern, order }) =>
    clauses.flatMap(({ index, clause }) => {
      const match = pattern.exec(clause);
      return match ? [{ match, index, order }] : [];
    }),
  );
}

function isKnown(name: string): boolean {
  return known.has(name.toLowerCase());
}

function trimmed(name: string | undefined): string | null {
  return name?.replace(/[.,/&-]+$/, "") ?? null;
}
