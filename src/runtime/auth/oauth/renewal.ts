import type { DpopSession, OAuthClientInformationMixed, OAuthTokens } from "@modelcontextprotocol/client";
import type { Challenge } from "../challenge.js";
import { AuthorizationServerError } from "../auth-errors.js";
import type { Grant } from "../grants/grant.js";
import { initialScope } from "../scope.js";
import type { BindingRecord } from "../store/records.js";
import { Once } from "../../async/once.js";
import { discover, rediscover } from "./discovery.js";
import type { HeldTokens } from "./held-tokens.js";
import type { SessionContext } from "./session-context.js";
import type { Target } from "./oauth-target.js";
import { tokenRecord } from "./token-record.js";
import { refusesClient, refusesScope } from "./client-refusal.js";
import { requestTokens } from "./token-request.js";

/** Pause before asking again after a refusal of the client. */
const CLIENT_PAUSE_MS = 500;
/** How long a refused refresh token is not sent again. */
const REFUSED_PAUSE_MS = 30_000;

/** Obtains new tokens, by refresh token or by grant. Call while holding the vault's lock. */
export class Renewal {
  readonly #grant: Grant;
  readonly #context: SessionContext;
  readonly #tokens: HeldTokens;
  /** Never aborted: a login continues when the request that caused it is cancelled. Its steps have time limits of their own. */
  readonly #signal = new AbortController().signal;
  #target: Target | undefined;
  readonly #dpop: Once<DpopSession> | undefined;
  /** A refresh token that was refused for a possibly temporary reason. */
  #refused: { readonly token: string; readonly until: number } | undefined;

  constructor(grant: Grant, context: SessionContext, tokens: HeldTokens) {
    this.#grant = grant;
    this.#context = context;
    this.#tokens = tokens;
    this.#dpop = context.dpop && new Once(context.dpop);
  }

  /**
   * Discovers the authorization server again, since it may have changed when a refusal came. Of several, returns that of the
   * last login; if it is down, returns the next one only if there is no refresh token to wait for, or a person has requested a
   * login.
   */
  async discover(challenge: Challenge | undefined, why: "refused" | "login" = "refused"): Promise<Target> {
    await this.#tokens.load();
    const { binding, record } = this.#tokens.current ?? {};
    const issuer = binding?.issuer ?? (await this.#context.vault.binding())?.issuer;
    const only = why === "refused" && record?.refreshToken !== undefined;
    const preferred = issuer === undefined ? undefined : { issuer, only };
    return (this.#target = await discover(this.#context.discovery, challenge, preferred));
  }

  /** Returns the authorization server that issued the stored tokens. */
  async knownTarget(binding: BindingRecord): Promise<Target> {
    if (this.#target?.issuer === binding.issuer) return this.#target;
    return (this.#target = await rediscover(this.#context.discovery, binding));
  }

  /** Refreshes the tokens. Resolves to `false` if the refresh token was refused; forgets it if it is no longer valid. */
  async refresh(target: Target): Promise<boolean> {
    const held = this.#tokens.current;
    const token = held?.record.refreshToken;
    if (held === undefined || token === undefined) return false;
    const { now, emit, serverUrl } = this.#context;
    if (token === this.#refused?.token && now() < this.#refused.until) return false;
    const client = await this.#grant.client(target);
    if (client === undefined || client.client_id !== held.record.clientId) return false;
    try {
      const tokens = await this.#askPatiently(target, client, token);
      const facts = { issuer: target.issuer, clientId: client.client_id, now: now() };
      const record = tokenRecord(tokens, { ...facts, requestedScope: undefined, previous: held.record });
      await this.#tokens.keep(target, record, "refresh");
    } catch (error) {
      if (!(error instanceof AuthorizationServerError) || error.transient || error.error === undefined)
        throw error;
      // In a store without a real lock, another process may have used the refresh token first.
      if (await this.#tokens.adoptStored()) return this.#tokens.state === "fresh";
      await this.#forgetWhatIsGone(error, target, token);
      return false;
    }
    emit({ type: "refreshed", serverUrl, issuer: target.issuer });
    return true;
  }

  /** Retries once after a refusal of the client, which may be temporary, as while a server starts or its replicas differ. */
  async #askPatiently(
    target: Target,
    client: OAuthClientInformationMixed,
    refreshToken: string,
  ): Promise<OAuthTokens> {
    const request = {
      target,
      client,
      parameters: { grant_type: "refresh_token", refresh_token: refreshToken },
      authentication: this.#grant.authentication,
      dpop: await this.dpop(),
      fetch: this.#context.fetch,
      signal: this.#signal,
    };
    try {
      return await requestTokens(request);
    } catch (error) {
      if (!(error instanceof AuthorizationServerError && refusesClient(error))) throw error;
      await this.#context.clock.sleep(CLIENT_PAUSE_MS);
      return requestTokens(request);
    }
  }

  /**
   * Forgets a refresh token that is no longer valid (RFC 6749 §5.2, `invalid_grant`), or a registration that is provably gone
   * together with its refresh token. After any other refusal, which may be temporary, keeps what is stored, but does not send
   * it again at once.
   */
  async #forgetWhatIsGone(error: AuthorizationServerError, target: Target, token: string): Promise<void> {
    const scope = this.#tokens.current?.record.requestedScope;
    const gone = refusesClient(error) && (await this.#grant.forgotten?.(target, scope)) === true;
    if (gone) await this.#context.vault.dropClient(target.issuer);
    if (gone || error.error === "invalid_grant") return this.#tokens.dropRefreshToken();
    this.#refused = { token, until: this.#context.now() + REFUSED_PAUSE_MS };
  }

  /** Obtains new tokens from the grant: a login, if a person takes part. */
  async obtain(target: Target, scope: string | undefined, why: "first" | "stepUp"): Promise<void> {
    const dpop = await this.dpop();
    const { tokens, client } = await this.#grant.obtain({ target, scope, dpop, signal: this.#signal });
    const facts = { issuer: target.issuer, clientId: client.client_id, now: this.#context.now() };
    const record = tokenRecord(tokens, { ...facts, requestedScope: scope });
    await this.#tokens.keep(target, record, "grant");
    const first = this.#grant.interactive ? "login" : "renewed";
    this.#context.emit({
      type: why === "first" ? first : why,
      serverUrl: this.#context.serverUrl,
      issuer: target.issuer,
      ...(record.scope !== undefined && { scope: record.scope }),
    });
  }

  /**
   * Obtains the first tokens. If the authorization server refuses a scope that this client added to get a refresh token,
   * although it lists that scope, leaves the scope out.
   */
  async obtainFirst(target: Target, challenge: Challenge | undefined): Promise<void> {
    const scopeFor = (refreshable: boolean): string | undefined =>
      initialScope({
        configured: this.#grant.scope,
        challenged: challenge?.scope,
        resource: target.resourceMetadata?.scopesSupported,
        authorizationServer: target.metadata?.scopes_supported,
        refreshable,
      });
    const scope = scopeFor(this.#grant.interactive);
    const named = scopeFor(false);
    try {
      await this.obtain(target, scope, "first");
    } catch (error) {
      if (named === scope || !refusesScope(error)) throw error;
      await this.obtain(target, named, "first");
    }
  }

  /** Returns the key that tokens are bound to, if DPoP is on. */
  async dpop(): Promise<DpopSession | undefined> {
    return this.#dpop?.get();
  }

  /** The next call makes another key: the stored one is gone. */
  forgetKey(): void {
    void this.#dpop?.take();
  }
}
