import type {
  AuthorizationServerMetadata,
  FetchLike,
  OAuthClientInformationMixed,
  OAuthClientMetadata,
} from "@modelcontextprotocol/client";
import { FmcpError } from "../../../shared/errors/fmcp-error.js";
import { show } from "../../../shared/text/show.js";
import type { OAuthOptions } from "../auth.js";
import { AuthorizationServerError, DiscoveryError } from "../errors.js";
import { covers } from "../scope.js";
import type { Vault } from "../store/vault.js";
import { loadSdk } from "./sdk.js";
import type { Target } from "./target.js";

/** This client at one authorization server. */
export interface RegisteredClient {
  readonly information: OAuthClientInformationMixed;
  /** `dynamic`: registered by us, so that we may do it again when it is forgotten there. */
  readonly kind: "static" | "metadata" | "dynamic";
  /** From the token store: whether the authorization server still knows it has to be seen. */
  readonly stored: boolean;
}

/** What registration needs. */
export interface RegistrationContext {
  readonly options: OAuthOptions;
  readonly vault: Vault;
  readonly fetch: FetchLike;
}

/**
 * The client to use at `target`: the one from the options; else the metadata document, where it is taken; else the
 * stored registration, if it was made for `redirectUrl` and these scopes; else a new one (RFC 7591).
 */
export async function registeredClient(
  context: RegistrationContext,
  target: Target,
  redirectUrl: string,
  scope: string | undefined,
): Promise<RegisteredClient> {
  const given = givenClient(context.options, target.metadata);
  if (given !== undefined) return given;
  const stored = await context.vault.client(target.issuer);
  const registered = (stored?.information as { scope?: string } | undefined)?.scope;
  const suits =
    stored?.redirectUrl === redirectUrl && (registered === undefined || covers(registered, scope));
  if (stored !== undefined && suits)
    return { information: stored.information, kind: "dynamic", stored: true };
  const information = await register(context, target, redirectUrl, scope);
  await context.vault.saveClient({ issuer: target.issuer, redirectUrl, information });
  return { information, kind: "dynamic", stored: false };
}

/** The client that needs no registration, or none. */
export function givenClient(
  options: OAuthOptions,
  metadata: AuthorizationServerMetadata | undefined,
): RegisteredClient | undefined {
  if (options.clientId !== undefined)
    return {
      information: staticClient({ ...options, clientId: options.clientId }),
      kind: "static",
      stored: true,
    };
  if (options.clientMetadataUrl !== undefined && metadata?.client_id_metadata_document_supported === true) {
    return { information: { client_id: options.clientMetadataUrl }, kind: "metadata", stored: false };
  }
  return undefined;
}

/** A client from the options, in the registration's words. */
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

async function register(
  context: RegistrationContext,
  target: Target,
  redirectUrl: string,
  scope: string | undefined,
): Promise<OAuthClientInformationMixed> {
  const sdk = await loadSdk();
  if (target.metadata !== undefined && target.metadata.registration_endpoint === undefined) {
    throw new DiscoveryError(
      `${show(target.issuer)} does not register clients dynamically. Register one by hand and give its clientId (and clientSecret) in "auth".`,
    );
  }
  try {
    return await sdk.registerClient(target.authorizationServerUrl, {
      ...(target.metadata && { metadata: target.metadata }),
      clientMetadata: registrationRequest(context.options, target.metadata, redirectUrl),
      ...(scope !== undefined && { scope }),
      fetchFn: context.fetch,
    });
  } catch (error) {
    if (error instanceof FmcpError) throw error;
    if (!(error instanceof sdk.RegistrationRejectedError)) {
      throw new AuthorizationServerError(
        "client registration",
        target.issuer,
        {
          description: error instanceof Error ? error.message : String(error),
          transient: error instanceof TypeError,
        },
        { cause: error },
      );
    }
    const { error: code, error_description: description } = parse(error.body);
    throw new AuthorizationServerError("client registration", target.issuer, {
      error: code ?? `HTTP ${error.status}`,
      description,
      transient: error.status >= 500,
    });
  }
}

function registrationRequest(
  options: OAuthOptions,
  metadata: AuthorizationServerMetadata | undefined,
  redirectUrl: string,
): OAuthClientMetadata {
  return {
    client_name: options.clientName ?? "fmcp-codegen",
    redirect_uris: [redirectUrl],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: options.tokenEndpointAuthMethod ?? preferredMethod(metadata),
    application_type: "native",
    ...(options.dpop !== undefined && options.dpop !== false && { dpop_bound_access_tokens: true }),
    ...options.clientMetadata,
  } as OAuthClientMetadata;
}

/** A program on a user's machine keeps no secret: it asks for one only where the server insists. */
function preferredMethod(metadata: AuthorizationServerMetadata | undefined): string {
  const methods = metadata?.token_endpoint_auth_methods_supported;
  if (methods === undefined || methods.includes("none")) return "none";
  return ["client_secret_basic", "client_secret_post"].find((method) => methods.includes(method)) ?? "none";
}

function parse(body: string): { error?: string; error_description?: string } {
  try {
    const { error, error_description } = JSON.parse(body) as Record<string, unknown>;
    return {
      ...(typeof error === "string" && { error }),
      ...(typeof error_description === "string" && { error_description }),
    };
  } catch {
    return {};
  }
}
