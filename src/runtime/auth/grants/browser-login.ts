import { show } from "../../../shared/text/show.js";
import { ClientRefusedError, DiscoveryError } from "../auth-errors.js";
import { listenForCallback } from "../login/callback-server.js";
import type { CallbackServer } from "../login/callback.js";
import { registeredClient, type RegisteredClient } from "../oauth/registration.js";
import type { Target } from "../oauth/oauth-target.js";
import { requestTokens } from "../oauth/token-request.js";
import {
  authorizationPage,
  freshState,
  refusesClient,
  type AuthorizationPage,
} from "./authorization-page.js";
import type { GrantAsk, Granted } from "./grant.js";
import type { LoginContext } from "./login-context.js";
import { assertIssuer, pageAnswer } from "./page-answer.js";
import { denial, staleOr, tokenDenial } from "./stale-client.js";

/**
 * Logs in with authorization code and PKCE (OAuth 2.1 §4.1), through a browser and a callback on loopback (RFC 8252).
 *
 * @throws StaleClient the client has to be registered again
 * @throws FmcpError one of the errors in ../errors.js
 */
export async function browserLogin(context: LoginContext, ask: GrantAsk): Promise<Granted> {
  const { target } = ask;
  const { options, vault } = context;
  assertPkce(options.allowUnlistedPkce === true, target);
  const stored = await vault.client(target.issuer);
  const callback = await listenForCallback(
    options.callback,
    stored && Number(new URL(stored.redirectUrl).port),
  );
  try {
    const client = await registeredClient(context, target, callback.redirectUrl, ask.scope, "browser");
    return await login(context, ask, client, callback);
  } finally {
    await callback.close();
  }
}

async function login(
  context: LoginContext,
  ask: GrantAsk,
  client: RegisteredClient,
  callback: CallbackServer,
): Promise<Granted> {
  const { target, scope, dpop, signal } = ask;
  const { authentication, fetch } = context;
  const { redirectUrl } = callback;
  const state = freshState();
  const question = { client: client.information, redirectUrl, scope, state };
  const page = await authorizationPage(context, target, question);
  if (client.stored) await assertKnown(context, page, client, target, redirectUrl);

  const answer = await pageAnswer(context, page.url, state, callback, signal);
  assertIssuer(answer.iss, target);
  if (answer.kind === "error") throw denial(answer.error, answer.description, client, target, redirectUrl);
  const parameters = {
    grant_type: "authorization_code",
    code: answer.code,
    code_verifier: page.codeVerifier,
    redirect_uri: redirectUrl,
  };
  const request = { target, client: client.information, parameters, authentication, dpop, fetch, signal };
  const tokens = await requestTokens(request).catch((error: unknown) =>
    Promise.reject(tokenDenial(error, client, target, redirectUrl)),
  );
  return { tokens, client: client.information };
}

/** Checks before a person does: a forgotten client gets an error page instead of a redirect, so the login would never return. */
async function assertKnown(
  context: LoginContext,
  page: AuthorizationPage,
  client: RegisteredClient,
  target: Target,
  redirectUrl: string,
): Promise<void> {
  if (!(await refusesClient(context, page))) return;
  const { client_id: id } = client.information;
  throw staleOr(new ClientRefusedError(target.issuer, id, redirectUrl), client, target, redirectUrl);
}

function assertPkce(allowUnlisted: boolean, { metadata, issuer }: Target): void {
  const methods = metadata?.code_challenge_methods_supported;
  if (
    metadata === undefined ||
    methods?.includes("S256") === true ||
    (methods === undefined && allowUnlisted)
  )
    return;
  const listed =
    methods === undefined ? "lists no PKCE methods" : `lists PKCE ${show(methods.join(", "))} only`;
  throw new DiscoveryError(
    `${show(issuer)} ${listed}; S256 is required.${methods === undefined ? " If it does support S256, set allowUnlistedPkce." : ""}`,
  );
}
