import { FmcpError } from "../../../shared/errors/fmcp-error.js";
import type { Challenge } from "../challenge.js";
import type { CredentialSource, Credentials } from "../credential-source.js";
import { CredentialsRefusedError, ScopeRefusedError } from "../auth-errors.js";
import type { Grant } from "../grants/grant.js";
import type { AuthStatus } from "../http-auth.js";
import { covers, scopeText, union } from "../scope.js";
import { refusesScope } from "./client-refusal.js";
import { HeldTokens } from "./held-tokens.js";
import { Renewal } from "./renewal.js";
import { revoke } from "./revocation.js";
import type { SessionContext } from "./session-context.js";
import { ExclusiveWork } from "../../async/exclusive-work.js";
import { waitingFor } from "../../async/waiting-for.js";

/** After a failed renewal, the pause before the next one, while the token is still valid. */
const RENEWAL_PAUSE_MS = 5_000;

/**
 * The credentials of one server: loaded once, renewed ahead of expiry, obtained when the server requires them. A renewal
 * happens once for all requests of this process (ExclusiveWork) and once for all processes (the vault's lock, under which the
 * stored tokens are read again).
 */
export class OAuthSession implements CredentialSource {
  readonly #grant: Grant;
  readonly #context: SessionContext;
  readonly #tokens: HeldTokens;
  readonly #renewal: Renewal;
  readonly #flight = new ExclusiveWork();
  #nextRenewal = 0;
  /** Scopes that the authorization server has refused: requesting them again would only show more login pages. */
  readonly #refusedScopes = new Set<string>();

  constructor(grant: Grant, context: SessionContext) {
    const { vault, serverUrl, discovery, now } = context;
    this.#grant = grant;
    this.#context = context;
    this.#tokens = new HeldTokens(vault, { serverUrl, issuer: discovery.issuer, scope: grant.scope, now });
    this.#renewal = new Renewal(grant, context, this.#tokens);
  }

  get pending(): Promise<void> | undefined {
    return this.#flight.pending;
  }

  async current(signal: AbortSignal | undefined): Promise<Credentials> {
    await this.#tokens.load();
    await this.#renewIfDue(signal);
    const { generation } = this.#flight;
    const held = this.#tokens.state === "expired" ? undefined : this.#tokens.current;
    const { endpoint } = held?.binding ?? {};
    const used = { token: held?.record.accessToken, generation, ...(endpoint !== undefined && { endpoint }) };
    if (held?.record.tokenType.toLowerCase() !== "dpop") return used;
    const dpop = await this.#renewal.dpop();
    return { ...used, ...(dpop && { dpop }) };
  }

  accepted(used: Credentials): void {
    this.#tokens.accept(used.token);
  }

  async challenged(
    challenge: Challenge,
    used: Credentials,
    _response: Response | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const needed = (): boolean => !this.#tokens.supersedes(used.token);
    if (!needed()) return;
    const failure = this.#flight.failureSince(used.generation);
    if (failure !== undefined) throw failure;
    // Some servers answer 401 to a token that lacks the scope.
    const wantsMore =
      challenge.status === 403 || (used.token !== undefined && challenge.error === "insufficient_scope");
    const work = (): Promise<void> =>
      wantsMore ? this.#stepUp(challenge, used) : this.#authorize(challenge, used);
    await this.#flight.run(wantsMore ? "stepUp" : "authorize", needed, () => this.#alone(work), signal);
  }

  async prepare(who: "people" | "everybody", signal?: AbortSignal): Promise<void> {
    if (who === "people" && !this.#grant.interactive) return;
    const used = await this.current(signal);
    if (used.token !== undefined) return;
    const challenge = await waitingFor(this.#context.probe(signal), signal);
    if (challenge !== undefined) await this.challenged(challenge, used, undefined, signal);
  }

  async login(signal?: AbortSignal): Promise<AuthStatus | undefined> {
    const challenge = await waitingFor(this.#context.probe(signal), signal);
    const target = await this.#renewal.discover(challenge, "login");
    // The server answers without credentials, and names no authorization server.
    if (challenge === undefined && target.resourceMetadata === undefined) return undefined;
    const work = (): Promise<void> => this.#alone(() => this.#renewal.obtainFirst(target, challenge));
    await this.#flight.run("login", () => true, work, signal);
    return this.status();
  }

  async logout(signal?: AbortSignal): Promise<void> {
    await this.#tokens.load();
    const before = this.#tokens.current;
    this.#tokens.forget();
    this.#renewal.forgetKey();
    await this.#context.vault.exclusive(signal, async () => {
      if (before !== undefined)
        await revoke(this.#context, this.#grant, before.record, () =>
          this.#renewal.knownTarget(before.binding),
        );
      await this.#context.vault.clear();
    });
    this.#context.emit({ type: "loggedOut", serverUrl: this.#context.serverUrl });
  }

  async status(): Promise<AuthStatus> {
    await this.#tokens.load();
    const { kind } = this.#context;
    const held = this.#tokens.current;
    if (held === undefined) return { kind, authorized: false };
    const { record, binding } = held;
    const refreshable = record.refreshToken !== undefined;
    return {
      kind,
      authorized: refreshable || !this.#grant.interactive || this.#tokens.state !== "expired",
      issuer: record.issuer,
      clientId: record.clientId,
      refreshable,
      ...(binding.resource !== undefined && { resource: binding.resource }),
      ...(record.scope !== undefined && { scope: record.scope }),
      ...(record.expiresAt !== undefined && { expiresAt: record.expiresAt }),
    };
  }

  /** Runs while no other request or process renews the tokens of this server. Not ended by a caller that leaves. */
  #alone(work: () => Promise<void>): Promise<void> {
    return this.#context.vault.exclusive(undefined, work);
  }

  async #renewIfDue(signal: AbortSignal | undefined): Promise<void> {
    const { now, emit, serverUrl } = this.#context;
    const due = (): boolean =>
      this.#tokens.state === "expired" || (this.#tokens.state === "due" && now() >= this.#nextRenewal);
    const silent = !this.#grant.interactive || this.#tokens.current?.record.refreshToken !== undefined;
    if (!due() || !silent) return;
    try {
      await this.#flight.run("renew", due, () => this.#alone(() => this.#renew()), signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof FmcpError)) throw error;
      this.#nextRenewal = now() + RENEWAL_PAUSE_MS;
      emit({ type: "refreshFailed", serverUrl });
      if (this.#tokens.state !== "due") throw error;
    }
  }

  /** Ahead of expiry: tries the stored tokens, then a refresh, then, without a person, the grant. */
  async #renew(): Promise<void> {
    if ((await this.#tokens.adoptStored()) && this.#tokens.state === "fresh") return;
    const held = this.#tokens.current;
    if (held === undefined) return;
    const target = await this.#renewal.knownTarget(held.binding);
    if (await this.#renewal.refresh(target)) return;
    if (this.#grant.interactive) return;
    await this.#renewal.obtain(target, held.record.requestedScope ?? this.#grant.scope, "first");
  }

  /** After a 401: tries the stored tokens, then a refresh, then the grant. */
  async #authorize(challenge: Challenge, used: Credentials): Promise<void> {
    await this.#tokens.adoptStored();
    if (this.#tokens.supersedes(used.token) && this.#tokens.state === "fresh") return;
    const held = this.#tokens.current;
    const refused = held?.record.accessToken === used.token ? held : undefined;
    const neverTaken = refused !== undefined && !refused.accepted && this.#tokens.state === "fresh";
    const asked = held?.record.requestedScope;
    // Scopes that were not requested yet may help; scopes that the user has fixed are requested unchanged.
    const more = this.#grant.scope === undefined && !covers(asked, challenge.scope);
    if (neverTaken && refused.from === "grant" && !more)
      throw new CredentialsRefusedError(
        this.#context.serverUrl,
        challenge.errorDescription ?? challenge.error,
      );
    const target = await this.#renewal.discover(challenge);
    const sameIssuer = held?.record.issuer === target.issuer;
    const refreshed = neverTaken && refused.from === "refresh";
    if (sameIssuer && !refreshed && (await this.#renewal.refresh(target))) return;
    const again = sameIssuer ? union(asked, more ? challenge.scope : undefined) : undefined;
    await (again === undefined
      ? this.#renewal.obtainFirst(target, challenge)
      : this.#renewal.obtain(target, again, "first"));
  }

  /** After a 403: requests the missing scopes in addition to the present ones (SEP-2350). */
  async #stepUp(challenge: Challenge, used: Credentials): Promise<void> {
    await this.#tokens.adoptStored();
    if (this.#tokens.supersedes(used.token)) return;
    const held = this.#tokens.current?.record;
    const { serverUrl } = this.#context;
    const assertMissing = (scope: string | undefined): string => {
      if (scope !== undefined && !covers(held?.requestedScope, scope) && !this.#refusedScopes.has(scope))
        return scope;
      throw new ScopeRefusedError(serverUrl, scope);
    };
    if (challenge.scope !== undefined || this.#grant.scope !== undefined) assertMissing(challenge.scope);
    const target = await this.#renewal.discover(challenge);
    // If the challenge does not name the scopes, uses those in the resource's metadata.
    const wanted = assertMissing(challenge.scope ?? scopeText(target.resourceMetadata?.scopesSupported));
    try {
      await this.#renewal.obtain(target, union(held?.requestedScope ?? held?.scope, wanted), "stepUp");
    } catch (cause) {
      if (!refusesScope(cause)) throw cause;
      this.#refusedScopes.add(wanted);
      throw new ScopeRefusedError(serverUrl, wanted, { cause });
    }
  }
}
