import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from "node:crypto";

/*
 * Envelope encryption: BATON_KEY wraps a tenant's key, the tenant's key wraps a data key per
 * contact and per source event, a data key seals that person's text. Sealed values are
 * version (1) · iv (12) · tag (16) · ciphertext, AES-256-GCM (NIST SP 800-38D).
 */
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

export function sealBytes(key: Key, plain: Buffer): Buffer {
  const iv = freshIv();
  const cipher = createCipheriv("aes-256-gcm", secret(key), iv);
  const sealed = [cipher.update(plain), cipher.final()];
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), ...sealed]);
}

/** Throws when the key is another one or the value was changed. */
export function openBytes(key: Key, sealed: Buffer): Buffer {
  if (sealed[0] !== VERSION) throw new Error(`unknown seal version ${sealed[0]}`);
  const body = 1 + IV_BYTES + TAG_BYTES;
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const cipher = createDecipheriv("aes-256-gcm", secret(key), iv);
  cipher.setAuthTag(sealed.subarray(1 + IV_BYTES, body));
  return Buffer.concat([cipher.update(sealed.subarray(body)), cipher.final()]);
}

/** Opens with the first key that fits; throws what the first one said when none does. */
export function openWithAny(keys: readonly (Buffer | null)[], sealed: Buffer): Buffer {
  const failures: unknown[] = [];
  for (const key of keys.filter((key) => key !== null)) {
    try {
      return openBytes(key, sealed);
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}

type Key = Buffer | KeyObject;

/** Handed over as bare bytes, a key takes Node five times as long. */
function secret(key: Key): KeyObject {
  return Buffer.isBuffer(key) ? createSecretKey(key) : key;
}

const ivs = Buffer.alloc(IV_BYTES * 512);
let ivsLeft = 0;

/** Never the same twice. Many are drawn at once, for drawing one takes as long as sealing. */
function freshIv(): Buffer {
  if (ivsLeft === 0) {
    randomFillSync(ivs);
    ivsLeft = ivs.length;
  }
  ivsLeft -= IV_BYTES;
  return ivs.subarray(ivsLeft, ivsLeft + IV_BYTES);
}

/** The texts of one person or one arrival. */
export type DataKey = {
  /** What is stored; destroying it makes every sealed text below unreadable. */
  wrapped: Buffer;
  seal: (text: string | null) => Buffer | null;
  open: (sealed: Buffer | null) => string | null;
  sealBytes: (plain: Buffer) => Buffer;
  openBytes: (sealed: Buffer) => Buffer | null;
};

/** What people and companies are found by without reading anybody. */
type IndexKind =
  | "email"
  | "phone"
  | "name"
  | "linkedin"
  | "legal_name"
  | "row"
  | "llm_request"
  | "provider_domain";

/** What one tenant's key can do. */
export type Vault = {
  newDataKey: () => DataKey;
  /** A key that was destroyed opens everything as null. */
  dataKey: (wrapped: Buffer | null) => DataKey;
  /** Equal values of a kind give equal hashes within this tenant, and only there. */
  blindIndex: (kind: IndexKind, value: string) => Buffer;
  /** Signs links of this tenant's pages. */
  mac: (text: string) => Buffer;
};

export function vaultOf(tenantKey: Buffer): Vault {
  const derive = (purpose: string) =>
    secret(Buffer.from(hkdfSync("sha256", tenantKey, "", `baton ${purpose}`, KEY_BYTES)));
  const indexKey = derive("blind index");
  const linkKey = derive("links");

  const tenantSecret = secret(tenantKey);

  const withKey = (key: KeyObject, wrapped: Buffer): DataKey => ({
    wrapped,
    seal: (text) => (text === null ? null : sealBytes(key, Buffer.from(text, "utf8"))),
    open: (sealed) => (sealed === null ? null : openBytes(key, sealed).toString("utf8")),
    sealBytes: (plain) => sealBytes(key, plain),
    openBytes: (sealed) => openBytes(key, sealed),
  });

  return {
    newDataKey: () => {
      const key = randomBytes(KEY_BYTES);
      return withKey(secret(key), sealBytes(tenantSecret, key));
    },
    dataKey: (wrapped) =>
      wrapped === null ? erased : withKey(secret(openBytes(tenantSecret, wrapped)), wrapped),
    blindIndex: (kind, value) => createHmac("sha256", indexKey).update(`${kind}:${value}`).digest(),
    mac: (text) => createHmac("sha256", linkKey).update(text).digest(),
  };
}

const erased: DataKey = {
  wrapped: Buffer.alloc(0),
  seal: () => null,
  open: () => null,
  sealBytes: () => Buffer.alloc(0),
  openBytes: () => null,
};

/** A new tenant's key, as stored: wrapped by the master key. */
export function newTenantKey(master: Buffer): Buffer {
  return sealBytes(master, randomBytes(KEY_BYTES));
}
