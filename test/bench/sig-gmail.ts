import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { OAuth2Client } from "google-auth-library";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { pushVerifier } from "../../bot/doors/push-token.ts";
import type { Result } from "./result.ts";

const ROUNDS = 5;
const PER_ROUND = 400;
const audience = "https://baton.acme.example/api/v1/hooks/door";
const account = "push@project.iam.gserviceaccount.example";
const issuer = "https://accounts.google.com";

/** What one push of Gmail costs to believe, against Google's own library on the same tokens. */
export async function sigGmail(): Promise<Result[]> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256", use: "sig" }] };
  const server = createServer((_, answer) => answer.end(JSON.stringify(keys)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  const token = await new SignJWT({ email: account, email_verified: true })
    .setProtectedHeader({ alg: "RS256", kid: "k1" })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(privateKey);

  const verify = pushVerifier(`http://127.0.0.1:${port}`, 10_000, () => new Date());
  const ours = async () => {
    if ((await verify(token, { audience, account })) !== null) throw new Error("refused");
  };
  const [client, certs] = [new OAuth2Client(), { k1: await exportSPKI(publicKey) }];
  const theirs = () => client.verifySignedJwtWithCertsAsync(token, certs, audience, [issuer]);
  const [own, other] = await sideBySide(ours, theirs);
  server.close();
  return [
    {
      ...{ name: "sig_gmail", value: own, unit: "µs" },
      ...{ opponent: "google-auth-library", ratio: other / own, goal: { atMost: 1_000 } },
    },
  ];
}

/** The fastest round of each, taken in turns: what else the machine did then slowed both. */
async function sideBySide(
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<[number, number]> {
  let best: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round += 1) {
    best = [
      Math.min(best[0], await microseconds(ours)),
      Math.min(best[1], await microseconds(theirs)),
    ];
  }
  return best;
}

async function microseconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  for (let at = 0; at < PER_ROUND; at += 1) await work();
  return ((performance.now() - startedAt) * 1_000) / PER_ROUND;
}
