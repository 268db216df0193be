import type { AuthProvider, FetchLike, OAuthClientProvider } from "@modelcontextprotocol/client";
import type { Clock } from "../async/clock.js";
import type { DpopAlgorithm } from "./auth.js";
import type { CredentialSource } from "./credential-source.js";
import { createGrant } from "./grants/create-grant.js";
import type { DuringLogin } from "./grants/grant.js";
import type { GrantSpec } from "./grants/grant-spec.js";
import type { AuthEvent } from "./http-auth.js";
import { addressPolicy } from "./net/address-policy.js";
import type { Tell } from "./net/exchanged-secrets.js";
import { guardedFetch } from "./net/guarded-fetch.js";
import { askForChallenge } from "./probe.js";
import { dpopSession } from "./oauth/dpop.js";
import { OAuthSession } from "./oauth/session.js";
import { programFailure } from "../errors/ask-program.js";
import { programObject } from "../errors/program-object.js";
import { show } from "../../shared/text/show.js";
import { readable, reason } from "../../shared/text/reason.js";
import { TokenStoreError } from "./auth-errors.js";
import { place } from "./place.js";
import { SdkSource } from "./sdk-source.js";
import { tokenStoreFor } from "./store/choose-store.js";
import { tokenOwner } from "./store/token-owner.js";
import { Vault } from "./store/vault.js";

/** What an OAuth source needs. */
export interface OAuthSourceContext {
  readonly serverUrl: URL;
  readonly server: string | undefined;
  /** Sends a request to the MCP server, without credentials. */
  readonly send: FetchLike;
  readonly clock: Clock;
  readonly now: () => number;
  readonly emit: (event: AuthEvent) => void;
  /** Whom the tokens are for, if the options do not say so. */
  readonly subject: string | undefined;
  /** The client that tokens in memory belong to. */
  readonly owner: object;
  /** Whether the person is the user of this machine. */
  readonly localUser: boolean;
  /** Default: just runs the login. */
  readonly duringLogin?: DuringLogin | undefined;
  /** Called with secrets as soon as they are known. */
  readonly tell: Tell;
}

/**
 * Opens the stored records of a grant.
 *
 * @throws AuthConfigError the options do not say whose they are
 */
export function vaultFor(
  options: GrantSpec,
  context: Pick<
    OAuthSourceContext,
    "serverUrl" | "subject" | "owner" | "localUser" | "clock" | "now" | "tell"
  > & { readonly server?: string | undefined },
): Vault {
  const subject = options.subject ?? context.subject;
  const owner = tokenOwner(context.serverUrl.href, options, subject);
  const store = tokenStoreFor(options, { ...context, subject });
  const { server = place(context.serverUrl.href) } = context;
  const told = programObject(store, (method, thrown) => storeFailure(server, method, thrown));
  return new Vault(told, owner, context.clock, context.now, context.tell);
}

function storeFailure(server: string, method: string, thrown: unknown): TokenStoreError {
  const words = show(reason(thrown), 300).replace(/\.$/, "");
  return new TokenStoreError(
    `\`auth.storage\` for "${show(server)}" failed in ${show(method)}(): ${words}. Check the store.`,
    { server, cause: readable(thrown) },
  );
}

/** Creates the session of a grant. Imports all of OAuth, so load it only when a server requires it. */
export async function oauthSource(
  options: GrantSpec,
  context: OAuthSourceContext,
): Promise<CredentialSource> {
  const { server, send, clock, now, emit, tell, duringLogin = (login) => login() } = context;
  const serverUrl = context.serverUrl.href;
  const policy = addressPolicy(serverUrl, options.allowPrivateAddresses);
  const fetch = guardedFetch({ policy, tell, ...(options.fetch && { fetch: options.fetch }) });
  const vault = vaultFor(options, context);
  const grantContext = {
    ...{ serverUrl, server, vault, fetch, policy, clock, now, duringLogin },
    emit: (event: AuthEvent) => emit({ ...event, serverUrl: place(event.serverUrl) }),
  };
  return new OAuthSession(await createGrant(options, grantContext), {
    ...grantContext,
    kind: options.type,
    discovery: {
      serverUrl,
      fetch,
      policy,
      issuer: options.issuer,
      resource: options.resource,
      emit: grantContext.emit,
    },
    dpop: options.dpop
      ? (): ReturnType<typeof dpopSession> =>
          dpopSession(vault, options.dpop === true ? "ES256" : (options.dpop as DpopAlgorithm))
      : undefined,
    probe: (signal) => askForChallenge(serverUrl, send, signal),
  });
}

/** Creates the source of a provider that was written for the SDK. */
export async function sdkSource(
  provider: AuthProvider | OAuthClientProvider,
  serverUrl: URL,
  server: string | undefined,
  tell: Tell,
): Promise<CredentialSource> {
  const policy = addressPolicy(serverUrl);
  const fetch = guardedFetch({ policy, tell });
  const name = server ?? place(serverUrl.href);
  const told = programObject(provider, (method, thrown) => programFailure(`auth.${method}`, name, thrown));
  return new SdkSource(told, { serverUrl: serverUrl.href, server, policy, fetch });
}
