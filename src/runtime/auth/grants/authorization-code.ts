import { randomBytes } from "node:crypto";
import type { AuthorizationServerMetadata } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { abortable } from "../../async/abortable.js";
import type { OAuthOptions } from "../auth.js";
import {
  AuthorizationDeniedError,
  AuthorizationRequiredError,
  AuthorizationServerError,
  CallbackError,
  CallbackTimeoutError,
  ClientRefusedError,
  DiscoveryError,
} from "../errors.js";
import { listenForCallback, type CallbackServer } from "../login/callback-server.js";
import type { CallbackAnswer } from "../login/callback-params.js";
import { openInBrowser } from "../login/open-url.js";
import { readPasted } from "../login/paste.js";
import type { ServerMetadata } from "../oauth/answers/server-metadata.js";
import { authenticationBySecret } from "../oauth/client-auth.js";
import { givenClient, registeredClient, type RegisteredClient } from "../oauth/registration.js";
import { sameIdentifier } from "../oauth/same-identifier.js";
import { loadSdk } from "../oauth/sdk.js";
import type { Target } from "../oauth/target.js";
import { isClientError, requestTokens } from "../oauth/token-request.js";
import { scopeText } from "../scope.js";
import type { Grant, GrantAsk, GrantContext, Granted } from "./grant.js";

const DEFAULT_TIMEOUT_MS = 300_000;

/** Authorization code with PKCE (OAuth 2.1 §4.1), through a browser and a callback on loopback (RFC 8252). */
export function authorizationCodeGrant(options: OAuthOptions, context: GrantContext): Grant {
  /** Clients that an authorization server has accepted since this process started. */
  const proven = new Set<string>();

  const authentication = authenticationBySecret(options.tokenEndpointAuthMethod);

  return {
    interactive: true,
    scope: scopeText(options.scopes),
    authentication,
    async client(target) {
      return (
        givenClient(options, target.metadata)?.information ??
        (await context.vault.client(target.issuer))?.information
      );
    },
    async obtain(ask) {
      if (!mayAsk(options))
        throw new AuthorizationRequiredError(context.serverUrl, { server: context.server });
      assertPkce(options, ask.target);
      try {
        return await attempt(ask);
      } catch (error) {
        if (!(error instanceof StaleClient)) throw error;
        await context.vault.dropClient(ask.target.issuer);
        context.emit({ type: "reregistered", serverUrl: context.serverUrl, issuer: ask.target.issuer });
        return attempt(ask).catch((again: unknown) =>
          Promise.reject(again instanceof StaleClient ? again.cause : again),
        );
      }
    },
  };

  async function attempt(ask: GrantAsk): Promise<Granted> {
    const { target } = ask;
    const stored = await context.vault.client(target.issuer);
    const callback = await listenForCallback(
      options.callback,
      stored && Number(new URL(stored.redirectUrl).port),
    );
    try {
      const client = await registeredClient(
        { options, vault: context.vault, fetch: context.fetch },
        target,
        callback.redirectUrl,
        ask.scope,
      );
      if (client.kind === "dynamic" && !client.stored)
        context.emit({ type: "registered", serverUrl: context.serverUrl, issuer: target.issuer });
      return await authorize(ask, client, callback);
    } finally {
      await callback.close();
    }
  }

  async function authorize(
    ask: GrantAsk,
    client: RegisteredClient,
    callback: CallbackServer,
  ): Promise<Granted> {
    const { target } = ask;
    const sdk = await loadSdk();
    const state = randomBytes(24).toString("base64url");
    const { authorizationUrl, codeVerifier } = await sdk.startAuthorization(target.authorizationServerUrl, {
      ...(target.metadata && { metadata: pageMetadata(target.metadata) }),
      clientInformation: client.information,
      redirectUrl: callback.redirectUrl,
      ...(ask.scope !== undefined && { scope: ask.scope }),
      state,
    });
    if (target.resource !== undefined) authorizationUrl.searchParams.set("resource", target.resource);
    context.policy.check("authorization_endpoint", authorizationUrl);
    const id = `${target.issuer} ${client.information.client_id}`;
    if (client.stored && !proven.has(id)) await assertKnown(authorizationUrl, client, target);

    const answer = await answered(authorizationUrl, state, callback, ask.signal);
    assertIssuer(answer.iss, target);
    if (answer.kind === "error") throw refusal(answer.error, answer.description, client, target);
    const parameters = {
      grant_type: "authorization_code",
      code: answer.code,
      code_verifier: codeVerifier,
      redirect_uri: callback.redirectUrl,
    };
    const { dpop, signal } = ask;
    const tokens = await requestTokens({
      target,
      client: client.information,
      parameters,
      authentication,
      dpop,
      fetch: context.fetch,
      signal,
    }).catch((error: unknown) => {
      throw error instanceof AuthorizationServerError && isClientError(error.error)
        ? staleOr(error, client, target)
        : error;
    });
    proven.add(id);
    return { tokens, client: client.information };
  }

  /** Shows the page and waits: for the callback, a pasted address, the end of patience or of the caller's. */
  async function answered(
    url: URL,
    state: string,
    callback: CallbackServer,
    signal: AbortSignal,
  ): Promise<CallbackAnswer & { kind: "code" | "error" }> {
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = options.callback ?? {};
    const patience = AbortSignal.timeout(timeoutMs);
    const end = new AbortController();
    const over = AbortSignal.any([patience, signal, end.signal]);
    const received = callback.answer(state);
    try {
      await abortable(Promise.resolve((options.openUrl ?? openInBrowser)(url)), over);
      const ways = [
        received,
        ...(options.paste
          ? [options.paste(url, over).then((text) => readPasted(text, callback.redirectUrl, state))]
          : []),
      ];
      return await abortable(Promise.race(ways), over);
    } catch (error) {
      if (patience.aborted && !signal.aborted)
        throw new CallbackTimeoutError(timeoutMs, { server: context.server });
      throw error;
    } finally {
      end.abort();
    }
  }

  /** A forgotten client gets an error page instead of a redirect, so nobody would come back: look before a person does. */
  async function assertKnown(url: URL, client: RegisteredClient, target: Target): Promise<void> {
    const { status } = await context.fetch(url, { headers: { accept: "text/html" } });
    if (status === 400 || status === 401)
      throw staleOr(new ClientRefusedError(target.issuer, client.information.client_id), client, target);
  }
}

/** A registration that the authorization server has forgotten; it can be made anew. */
class StaleClient extends Error {}

function staleOr(error: Error, client: RegisteredClient, target: Target): Error {
  if (client.kind === "dynamic" && client.stored) return new StaleClient("stale client", { cause: error });
  return client.kind === "static"
    ? new ClientRefusedError(target.issuer, client.information.client_id, { cause: error })
    : error;
}

function refusal(
  error: string,
  description: string | undefined,
  client: RegisteredClient,
  target: Target,
): Error {
  const denied = new AuthorizationDeniedError(target.issuer, error, description);
  return isClientError(error) ? staleOr(denied, client, target) : denied;
}

/** What the page's URL is made from. @throws DiscoveryError the server has no such page */
function pageMetadata(metadata: ServerMetadata): AuthorizationServerMetadata {
  const { issuer, token_endpoint, authorization_endpoint, response_types_supported: types } = metadata;
  if (authorization_endpoint === undefined)
    throw new DiscoveryError(
      `The metadata of ${show(issuer)} has no "authorization_endpoint", so that nobody can log in there.`,
    );
  if (types !== undefined && types.length > 0 && !types.includes("code"))
    throw new DiscoveryError(
      `${show(issuer)} supports the response types ${show(types.join(", "))} only; "code" is required.`,
    );
  return { issuer, token_endpoint, authorization_endpoint, response_types_supported: ["code"] };
}

/** The answer has to come from the server that was asked, before its code or error means anything (RFC 9207 §2.4). */
function assertIssuer(iss: string | undefined, { metadata, issuer }: Target): void {
  if (metadata === undefined) return;
  const wanted = metadata.authorization_response_iss_parameter_supported;
  if (iss === undefined ? !wanted : sameIdentifier(iss, metadata.issuer)) return;
  throw new CallbackError(
    `The answer to the login at ${show(issuer)} ${iss === undefined ? "does not say which server it comes from" : `comes from ${show(iss)}`}; it is not used (RFC 9207).`,
  );
}

function mayAsk(options: OAuthOptions): boolean {
  return (
    options.interactive ??
    (options.openUrl !== undefined || options.paste !== undefined || !process.env["CI"])
  );
}

function assertPkce(options: OAuthOptions, { metadata, issuer }: Target): void {
  const methods = metadata?.code_challenge_methods_supported;
  if (
    metadata === undefined ||
    methods?.includes("S256") === true ||
    (methods === undefined && options.allowUnlistedPkce === true)
  )
    return;
  const listed =
    methods === undefined ? "lists no PKCE methods" : `lists PKCE ${show(methods.join(", "))} only`;
  throw new DiscoveryError(
    `${show(issuer)} ${listed}; S256 is required.${methods === undefined ? " If it does support S256, set allowUnlistedPkce." : ""}`,
  );
}
