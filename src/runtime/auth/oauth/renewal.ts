import type { DpopSession, OAuthClientInformationMixed, OAuthTokens } from "@modelcontextprotocol/client";
import type { Challenge } from "../challenge.js";
import { AuthorizationServerError } from "../errors.js";
import type { Grant } from "../grants/grant.js";
import { initialScope } from "../scope.js";
import type { BindingRecord } from "../store/records.js";
import { Once } from "../../async/once.js";
import { discover, rediscover } from "./discovery.js";
import type { HeldTokens } from "./held-tokens.js";
import type { SessionContext } from "./session-context.js";
import type { Target } from "./target.js";
import { tokenRecord } from "./token-record.js";
import { refusesClient, refusesScope } from "./client-refusal.js";
import { requestTokens } from "./token-request.js";

/** Between a refusal of the client and the second question. */
const CLIENT_PAUSE_MS = 500;
/** How long a refused refresh token is not shown again. */
const REFUSED_PAUSE_MS = 30_000;

/** Ways to new tokens: the refresh token, and the grant. Call under the vault's lock. */
export class Renewal {
  readonly #grant: Grant;
  readonly #context: SessionContext;
  readonly #tokens: HeldTokens;
  /** Aborted by nobody: a login goes on when the request that caused it gives up. Its steps have time limits of their own. */
  readonly #signal = new AbortController().signal;
  #target: Target | undefined;
  readonly #dpop: Once<DpopSession> | undefined;
  /** A refresh token that was refused for a reason that may pass. */
  #refused: { readonly token: string; readonly until: number } | undefined;

  constructor(grant: Grant, context: SessionContext, tokens: HeldTokens) {
    this.#grant = grant;
    this.#context = context;
    this.#tokens = tokens;
    this.#dpop = context.dpop && new Once(context.dpop);
  }

  /**
   * Asks the server anew who authorizes it: after a refusal, that may have changed. Of several authorization servers, the one of the
   * last login; the next one, where that is down, only if there is no refresh token to wait for, or a person has asked for a login.
   */
  async discover(challenge: Challenge | undefined, why: "refused" | "login" = "refused"): Promise<Target> {
    await this.#tokens.load();
    const { binding, record } = this.#tokens.current ?? {};
    const issuer = binding?.issuer ?? (await this.#context.vault.binding())?.issuer;
    const only = why === "refused" && record?.refreshToken !== undefined;
    const preferred = issuer === undefined ? undefined : { issuer, only };
    return (this.#target = await discover(this.#context.discovery, challenge, preferred));
  }

  /** The authorization server that stored tokens came from. */
  async knownTarget(binding: BindingRecord): Promise<Target> {
    if (this.#target?.issuer === binding.issuer) return this.#target;
    return (this.#target = await rediscover(this.#context.discovery, binding));
  }

  /** Whether a refresh gave new tokens; `false`: the refresh token was refused, and is forgotten if it is not good any more. */
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
      // A store without a real lock: somebody else may have used the refresh token first.
      if (await this.#tokens.adoptStored()) return this.#tokens.state === "fresh";
      await this.#forgetWhatIsGone(error, target, token);
      return false;
    }
    emit({ type: "refreshed", serverUrl, issuer: target.issuer });
    return true;
  }

  /** A refusal of the client may pass, as while a server starts or its copies differ: one more question, a moment later. */
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
   * A refresh token that is not good any more (RFC 6749 §5.2, `invalid_grant`), and a registration that is proven gone, with the
   * refresh token that belongs to it. Any other refusal may pass: what is stored is kept, and not shown again at once.
   */
  async #forgetWhatIsGone(error: AuthorizationServerError, target: Target, token: string): Promise<void> {
    const scope = this.#tokens.current?.record.requestedScope;
    const gone = refusesClient(error) && (await this.#grant.forgotten?.(target, scope)) === true;
    if (gone) await this.#context.vault.dropClient(target.issuer);
    if (gone || error.error === "invalid_grant") return this.#tokens.dropRefreshToken();
    this.#refused = { token, until: this.#context.now() + REFUSED_PAUSE_MS };
  }

  /** New tokens from the grant: a login, where a person takes part. */
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
   * The first tokens. What this client has added to the scopes that the server names, for a refresh token, is left out where the
   * authorization server lists it, and refuses it nevertheless.
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

  /** The key that tokens are bound to, if they are to be. */
  async dpop(): Promise<DpopSession | undefined> {
    return this.#dpop?.get();
  }

  /** Makes another key the next time: the stored one is gone. */
  forgetKey(): void {
    void this.#dpop?.take();
  }
}
