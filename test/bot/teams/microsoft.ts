import { Hono } from "hono";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import type { Microsoft } from "../../../bot/teams/microsoft.ts";
import { listen } from "../slack/support.ts";

/** The app and the organisation of these tests, as Azure names them. */
export const appId = "11111111-2222-4333-8444-555555555555";
export const entraTenantId = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
export const credentials = {
  appType: "SingleTenant",
  appId,
  appPassword: "not a secret",
  tenantId: entraTenantId,
} as const;

const ours = await generateKeyPair("RS256");
const strangers = await generateKeyPair("RS256");
const webChats = await generateKeyPair("RS256");
const keys = { ours, strangers, webChats };

/** What a token says besides its claims. */
type Signed = { kid?: string; key?: keyof typeof keys; startsAt?: string; endsAt?: string };

/**
 * A Microsoft on this machine: it announces signing keys, gives tokens, and takes posts.
 * `answer` may replace what its endpoints say.
 */
export async function localMicrosoft(
  answer: (path: string) => Response | Promise<Response> | undefined = () => undefined,
) {
  const requests: { path: string; authorization: string | undefined; body: string }[] = [];
  let given = 0;
  const publish = async (kid: string, key: keyof typeof keys, endorsements: string[]) => ({
    ...(await exportJWK(keys[key].publicKey)),
    kid,
    use: "sig",
    endorsements,
  });
  const published = [
    await publish("teams", "ours", ["msteams"]),
    await publish("webchat", "webChats", ["webchat"]),
  ];

  const server = await listen(
    new Hono().all("*", async (c) => {
      const { path } = c.req;
      const authorization = c.req.header("authorization");
      requests.push({ path, authorization, body: await c.req.text() });
      const instead = await answer(path);
      if (instead) return instead;
      if (path === "/openid") return c.json({ jwks_uri: `${server.url}/keys` });
      if (path === "/keys") return c.json({ keys: published });
      if (path !== "/token") return c.json({ id: "new-1" }, 201);
      given += 1;
      return c.json({ access_token: `token-${given}`, expires_in: 3600 });
    }),
  );

  const far: Microsoft = {
    openIdUrl: `${server.url}/openid`,
    tokenUrl: () => `${server.url}/token`,
    isServiceUrl: (url) => url.startsWith(server.url),
    isDriveUrl: (url) => url.startsWith(server.url),
  };
  return {
    ...server,
    far,
    requests,
    asked: (path: string) => requests.filter((one) => one.path === path).length,

    /** A token as Microsoft signs them for what Teams sends us, unless said otherwise. */
    token(claims: JWTPayload = {}, signed: Signed = {}): Promise<string> {
      const { kid = "teams", key = "ours", startsAt = "0 s", endsAt = "1 h" } = signed;
      return new SignJWT({ serviceurl: server.url, ...claims })
        .setProtectedHeader({ alg: "RS256", kid })
        .setIssuer(claims.iss ?? "https://api.botframework.com")
        .setAudience(claims.aud ?? appId)
        .setIssuedAt()
        .setNotBefore(startsAt)
        .setExpirationTime(endsAt)
        .sign(keys[key].privateKey);
    },
  };
}
