import type { MailProvider } from "../../jobs/ingest/mailbox/mailbox.ts";

/** What is left to do at the provider, line by line. */
export function mailboxHelp(
  provider: MailProvider,
  url: string,
  { topic, pushAccount }: { topic?: string; pushAccount?: string },
): string[] {
  if (provider === "microsoft365") {
    return [
      "The application needs Mail.Read with admin consent, best limited to this mailbox.",
      "Microsoft tells of new mail by itself where PUBLIC_URL is reachable by https;",
      "until then the mailbox is looked into every 15 minutes.",
    ];
  }
  if (!topic || !pushAccount) {
    return [
      "It is looked into every 15 minutes. To be told at once, disconnect it and connect it",
      "with --topic and --push-account.",
    ];
  }
  return [
    "Let gmail-api-push@system.gserviceaccount.com publish to the topic, and add a push",
    "subscription with authentication:",
    `Endpoint URL     ${url}`,
    `Service account  ${pushAccount}`,
    `Audience         leave empty, or ${url}`,
  ];
}
