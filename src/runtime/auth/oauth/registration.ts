import type { FetchLike, OAuthClientInformationMixed } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import type { OAuthOptions } from "../auth.js";
import { AuthorizationServerError, DiscoveryError } from "../auth-errors.js";
import type { AuthEvent } from "../http-auth.js";
import { withinOrigin } from "../net/within-origin.js";
import { covers } from "../scope.js";
import type { Vault } from "../store/vault.js";
import { isError, readError } from "./answers/error-answer.js";
import { UnusableAnswer } from "./answers/members.js";
import { readObject } from "./answers/read-object.js";
import { readRegistration } from "./answers/registration-answer.js";
import type { ServerMetadata } from "./answers/server-metadata.js";
import { asFailure } from "./failure.js";
import type { Target } from "./oauth-target.js";

/** This client, as one authorization server knows it. */
export interface RegisteredClient {
  readonly information: OAuthClientInformationMixed;
  /** `dynamic`: registered by us, so it can be registered again when the server has forgotten it. */
  readonly kind: "static" | "metadata" | "dynamic";
  /** Whether it comes from the token store: the authorization server may have forgotten it since. */
  readonly stored: boolean;
}

/** What registration needs. */
export interface RegistrationContext {
  readonly options: OAuthOptions;
  readonly vault: Vault;
  readonly fetch: FetchLike;
  readonly serverUrl: string;
  readonly emit: (event: AuthEvent) => void;
}

/** How a person will log in with a client. */
type Flow = "browser" | "device";

/**
 * Returns the client to use at `target`: the one from the options; else the metadata document, if the server accepts it; else
 * the stored registration, if it was made for `redirectUrl` and these scopes; else a new registration (RFC 7591).
 */
export async function registeredClient(
  context: RegistrationContext,
  target: Target,
  redirectUrl: string,
  scope: string | undefined,
  flow: Flow,
): Promise<RegisteredClient> {
  const given = givenClient(context.options, target.metadata);
  if (given !== undefined) return given;
  const stored = await context.vault.client(target.issuer);
  const registered = (stored?.information as { scope?: string } | undefined)?.scope;
  const suits =
    stored?.redirectUrl === redirectUrl && (registered === undefined || covers(registered, scope));
  if (stored !== undefined && suits)
    return { information: stored.information, kind: "dynamic", stored: true };
  const information = await register(context, target, redirectUrl, scope, flow);
  const { issuer } = target;
  await context.vault.saveClient({ issuer, redirectUrl, information });
  context.emit({ type: "registered", serverUrl: context.serverUrl, issuer });
  return { information, kind: "dynamic", stored: false };
}

/** Returns the client that needs no registration, if there is one. */
export function givenClient(
  options: OAuthOptions,
  metadata: ServerMetadata | undefined,
): RegisteredClient | undefined {
  if (options.clientId !== undefined)
    return {
      information: staticClient({ ...options, clientId: options.clientId }),
      kind: "static",
      stored: true,
    };
  if (options.clientMetadataUrl !== undefined && metadata?.client_id_metadata_document_supported) {
    return { information: { client_id: options.clientMetadataUrl }, kind: "metadata", stored: false };
  }
  return undefined;
}

/** Describes a client of the options in the form of a registration. */
export function staticClient(options: {
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly tokenEndpointAuthMethod?: string;
}): OAuthClientInformationMixed {
  return {
    client_id: options.clientId,
    ...(options.clientSecret !== undefined && { client_secret: options.clientSecret }),
    ...(options.tokenEndpointAuthMethod !== undefined && {
      token_endpoint_auth_method: options.tokenEndpointAuthMethod,
    }),
  } as OAuthClientInformationMixed;
}

const STEP = "client registration";

async function register(
  context: RegistrationContext,
  target: Target,
  redirectUrl: string,
  scope: string | undefined,
  flow: Flow,
): Promise<OAuthClientInformationMixed> {
  const { metadata, issuer } = target;
  if (metadata !== undefined && metadata.registration_endpoint === undefined)
    throw new DiscoveryError(
      `${show(issuer)} does not register clients dynamically. ${byHand(target, redirectUrl)}`,
    );
  const url = metadata?.registration_endpoint ?? new URL("/register", target.authorizationServerUrl);
  const request = {
    ...registrationRequest(context.options, metadata, redirectUrl, flow),
    ...(scope !== undefined && { scope }),
  };
  const { response, body } = await post(context, url, request).catch((error: unknown) =>
    Promise.reject(asFailure(STEP, issuer, error)),
  );
  const advice = byHand(target, redirectUrl);
  if (!response.ok || isError(body, "client_id"))
    throw new AuthorizationServerError(STEP, issuer, {
      ...readError(response.status, body),
      transient: response.status >= 500,
      ...(response.status < 500 && { advice }),
    });
  try {
    if (body === undefined) throw new UnusableAnswer("the answer is not a JSON object");
    return readRegistration(body);
  } catch (error) {
    if (!(error instanceof UnusableAnswer)) throw error;
    throw new AuthorizationServerError(STEP, issuer, { description: error.message, advice });
  }
}

/**
 * Repeats the registration without `application_type`, which belongs to OpenID Connect, if the server rejects unknown members
 * and names it.
 */
async function post(
  context: Pick<RegistrationContext, "fetch" | "options">,
  url: string | URL,
  request: Readonly<Record<string, unknown>>,
): Promise<{ response: Response; body: JsonObject | undefined }> {
  const response = await withinOrigin(context.fetch)(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(request),
  });
  const body = await readObject(response);
  const { application_type: type, ...others } = request;
  const own = type !== undefined && context.options.clientMetadata?.["application_type"] === undefined;
  const named =
    response.status >= 400 &&
    response.status < 500 &&
    JSON.stringify(body ?? {}).includes("application_type");
  return own && named ? post(context, url, others) : { response, body };
}

/**
 * Explains what to do if the server has no dynamic registration. Includes a port, since most servers compare redirect URIs with
 * it.
 */
function byHand({ issuer, metadata }: Target, redirectUrl: string): string {
  const documentation = metadata?.service_documentation;
  const where = documentation === undefined ? "" : ` (see ${show(documentation)})`;
  return `Register a client by hand at ${show(issuer)}${where} with the redirect URI ${redirectUrl}, and give its clientId (and clientSecret) and callback.port in "auth".`;
}

function registrationRequest(
  options: OAuthOptions,
  metadata: ServerMetadata | undefined,
  redirectUrl: string,
  flow: Flow,
): Readonly<Record<string, unknown>> {
  const device = flow === "device" ? ["urn:ietf:params:oauth:grant-type:device_code"] : [];
  return {
    client_name: options.clientName ?? "fmcp-codegen",
    redirect_uris: [redirectUrl],
    grant_types: ["authorization_code", "refresh_token", ...device],
    response_types: ["code"],
    token_endpoint_auth_method: options.tokenEndpointAuthMethod ?? preferredMethod(metadata),
    application_type: "native",
    ...(options.dpop !== undefined && options.dpop !== false && { dpop_bound_access_tokens: true }),
    ...options.clientMetadata,
  };
}

/** A program on a user's machine cannot keep a secret: it requests one only if the server insists, by the method listed first. */
function preferredMethod(metadata: ServerMetadata | undefined): string {
  const methods = metadata?.token_endpoint_auth_methods_supported;
  if (methods === undefined || methods.includes("none")) return "none";
  return methods.find((method) => /^client_secret_(basic|post)$/.test(method)) ?? "none";
}
