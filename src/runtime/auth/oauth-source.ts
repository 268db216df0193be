import type { AuthProvider, FetchLike, OAuthClientProvider } from "@modelcontextprotocol/client";
import type { Clock } from "../async/clock.js";
import type { DpopAlgorithm, GrantOptions } from "./auth.js";
import type { CredentialSource } from "./credential-source.js";
import { clientName, createGrant, type GrantSpec } from "./grants/create-grant.js";
import type { AuthEvent } from "./http-auth.js";
import { addressPolicy } from "./net/address-policy.js";
import { guardedFetch } from "./net/guarded-fetch.js";
import { askForChallenge } from "./probe.js";
import { dpopSession } from "./oauth/dpop.js";
import { OAuthSession } from "./oauth/session.js";
import { place } from "./place.js";
import { SdkSource } from "./sdk-source.js";
import { FileTokenStore } from "./store/file-store.js";
import { MemoryTokenStore } from "./store/memory-store.js";
import type { TokenStore } from "./store/token-store.js";
import { Vault } from "./store/vault.js";

/** What an OAuth source is made with. */
export interface OAuthSourceContext {
  readonly serverUrl: URL;
  readonly server: string | undefined;
  /** Sends a request to the MCP server, without credentials. */
  readonly send: FetchLike;
  readonly clock: Clock;
  readonly now: () => number;
  readonly emit: (event: AuthEvent) => void;
}

/** The session of a grant. Imports all that it stands on: loaded when a server needs it. */
export async function oauthSource(
  options: GrantSpec,
  context: OAuthSourceContext,
): Promise<CredentialSource> {
  const { server, send, clock, now, emit } = context;
  const serverUrl = context.serverUrl.href;
  const policy = addressPolicy(serverUrl, options.allowPrivateAddresses);
  const fetch = guardedFetch({ policy, ...(options.fetch && { fetch: options.fetch }) });
  const vault = new Vault(storeOf(options), { serverUrl, client: clientName(options) }, clock, now);
  const grantContext = {
    ...{ serverUrl, server, vault, fetch, policy },
    emit: (event: AuthEvent) => emit({ ...event, serverUrl: place(event.serverUrl) }),
  };
  return new OAuthSession(await createGrant(options, grantContext), {
    ...grantContext,
    kind: options.type,
    now,
    discovery: { serverUrl, fetch, policy, issuer: options.issuer, emit: grantContext.emit },
    dpop: options.dpop
      ? (): ReturnType<typeof dpopSession> =>
          dpopSession(vault, options.dpop === true ? "ES256" : (options.dpop as DpopAlgorithm))
      : undefined,
    probe: (signal) => askForChallenge(serverUrl, send, signal),
  });
}

/** The source of a provider that was written for the SDK. */
export async function sdkSource(
  provider: AuthProvider | OAuthClientProvider,
  serverUrl: URL,
  server: string | undefined,
): Promise<CredentialSource> {
  const policy = addressPolicy(serverUrl);
  const fetch = guardedFetch({ policy });
  return new SdkSource(provider, { serverUrl: serverUrl.href, server, policy, fetch });
}

/** One per process: clients of one server share its tokens. */
let memory: MemoryTokenStore | undefined;

function storeOf(options: GrantOptions & { type: string }): TokenStore {
  const { storage = options.type === "oauth" ? "file" : "memory" } = options;
  if (storage === "memory") return (memory ??= new MemoryTokenStore());
  if (storage === "file") return new FileTokenStore();
  return storage;
}
