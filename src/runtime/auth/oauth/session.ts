import type { DpopSession } from "@modelcontextprotocol/client";
import type { Challenge } from "../challenge.js";
import type { CredentialSource, Credentials, RequestFacts } from "../credential-source.js";
import {
  AuthorizationDeniedError,
  AuthorizationServerError,
  CredentialsRefusedError,
  ScopeRefusedError,
} from "../errors.js";
import type { Grant, GrantContext } from "../grants/grant.js";
import type { AuthStatus } from "../http-auth.js";
import { covers, initialScope, union } from "../scope.js";
import type { BindingRecord, TokenRecord } from "../store/records.js";
import { discover, rediscover, type DiscoveryContext } from "./discovery.js";
import { revoke } from "./revocation.js";
import { SingleFlight } from "./single-flight.js";
import type { Target } from "./target.js";
import { freshness, tokenRecord } from "./token-record.js";
import { isClientError, requestTokens } from "./token-request.js";

/** A renewal that failed for a passing reason is not tried again for this long, as long as the token still works. */
const RENEWAL_PAUSE_MS = 5_000;

/** What a session works with. */
export interface SessionContext extends GrantContext {
  readonly kind: AuthStatus["kind"];
  readonly discovery: DiscoveryContext;
  readonly dpop: (() => Promise<DpopSession>) | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Asks the server without credentials; its challenge, or nothing if it wants none. */
  readonly probe: (signal: AbortSignal | undefined) => Promise<Challenge | undefined>;
}

/** A token in use, and how far it can be trusted. */
interface Held {
  readonly record: TokenRecord;
  readonly binding: BindingRecord;
  readonly from: "store" | "refresh" | "grant";
  /** The server has taken it at least once. */
  accepted: boolean;
}

/**
 * The tokens of one server: loaded once, renewed ahead of expiry, obtained when the server asks. Every renewal happens
 * once for all requests of this process (SingleFlight) and once for all processes (the vault's lock, under which the
 * stored tokens are looked at again).
 */
export class OAuthSession implements CredentialSource {
  readonly #grant: Grant;
  readonly #context: SessionContext;
  readonly #flight = new SingleFlight();
  /** Aborted by nobody: a login goes on when the request that caused it gives up. Its steps have time limits of their own. */
  readonly #signal = new AbortController().signal;
  #held: Held | undefined;
  #loaded: Promise<void> | undefined;
  #target: Target | undefined;
  #dpop: Promise<DpopSession> | undefined;
  #nextRenewal = 0;
  /** Challenges that the authorization server has said no to: asking again would only show more pages. */
  readonly #refusedScopes = new Set<string>();

  constructor(grant: Grant, context: SessionContext) {
    this.#grant = grant;
    this.#context = context;
  }

  get pending(): Promise<void> | undefined {
    return this.#flight.pending;
  }

  async current({ signal }: Pick<RequestFacts, "signal">): Promise<Credentials> {
    await this.#load();
    await this.#renewIfDue(signal);
    const held = this.#held;
    const usable = held !== undefined && freshness(held.record, this.#context.now()) !== "expired";
    const dpop =
      usable && held.record.tokenType.toLowerCase() === "dpop" ? await this.#dpopSession() : undefined;
    return {
      token: usable ? held.record.accessToken : undefined,
      generation: this.#flight.generation,
      ...(dpop && { dpop }),
    };
  }

  accepted(used: Credentials): void {
    if (this.#held !== undefined && this.#held.record.accessToken === used.token) this.#held.accepted = true;
  }

  async challenged(
    challenge: Challenge,
    used: Credentials,
    _response: Response | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const needed = (): boolean =>
      this.#held === undefined ||
      this.#held.record.accessToken === used.token ||
      freshness(this.#held.record, this.#context.now()) === "expired";
    if (!needed()) return;
    const failure = this.#flight.failureSince(used.generation);
    if (failure !== undefined) throw failure;
    if (challenge.status === 403)
      await this.#flight.run("stepUp", needed, () => this.#stepUp(challenge, used), signal);
    else await this.#flight.run("authorize", needed, () => this.#authorize(challenge, used), signal);
  }

  async prepare(signal?: AbortSignal): Promise<void> {
    if (!this.#grant.interactive) return;
    const used = await this.current({ signal });
    if (used.token !== undefined) return;
    const challenge = await this.#context.probe(signal);
    if (challenge?.status === 401) await this.challenged(challenge, used, undefined, signal);
  }

  async login(signal?: AbortSignal): Promise<AuthStatus | undefined> {
    const challenge = await this.#context.probe(signal);
    const work = async (): Promise<void> => {
      const target = await this.#discover(challenge);
      await this.#context.vault.exclusive(this.#signal, () =>
        this.#obtain(target, this.#firstScope(target, challenge), "login"),
      );
    };
    if (challenge === undefined && !(await this.#isProtected())) return undefined;
    await this.#flight.run("login", () => true, work, signal);
    return this.status();
  }

  async logout(signal?: AbortSignal): Promise<void> {
    await this.#load();
    const held = this.#held;
    this.#held = undefined;
    this.#dpop = undefined;
    await this.#context.vault.exclusive(signal, async () => {
      if (held !== undefined)
        await revoke(this.#context, this.#grant, held.record, () => this.#knownTarget(held.binding));
      await this.#context.vault.clear();
    });
    this.#context.emit({ type: "loggedOut", serverUrl: this.#context.serverUrl });
  }

  async status(): Promise<AuthStatus> {
    await this.#load();
    const { kind, now } = this.#context;
    const held = this.#held;
    if (held === undefined) return { kind, authorized: false };
    const { record, binding } = held;
    const refreshable = record.refreshToken !== undefined;
    return {
      kind,
      authorized: refreshable || !this.#grant.interactive || freshness(record, now()) !== "expired",
      issuer: record.issuer,
      clientId: record.clientId,
      refreshable,
      ...(binding.resource !== undefined && { resource: binding.resource }),
      ...(record.scope !== undefined && { scope: record.scope }),
      ...(record.expiresAt !== undefined && { expiresAt: record.expiresAt }),
    };
  }

  #load(): Promise<void> {
    return (this.#loaded ??= this.#adoptStored().then(
      () => {},
      (error: unknown) => {
        this.#loaded = undefined;
        throw error;
      },
    ));
  }

  /** Takes over what the store holds, if it is not what we hold already. */
  async #adoptStored(): Promise<boolean> {
    const { vault, discovery } = this.#context;
    const binding = await vault.binding();
    if (binding === undefined || (discovery.issuer !== undefined && binding.issuer !== discovery.issuer))
      return false;
    const record = await vault.tokens(binding);
    const held = this.#held?.record;
    if (
      record === undefined ||
      record.accessToken === held?.accessToken ||
      record.obtainedAt < (held?.obtainedAt ?? 0)
    )
      return false;
    // Made for fewer scopes than this client was told to ask for.
    if (!covers(union(record.requestedScope, record.scope), this.#grant.scope)) return false;
    this.#held = { record, binding, from: "store", accepted: false };
    return true;
  }

  async #renewIfDue(signal: AbortSignal | undefined): Promise<void> {
    const state = (): "fresh" | "due" | "expired" =>
      this.#held === undefined ? "fresh" : freshness(this.#held.record, this.#context.now());
    const due = (): boolean =>
      state() === "expired" || (state() === "due" && this.#context.now() >= this.#nextRenewal);
    if (!due() || (this.#grant.interactive && this.#held?.record.refreshToken === undefined)) return;
    try {
      await this.#flight.run(
        "renew",
        due,
        () => this.#context.vault.exclusive(this.#signal, () => this.#renew()),
        signal,
      );
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof AuthorizationServerError && error.transient)) throw error;
      this.#nextRenewal = this.#context.now() + RENEWAL_PAUSE_MS;
      this.#context.emit({ type: "refreshFailed", serverUrl: this.#context.serverUrl });
      if (state() === "expired") throw error;
    }
  }

  /** Under the lock, ahead of expiry. */
  async #renew(): Promise<void> {
    if ((await this.#adoptStored()) && this.#isFresh()) return;
    const held = this.#held;
    if (held === undefined) return;
    const target = await this.#knownTarget(held.binding);
    if (await this.#refresh(target)) return;
    if (!this.#grant.interactive)
      await this.#obtain(target, held.record.requestedScope ?? this.#grant.scope, "renewed");
  }

  /** Under the lock, after a 401: the stored tokens, a refresh, else the grant. */
  #authorize(challenge: Challenge, used: Credentials): Promise<void> {
    return this.#context.vault.exclusive(this.#signal, async () => {
      if ((await this.#adoptStored()) && this.#isFresh() && this.#held?.record.accessToken !== used.token)
        return;
      const held = this.#held?.record.accessToken === used.token ? this.#held : undefined;
      const neverTaken = held !== undefined && !held.accepted && this.#isFresh();
      if (neverTaken && held.from === "grant")
        throw new CredentialsRefusedError(
          this.#context.serverUrl,
          challenge.errorDescription ?? challenge.error,
        );
      const target = await this.#discover(challenge);
      const sameIssuer = this.#held !== undefined && this.#held.record.issuer === target.issuer;
      if (sameIssuer && !(neverTaken && held.from === "refresh") && (await this.#refresh(target))) return;
      await this.#obtain(
        target,
        sameIssuer
          ? (this.#held?.record.requestedScope ?? this.#firstScope(target, challenge))
          : this.#firstScope(target, challenge),
        "login",
      );
    });
  }

  /** Under the lock, after a 403: asks for what is missing beside what there is (SEP-2350). */
  #stepUp(challenge: Challenge, used: Credentials): Promise<void> {
    return this.#context.vault.exclusive(this.#signal, async () => {
      if ((await this.#adoptStored()) && this.#held?.record.accessToken !== used.token) return;
      const asked = this.#held?.record.requestedScope;
      const scope = union(asked ?? this.#held?.record.scope, challenge.scope);
      const { serverUrl } = this.#context;
      if (
        challenge.scope === undefined ||
        covers(asked, challenge.scope) ||
        this.#refusedScopes.has(challenge.scope)
      )
        throw new ScopeRefusedError(serverUrl, challenge.scope);
      const target = await this.#discover(challenge);
      try {
        await this.#obtain(target, scope, "stepUp");
      } catch (cause) {
        if (!isScopeRefusal(cause)) throw cause;
        this.#refusedScopes.add(challenge.scope);
        throw new ScopeRefusedError(serverUrl, challenge.scope, { cause });
      }
    });
  }

  /** Whether a refresh gave new tokens; `false`: the refresh token is not good any more, and forgotten. */
  async #refresh(target: Target): Promise<boolean> {
    const held = this.#held;
    if (held?.record.refreshToken === undefined) return false;
    const { fetch, vault, emit, serverUrl } = this.#context;
    const client = await this.#grant.client(target);
    if (client === undefined || client.client_id !== held.record.clientId) return false;
    const parameters = { grant_type: "refresh_token", refresh_token: held.record.refreshToken };
    try {
      const tokens = await requestTokens({
        target,
        client,
        parameters,
        authenticate: this.#grant.authenticate,
        dpop: await this.#dpopSession(),
        fetch,
        signal: this.#signal,
      });
      await this.#keep(
        target,
        tokenRecord(tokens, {
          issuer: target.issuer,
          clientId: client.client_id,
          requestedScope: undefined,
          now: this.#context.now(),
          previous: held.record,
        }),
        "refresh",
      );
      emit({ type: "refreshed", serverUrl, issuer: target.issuer });
      return true;
    } catch (error) {
      if (!(error instanceof AuthorizationServerError) || error.transient || error.error === undefined)
        throw error;
      // A store without a real lock: somebody else may have used the refresh token first.
      if (await this.#adoptStored()) return this.#isFresh();
      if (isClientError(error.error)) await vault.dropClient(target.issuer);
      await vault.dropTokens(held.binding);
      this.#held = { ...held, record: withoutRefreshToken(held.record) };
      return false;
    }
  }

  async #obtain(
    target: Target,
    scope: string | undefined,
    event: "login" | "stepUp" | "renewed",
  ): Promise<void> {
    const { tokens, client } = await this.#grant.obtain({
      target,
      scope,
      dpop: await this.#dpopSession(),
      signal: this.#signal,
    });
    const record = tokenRecord(tokens, {
      issuer: target.issuer,
      clientId: client.client_id,
      requestedScope: scope,
      now: this.#context.now(),
    });
    await this.#keep(target, record, "grant");
    this.#context.emit({
      type: event === "login" && !this.#grant.interactive ? "renewed" : event,
      serverUrl: this.#context.serverUrl,
      issuer: target.issuer,
      ...(record.scope !== undefined && { scope: record.scope }),
    });
  }

  async #keep(target: Target, record: TokenRecord, from: Held["from"]): Promise<void> {
    const { vault, serverUrl } = this.#context;
    const binding: BindingRecord = {
      serverUrl,
      authorizationServerUrl: target.authorizationServerUrl,
      issuer: target.issuer,
      clientId: record.clientId,
      ...(target.resource !== undefined && { resource: target.resource }),
    };
    // In memory first: a store that fails must not cost the tokens that the server has just rotated.
    this.#held = { record, binding, from, accepted: false };
    this.#nextRenewal = 0;
    await vault.saveTokens(binding, record);
    await vault.saveBinding(binding);
  }

  #isFresh(): boolean {
    return this.#held !== undefined && freshness(this.#held.record, this.#context.now()) === "fresh";
  }

  async #discover(challenge: Challenge | undefined): Promise<Target> {
    return (this.#target = await discover(this.#context.discovery, challenge));
  }

  async #knownTarget(binding: BindingRecord): Promise<Target> {
    if (this.#target?.issuer === binding.issuer) return this.#target;
    return (this.#target = await rediscover(
      this.#context.discovery,
      binding.authorizationServerUrl,
      binding.resource,
    ));
  }

  #firstScope(target: Target, challenge: Challenge | undefined): string | undefined {
    return initialScope({
      configured: this.#grant.scope,
      challenged: challenge?.scope,
      resource: target.resourceMetadata?.scopes_supported,
      authorizationServer: target.metadata?.scopes_supported,
      refreshable: this.#grant.interactive,
    });
  }

  /** A server that answers without a login, but names an authorization server, may be logged in to all the same. */
  async #isProtected(): Promise<boolean> {
    const target = await this.#discover(undefined);
    return target.resourceMetadata !== undefined;
  }

  async #dpopSession(): Promise<DpopSession | undefined> {
    return (this.#dpop ??= this.#context.dpop?.());
  }
}

/** The authorization server knows no such scope, or not for this client (RFC 6749 §4.1.2.1, RFC 7591 §3.2.2). */
function isScopeRefusal(error: unknown): boolean {
  const code =
    error instanceof AuthorizationServerError || error instanceof AuthorizationDeniedError
      ? error.error
      : undefined;
  return code === "invalid_scope" || code === "invalid_client_metadata";
}

function withoutRefreshToken(record: TokenRecord): TokenRecord {
  const { refreshToken: _refreshToken, ...rest } = record;
  return rest;
}
