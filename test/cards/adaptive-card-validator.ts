import assert from "node:assert/strict";
import { createRequire } from "node:module";

/* The package's own entry points do not load in Node; its browser bundle does. */
const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(
  "adaptivecards/dist/adaptivecards.js",
);

/** Fails unless the Adaptive Cards library reads this card without a complaint and Teams would take its size. */
export function assertAdaptiveCard(json: object): void {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(json, context);

  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  const failures = card.validateProperties().validationEvents;
  const complaints = [...events, ...failures].map(({ message }) => message);
  assert.equal(complaints.join("\n"), "");

  const bytes = Buffer.byteLength(JSON.stringify(json));
  assert.ok(bytes <= 28 * 1024, `${bytes} bytes`);
}
