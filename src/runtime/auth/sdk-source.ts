import type { AuthProvider, DpopSession, FetchLike, OAuthClientProvider } from "@modelcontextprotocol/client";
import type { Challenge } from "./challenge.js";
import type { CredentialSource, Credentials } from "./credential-source.js";
import { AuthorizationRequiredError, CredentialsRefusedError, ScopeRefusedError } from "./auth-errors.js";
import type { AuthStatus } from "./http-auth.js";
import type { AddressPolicy } from "./net/address-policy.js";
import { loadSdk } from "../connection/sdk.js";
import { ExclusiveWork } from "../async/exclusive-work.js";
import { covers, union } from "./scope.js";

/** What a source for an SDK provider needs. */
export interface SdkSourceContext {
  readonly serverUrl: string;
  readonly server: string | undefined;
  /** Guarded. */
  readonly fetch: FetchLike;
  readonly policy: AddressPolicy;
}

/** The user's `AuthProvider` or `OAuthClientProvider`, with one renewal for all parallel requests. */
export class SdkSource implements CredentialSource {
  readonly #provider: AuthProvider | OAuthClientProvider;
  readonly #context: SdkSourceContext;
  readonly #flight = new ExclusiveWork();
  #requested: string | undefined;

  constructor(provider: AuthProvider | OAuthClientProvider, context: SdkSourceContext) {
    this.#provider = provider;
    this.#context = context;
  }

  get pending(): Promise<void> | undefined {
    return this.#flight.pending;
  }

  async current(): Promise<Credentials> {
    const generation = this.#flight.generation;
    if (!isOAuthProvider(this.#provider)) return { token: await this.#provider.token(), generation };
    const tokens = await this.#provider.tokens();
    const dpop: DpopSession | undefined =
      tokens?.token_type.toLowerCase() === "dpop" ? await this.#provider.dpop?.() : undefined;
    return { token: tokens?.access_token, generation, ...(dpop && { dpop }) };
  }

  async challenged(
    challenge: Challenge,
    used: Credentials,
    response: Response | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const now = await this.current();
    if (now.token !== undefined && now.token !== used.token) return;
    const failure = this.#flight.failureSince(used.generation);
    if (failure !== undefined) throw failure;
    const began = this.#flight.generation;
    await this.#flight.run(
      challenge.status === 403 ? "stepUp" : "authorize",
      () => this.#flight.generation === began,
      () => this.#renew(challenge, response),
      signal,
    );
  }

  accepted(): void {}

  async prepare(): Promise<void> {}

  async login(): Promise<undefined> {
    return undefined;
  }

  async logout(): Promise<void> {
    if (isOAuthProvider(this.#provider)) await this.#provider.invalidateCredentials?.("all");
  }

  async status(): Promise<AuthStatus> {
    return { kind: "custom", authorized: (await this.current()).token !== undefined };
  }

  async #renew(challenge: Challenge, response: Response | undefined): Promise<void> {
    const { serverUrl, server, fetch, policy } = this.#context;
    const provider = this.#provider;
    if (!isOAuthProvider(provider)) {
      if (challenge.status === 403) throw new ScopeRefusedError(serverUrl, challenge.scope);
      if (provider.onUnauthorized === undefined || response === undefined)
        throw new CredentialsRefusedError(serverUrl, challenge.errorDescription ?? challenge.error);
      return provider.onUnauthorized({ response, serverUrl: new URL(serverUrl), fetchFn: fetch });
    }
    const held = (await provider.tokens())?.scope;
    if (
      challenge.status === 403 &&
      (challenge.scope === undefined || covers(this.#requested, challenge.scope))
    )
      throw new ScopeRefusedError(serverUrl, challenge.scope);
    const scope = challenge.status === 403 ? union(this.#requested, held, challenge.scope) : challenge.scope;
    this.#requested = union(this.#requested, scope);
    const { auth } = await loadSdk();
    const result = await auth(provider, {
      serverUrl,
      fetchFn: fetch,
      ...(scope !== undefined && { scope }),
      ...(challenge.resourceMetadata !== undefined && {
        resourceMetadataUrl: policy.check("resource_metadata", challenge.resourceMetadata),
      }),
      ...(challenge.status === 403 && { forceReauthorization: true }),
    });
    // The provider has shown its page; its owner calls the SDK's auth() with the code, and then requests succeed.
    if (result === "REDIRECT") throw new AuthorizationRequiredError(serverUrl, { server });
  }
}

/** Tells the two kinds of providers apart in the same way as the SDK. */
export function isOAuthProvider(
  provider: AuthProvider | OAuthClientProvider,
): provider is OAuthClientProvider {
  return "tokens" in provider && "clientInformation" in provider;
}
