import { createRemoteJWKSet, errors, jwtVerify } from "jose";

const issuers = ["https://accounts.google.com", "accounts.google.com"];
const CLOCK_SECONDS = 60;

/** Whom a push's token has to be for, and whose it has to be. */
type Expected = { audience: string; account: string };

/**
 * Checks the token that Pub/Sub signs a push with: why it is not good, null where it is. Rejects
 * where Google's keys cannot be had, for then nobody knows.
 * https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions
 */
export function pushVerifier(keysUrl: string, timeoutMs: number, now: () => Date) {
  const keys = createRemoteJWKSet(new URL(keysUrl), { timeoutDuration: timeoutMs });

  return async (token: string, { audience, account }: Expected): Promise<string | null> => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: issuers,
        audience,
        algorithms: ["RS256"],
        clockTolerance: CLOCK_SECONDS,
        requiredClaims: ["exp", "email"],
        currentDate: now(),
      });
      const isTheirs = payload.email === account && payload.email_verified === true;
      return isTheirs ? null : "The token is another account's.";
    } catch (error) {
      if (isBadToken(error)) return "The token of the push is not good for this door.";
      throw error;
    }
  };
}

/** Jose's complaints about a token, not those about where the keys are. */
function isBadToken(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) &&
    error.code !== "ERR_JOSE_GENERIC"
  );
}
