import type { DpopSession } from "@modelcontextprotocol/client";
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
import { isClientError, requestTokens } from "./token-request.js";

/** Ways to new tokens: the refresh token, and the grant. Call under the vault's lock. */
export class Renewal {
  readonly #grant: Grant;
  readonly #context: SessionContext;
  readonly #tokens: HeldTokens;
  /** Aborted by nobody: a login goes on when the request that caused it gives up. Its steps have time limits of their own. */
  readonly #signal = new AbortController().signal;
  #target: Target | undefined;
  readonly #dpop: Once<DpopSession> | undefined;

  constructor(grant: Grant, context: SessionContext, tokens: HeldTokens) {
    this.#grant = grant;
    this.#context = context;
    this.#tokens = tokens;
    this.#dpop = context.dpop && new Once(context.dpop);
  }

  /** Asks the server anew who authorizes it: after a refusal, that may have changed. */
  async discover(challenge: Challenge | undefined): Promise<Target> {
    return (this.#target = await discover(this.#context.discovery, challenge));
  }

  /** The authorization server that stored tokens came from. */
  async knownTarget(binding: BindingRecord): Promise<Target> {
    if (this.#target?.issuer === binding.issuer) return this.#target;
    const { authorizationServerUrl, resource } = binding;
    return (this.#target = await rediscover(this.#context.discovery, authorizationServerUrl, resource));
  }

  /** Whether a refresh gave new tokens; `false`: the refresh token is not good any more, and forgotten. */
  async refresh(target: Target): Promise<boolean> {
    const held = this.#tokens.current;
    if (held?.record.refreshToken === undefined) return false;
    const client = await this.#grant.client(target);
    if (client === undefined || client.client_id !== held.record.clientId) return false;
    try {
      const tokens = await requestTokens({
        target,
        client,
        parameters: { grant_type: "refresh_token", refresh_token: held.record.refreshToken },
        authentication: this.#grant.authentication,
        dpop: await this.dpop(),
        fetch: this.#context.fetch,
        signal: this.#signal,
      });
      const facts = { issuer: target.issuer, clientId: client.client_id, now: this.#context.now() };
      const record = tokenRecord(tokens, { ...facts, requestedScope: undefined, previous: held.record });
      await this.#tokens.keep(target, record, "refresh");
    } catch (error) {
      if (!(error instanceof AuthorizationServerError) || error.transient || error.error === undefined)
        throw error;
      // A store without a real lock: somebody else may have used the refresh token first.
      if (await this.#tokens.adoptStored()) return this.#tokens.state === "fresh";
      if (isClientError(error.error)) await this.#context.vault.dropClient(target.issuer);
      await this.#tokens.dropRefreshToken();
      return false;
    }
    this.#context.emit({ type: "refreshed", serverUrl: this.#context.serverUrl, issuer: target.issuer });
    return true;
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

  /** What a first login asks for. */
  firstScope(target: Target, challenge: Challenge | undefined): string | undefined {
    return initialScope({
      configured: this.#grant.scope,
      challenged: challenge?.scope,
      resource: target.resourceMetadata?.scopesSupported,
      authorizationServer: target.metadata?.scopes_supported,
      refreshable: this.#grant.interactive,
    });
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
