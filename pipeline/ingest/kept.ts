/** A record that could not be fetched, and why. */
export type FailedSync = {
  id: string;
  /** What the tenant calls the door; null where it is closed. */
  door: string | null;
  channel: string;
  externalId: string | null;
  why: string;
  tries: number;
  receivedAt: Date;
};

/** Events that nobody knows the meaning of, all of one type at one door. */
export type ParkedType = {
  doorId: string | null;
  door: string | null;
  channel: string;
  eventType: string | null;
  count: number;
  firstAt: Date;
  lastAt: Date;
  /** What the sender calls some of them. */
  sampleKeys: string[];
};
