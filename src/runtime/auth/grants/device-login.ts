import type { OAuthTokens } from "@modelcontextprotocol/client";
import { askProgram } from "../../errors/ask-program.js";
import {
  AuthorizationDeniedError,
  AuthorizationServerError,
  DeviceCodeExpiredError,
} from "../auth-errors.js";
import { type DevicePrompt, showCodeOnTerminal } from "../login/show-code.js";
import { readDeviceAuthorization, type DeviceAuthorization } from "../oauth/answers/device-answer.js";
import { registeredClient, type RegisteredClient } from "../oauth/registration.js";
import { requestWithClient } from "../oauth/request-with-client.js";
import { requestTokens } from "../oauth/token-request.js";
import { place } from "../place.js";
import type { GrantAsk, Granted } from "./grant.js";
import type { LoginContext } from "./login-context.js";
import { tokenDenial } from "./stale-client.js";

const DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
/** Only for registrations: this flow never redirects. */
const UNUSED_REDIRECT = "http://127.0.0.1/callback";
/** Microsoft Entra uses a code of its own. */
const DENIALS: ReadonlySet<string | undefined> = new Set(["access_denied", "authorization_declined"]);
/** Added to the polling interval after `slow_down` (RFC 8628 §3.5). */
const SLOWER_MS = 5_000;

/**
 * Logs in by device authorization (RFC 8628): the person enters a code on another device, while this client polls.
 *
 * @throws DeviceCodeExpiredError, AuthorizationDeniedError
 * @throws StaleClient the client has to be registered again
 * @throws FmcpError another of the errors in ../errors.js
 */
export async function deviceLogin(context: LoginContext, ask: GrantAsk): Promise<Granted> {
  const { target, scope } = ask;
  const client = await registeredClient(context, target, UNUSED_REDIRECT, scope, "device");
  const stale = (error: unknown): Promise<never> =>
    Promise.reject(tokenDenial(error, client, target, undefined));
  const authorization = await deviceAuthorization(context, ask, client).catch(stale);
  const expiresAt = context.clock.now() + authorization.lifeSeconds * 1000;
  const { userCode, verificationUri, verificationUriComplete: complete, lifeSeconds } = authorization;
  const checked = (url: string): URL => context.policy.check("verification_uri", url);
  const lifeMs = lifeSeconds * 1000;
  const tokens = await context.duringLogin(async () => {
    await showCode(context, ask.signal, {
      userCode,
      verificationUri: checked(verificationUri),
      ...(complete !== undefined && { verificationUriComplete: checked(complete) }),
      expiresAt: context.now() + lifeMs,
    });
    return untilEntered(context, ask, client, authorization, expiresAt).catch(stale);
  }, lifeMs);
  return { tokens, client: client.information };
}

async function showCode(
  { options, server, serverUrl }: LoginContext,
  signal: AbortSignal,
  prompt: DevicePrompt,
): Promise<void> {
  const { showCode: own } = options;
  if (own === undefined) return showCodeOnTerminal(prompt);
  await askProgram({ option: "auth.showCode", server: server ?? place(serverUrl), signal }, () =>
    own(prompt),
  );
}

function deviceAuthorization(
  context: LoginContext,
  { target, scope, signal }: GrantAsk,
  client: RegisteredClient,
): Promise<DeviceAuthorization> {
  const { authentication, fetch } = context;
  return requestWithClient({
    step: "device authorization",
    // Checked by the code that chose this flow.
    url: new URL(target.metadata?.device_authorization_endpoint ?? target.issuer),
    target,
    client: client.information,
    parameters: { scope },
    authentication,
    dpop: undefined,
    fetch,
    signal,
    read: readDeviceAuthorization,
  });
}

/** Polls for the tokens, no more often than the server allows, until they arrive or the code expires. */
async function untilEntered(
  context: LoginContext,
  { target, dpop, signal }: GrantAsk,
  client: RegisteredClient,
  { deviceCode, intervalSeconds, lifeSeconds, verificationUri }: DeviceAuthorization,
  expiresAt: number,
): Promise<OAuthTokens> {
  const { authentication, fetch, clock } = context;
  const parameters = { grant_type: DEVICE_CODE, device_code: deviceCode };
  const request = { target, client: client.information, parameters, authentication, dpop, fetch, signal };
  for (let pauseMs = intervalSeconds * 1000; ;) {
    // Callers that wait for the login keep the process alive; a login without callers does not.
    await clock.sleep(pauseMs, signal, "background");
    try {
      return await requestTokens(request);
    } catch (error) {
      if (!(error instanceof AuthorizationServerError)) throw error;
      if (DENIALS.has(error.error))
        throw new AuthorizationDeniedError(target.issuer, error.error ?? "", undefined, { cause: error });
      if (error.error === "expired_token" || clock.now() >= expiresAt)
        throw new DeviceCodeExpiredError(verificationUri, lifeSeconds, { cause: error });
      pauseMs = nextPause(pauseMs, error);
    }
  }
}

function nextPause(pauseMs: number, error: AuthorizationServerError): number {
  if (error.error === "authorization_pending") return pauseMs;
  if (error.error === "slow_down") return pauseMs + SLOWER_MS;
  if (error.transient) return pauseMs * 2;
  throw error;
}
