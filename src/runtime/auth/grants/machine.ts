import { reason } from "../../../shared/text/reason.js";
import type { AddClientAuthentication, OAuthClientInformationMixed } from "@modelcontextprotocol/client";
import type {
  AssertionContext,
  AssertionSource,
  ClientCredentialsOptions,
  CrossAppOptions,
  JwtBearerOptions,
  PrivateKeyJwtOptions,
} from "../auth.js";
import { askProgram } from "../../errors/ask-program.js";
import { AuthConfigError, AuthorizationServerError, DiscoveryError } from "../auth-errors.js";
import { place } from "../place.js";
import { authenticationBy, authenticationBySecret, type ClientAuthentication } from "../oauth/client-auth.js";
import { fetchServerMetadata } from "../oauth/fetch-metadata.js";
import { staticClient } from "../oauth/registration.js";
import { loadSdk } from "../../connection/sdk.js";
import type { Target } from "../oauth/oauth-target.js";
import { requestTokens } from "../oauth/token-request.js";
import { scopeText } from "../scope.js";
import type { Grant, GrantAsk, GrantContext } from "./grant.js";

const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const CLIENT_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** Makes a grant without a person from the parameters of its token request. */
function machineGrant(
  context: GrantContext,
  client: OAuthClientInformationMixed,
  scope: string | undefined,
  parameters: (ask: GrantAsk) => Promise<Record<string, string | undefined>>,
  authentication: ClientAuthentication,
): Grant {
  return {
    interactive: false,
    scope,
    authentication,
    client: async () => client,
    async obtain(ask) {
      const { target, dpop, signal } = ask;
      const tokens = await requestTokens({
        target,
        client,
        parameters: { ...(await parameters(ask)), scope: ask.scope },
        authentication,
        dpop,
        fetch: context.fetch,
        signal,
      });
      return { tokens, client };
    },
  };
}

/** Client credentials (RFC 6749 §4.4) with a secret. */
export function clientCredentialsGrant(options: ClientCredentialsOptions, context: GrantContext): Grant {
  return machineGrant(
    context,
    staticClient(options),
    scopeText(options.scopes),
    async () => ({ grant_type: "client_credentials" }),
    authenticationBySecret(options.tokenEndpointAuthMethod),
  );
}

/** Client credentials (RFC 6749 §4.4) with a signed assertion (RFC 7523 §2.2); its audience is the issuer. */
export async function privateKeyJwtGrant(
  options: PrivateKeyJwtOptions,
  context: GrantContext,
): Promise<Grant> {
  const client = { client_id: options.clientId };
  return machineGrant(
    context,
    client,
    scopeText(options.scopes),
    async () => ({ grant_type: "client_credentials" }),
    authenticationBy(await clientAssertion(options, context)),
  );
}

/** A JWT of the platform as the grant (RFC 7523 §2.1). */
export function jwtBearerGrant(options: JwtBearerOptions, context: GrantContext): Grant {
  const client = staticClient({ ...options, clientId: options.clientId ?? "" });
  const parameters = async (ask: GrantAsk): Promise<Record<string, string | undefined>> => ({
    grant_type: JWT_BEARER,
    assertion: await assertionFor("auth.assertion", options.assertion, ask, context),
  });
  return machineGrant(
    context,
    client,
    scopeText(options.scopes),
    parameters,
    options.clientId === undefined
      ? authenticationBy(() => {})
      : authenticationBySecret(options.tokenEndpointAuthMethod),
  );
}

/** SEP-990: exchanges an ID token for an assertion at the identity provider (RFC 8693), and that for a token here (RFC 7523). */
export function crossAppGrant(options: CrossAppOptions, context: GrantContext): Grant {
  const { idp } = options;
  const assertion = async (ask: GrantAsk): Promise<Record<string, string | undefined>> => {
    const { target } = ask;
    if (target.resource === undefined)
      throw new DiscoveryError(
        `${place(target.serverUrl)} publishes no protected resource metadata, which cross-app access needs.`,
      );
    const sdk = await loadSdk();
    const idToken = await assertionFor("auth.idp.idToken", idp.idToken, ask, context);
    const tokenEndpoint = context.policy.check(
      "the identity provider's token endpoint",
      idp.tokenEndpoint ?? (await idpTokenEndpoint(idp.issuer, context)),
    );
    try {
      const { jwtAuthGrant } = await sdk.requestJwtAuthorizationGrant({
        tokenEndpoint,
        audience: target.issuer,
        resource: target.resource,
        idToken,
        clientId: idp.clientId,
        ...(idp.clientSecret !== undefined && { clientSecret: idp.clientSecret }),
        ...(ask.scope !== undefined && { scope: ask.scope }),
        fetchFn: (input, init) => context.fetch(input, { ...init, signal: ask.signal }),
      });
      return { grant_type: JWT_BEARER, assertion: jwtAuthGrant };
    } catch (error) {
      throw new AuthorizationServerError("the token exchange", tokenEndpoint.origin, {
        description: reason(error),
        transient: error instanceof TypeError,
      });
    }
  };
  return machineGrant(
    context,
    staticClient(options),
    scopeText(options.scopes),
    assertion,
    authenticationBySecret(options.tokenEndpointAuthMethod),
  );
}

async function idpTokenEndpoint(issuer: string | undefined, context: GrantContext): Promise<string> {
  if (issuer === undefined)
    throw new AuthConfigError(`Cross-app access needs "idp.issuer" or "idp.tokenEndpoint".`);
  const metadata = await fetchServerMetadata(context, issuer);
  if (metadata === undefined)
    throw new DiscoveryError(
      `The identity provider ${place(issuer)} publishes no metadata with a token endpoint. Give "idp.tokenEndpoint".`,
    );
  return metadata.token_endpoint;
}

async function clientAssertion(
  options: PrivateKeyJwtOptions,
  context: GrantContext,
): Promise<AddClientAuthentication> {
  const { assertion, privateKey, algorithm, clientId } = options;
  if (assertion !== undefined) {
    return async (_headers, params, url, metadata) => {
      const issuer = metadata?.issuer ?? String(url);
      const about: AssertionContext = {
        issuer,
        tokenEndpoint: String(url),
        resource: undefined,
        scope: undefined,
        signal: new AbortController().signal,
      };
      params.set("client_assertion", await asked("auth.assertion", assertion, about, context));
      params.set("client_assertion_type", CLIENT_ASSERTION);
    };
  }
  if (privateKey === undefined || algorithm === undefined)
    throw new AuthConfigError(`"private_key_jwt" needs "privateKey" and "algorithm", or "assertion".`);
  const { createPrivateKeyJwtAuth } = await loadSdk();
  return createPrivateKeyJwtAuth({
    issuer: clientId,
    subject: clientId,
    privateKey,
    alg: algorithm,
    ...(options.lifetimeSeconds !== undefined && { lifetimeSeconds: options.lifetimeSeconds }),
  });
}

function assertionFor(
  option: string,
  source: AssertionSource,
  { target, scope, signal }: { target: Target; scope: string | undefined; signal: AbortSignal },
  context: GrantContext,
): Promise<string> {
  const { issuer, metadata, resource } = target;
  const about = { issuer, tokenEndpoint: metadata?.token_endpoint, resource, scope, signal };
  return asked(option, source, about, context);
}

async function asked(
  option: string,
  source: AssertionSource,
  about: AssertionContext,
  { server, serverUrl }: GrantContext,
): Promise<string> {
  if (typeof source === "string") return source;
  const asking = { option, server: server ?? place(serverUrl), signal: about.signal };
  return askProgram(asking, () => source(about));
}
