import { setTimeout as delay } from "node:timers/promises";
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type TurnContext,
} from "botbuilder";
import { z } from "zod";
import { ChatRefused, ChatUnreachable } from "../../jobs/world.ts";
import { connectorOf } from "./connector.ts";
import { type Microsoft, microsoft, thisMachine } from "./microsoft.ts";
import { appToken } from "./token.ts";

/** Who we are to Microsoft. */
export type TeamsCredentials =
  | { appType: "SingleTenant"; appId: string; appPassword: string; tenantId: string }
  | { appType: "UserAssignedMSI"; appId: string; tenantId: string };

/** Everything that knows Microsoft's library: the rest of Teams speaks through this. */
export type TeamsLine = ReturnType<typeof teamsLine>;

/** Somebody whom Microsoft vouches for. */
export type Caller = Awaited<
  ReturnType<ConfigurationBotFrameworkAuthentication["authenticateRequest"]>
>;

type Signer = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

/**
 * A first message to somebody takes a token and two posts, and all of it must be over before the
 * lease of an effect is.
 */
const TIMEOUT_MS = 10_000;
const TOKEN_TIMEOUT_MS = 5_000;

/** Bot Framework, which signs what Teams sends and reads what we send. */
const audience = "https://api.botframework.com";

/**
 * The line to Teams. Without credentials nobody is authenticated, so it then speaks to this
 * machine only, whatever a request or an old note says.
 */
export function teamsLine(
  credentials: TeamsCredentials | null,
  far: Microsoft = credentials ? microsoft : thisMachine,
) {
  const token =
    credentials?.appType === "SingleTenant"
      ? appToken(far.tokenUrl(credentials.tenantId), credentials, TOKEN_TIMEOUT_MS)
      : null;
  const authentication = credentials
    ? new ConfigurationBotFrameworkAuthentication(
        {
          ToBotFromChannelOpenIdMetadataUrl: far.openIdUrl,
          ToBotFromChannelTokenIssuer: audience,
          // Tokens of the emulator are not Microsoft's word for anybody: these keys fit none of them.
          ToBotFromEmulatorOpenIdMetadataUrl: far.openIdUrl,
          ToChannelFromBotLoginUrl: far.tokenUrl(credentials.tenantId),
          ToChannelFromBotOAuthScope: audience,
          OAuthUrl: audience,
        },
        signer(credentials, token?.get ?? null),
      )
    : new ConfigurationBotFrameworkAuthentication({});

  const adapter = new CloudAdapter(authentication);
  adapter.use(async (turn, next) => {
    if (!far.isServiceUrl(turn.activity.serviceUrl)) throw new ChatRefused("teams", "foreign_url");
    const { pipeline } = connectorOf(turn).client;
    // One POST: the outbox retries, nobody else. A redirect could lead a post anywhere.
    pipeline.removePolicy({ name: "defaultRetryPolicy" });
    pipeline.removePolicy({ name: "redirectPolicy" });
    pipeline.addPolicy({
      name: "batonTimeout",
      sendRequest: (request, send) => {
        request.timeout = TIMEOUT_MS;
        return send(request);
      },
    });
    await next();
  });

  return {
    adapter,
    appId: credentials?.appId ?? "",
    /** The one organisation that may talk to us; null where nobody is authenticated. */
    entraTenantId: credentials?.tenantId ?? null,
    far,
    /** Who Microsoft says is talking. Throws {@link KeysUnknown}; anything else is a forgery. */
    authenticate: (activity: object, header: string): Promise<Caller> =>
      Promise.race([
        authentication.authenticateRequest(activity as Activity, header), // it reads two fields of it
        tooLate(),
      ]).catch((error: unknown) => {
        throw NoKeys.safeParse(error).success ? new KeysUnknown({ cause: error }) : error;
      }),
    /** One activity, heard from somebody who was authenticated. */
    hear: (caller: Caller, activity: object, listen: (turn: TurnContext) => Promise<void>) =>
      adapter.processActivityDirect(caller, activity as Activity, listen), // listeners read it with care
    /** Teams did not take our token. */
    dropToken: () => token?.drop(),
  };
}

/** Microsoft's keys could not be read, so nobody can tell who is talking. */
export class KeysUnknown extends Error {
  override readonly name = "KeysUnknown";

  constructor(options?: ErrorOptions) {
    super("Microsoft's signing keys could not be read", options);
  }
}

/** The library's errors for that: no connection, or an answer that is not the keys. */
const NoKeys = z.union([
  z.object({ name: z.enum(["FetchError", "KeysUnknown"]) }),
  z.object({ statusCode: z.literal(500) }),
]);

/** The library waits for the keys as long as it takes. */
async function tooLate(): Promise<never> {
  await delay(TIMEOUT_MS, undefined, { ref: false });
  throw new KeysUnknown();
}

/** Signs our posts; and tells whom a token that we are sent must be meant for. */
function signer(credentials: TeamsCredentials, token: (() => Promise<string>) | null): Signer {
  const { appId } = credentials;
  const identity = {
    isValidAppId: async (id: string) => id === appId,
    isAuthenticationDisabled: async () => false,
  };
  if (token) {
    return {
      ...identity,
      createCredentials: async () => ({
        async signRequest(request) {
          request.headers.set("authorization", `Bearer ${await token()}`);
          return request;
        },
      }),
    };
  }
  const managed = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: credentials.appType,
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: credentials.tenantId,
  });
  return {
    ...identity,
    async createCredentials(id, scope, login, validate) {
      const azure = await managed.createCredentials(id, scope ?? audience, login, validate);
      return {
        signRequest: (request) =>
          azure.signRequest(request).catch((error: unknown) => {
            throw new ChatUnreachable("Azure gave no token for the Teams app", { cause: error });
          }),
      };
    },
  };
}
