import { covers, union } from "../scope.js";
import type { BindingRecord, TokenRecord } from "../store/records.js";
import type { Vault } from "../store/vault.js";
import { Once } from "../../async/once.js";
import { sameIdentifier } from "./same-identifier.js";
import { freshness } from "./token-record.js";
import type { Target } from "./target.js";

/** A token in use, and how far it can be trusted. */
export interface Held {
  readonly record: TokenRecord;
  readonly binding: BindingRecord;
  readonly from: "store" | "refresh" | "grant";
  /** The server has taken it at least once. */
  readonly accepted: boolean;
}

/** Which stored tokens this client may use. */
export interface HoldingRules {
  readonly serverUrl: string;
  /** The only authorization server allowed. */
  readonly issuer: string | undefined;
  /** What this client was told to ask for. */
  readonly scope: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The tokens of one server: in memory, and in the store, where another process may put newer ones at any time. */
export class HeldTokens {
  readonly #vault: Vault;
  readonly #rules: HoldingRules;
  #held: Held | undefined;
  readonly #loaded = new Once(() => this.adoptStored());

  constructor(vault: Vault, rules: HoldingRules) {
    this.#vault = vault;
    this.#rules = rules;
  }

  get current(): Held | undefined {
    return this.#held;
  }

  /** `none`: there are no tokens. `due`: they are good, and about to expire. */
  get state(): "none" | "fresh" | "due" | "expired" {
    return this.#held === undefined ? "none" : freshness(this.#held.record, this.#rules.now());
  }

  /** Whether a request with access token `token` would be sent with another, good one now. */
  supersedes(token: string | undefined): boolean {
    return this.#held !== undefined && this.#held.record.accessToken !== token && this.state !== "expired";
  }

  /** Reads the store on first use. */
  async load(): Promise<void> {
    await this.#loaded.get();
  }

  /** Takes over what the store holds, if it is newer than what is held. */
  async adoptStored(): Promise<boolean> {
    const binding = await this.#vault.binding();
    if (binding === undefined) return false;
    if (this.#rules.issuer !== undefined && !sameIdentifier(binding.issuer, this.#rules.issuer)) return false;
    const record = await this.#vault.tokens(binding);
    const held = this.#held?.record;
    if (record === undefined || record.accessToken === held?.accessToken) return false;
    if (record.obtainedAt < (held?.obtainedAt ?? 0)) return false;
    if (!covers(union(record.requestedScope, record.scope), this.#rules.scope)) return false;
    this.#held = { record, binding, from: "store", accepted: false };
    return true;
  }

  /** In memory first: a store that fails must not cost the tokens that the server has just rotated. */
  async keep(target: Target, record: TokenRecord, from: "refresh" | "grant"): Promise<void> {
    const binding: BindingRecord = {
      serverUrl: this.#rules.serverUrl,
      authorizationServerUrl: target.authorizationServerUrl,
      issuer: target.issuer,
      clientId: record.clientId,
      ...(target.resource !== undefined && { resource: target.resource }),
      ...(target.endpoint !== undefined && { endpoint: target.endpoint }),
    };
    const before = this.#held?.binding;
    this.#held = { record, binding, from, accepted: false };
    await this.#vault.saveTokens(binding, record);
    await this.#vault.saveBinding(binding);
    // Of another registration or authorization server: nothing would find them any more, not even a logout.
    if (before !== undefined && !isSameKey(before, binding)) await this.#vault.dropTokens(before);
  }

  /** The server took a request with `token`. */
  accept(token: string | undefined): void {
    const held = this.#held;
    if (held === undefined || held.accepted || held.record.accessToken !== token) return;
    this.#held = { ...held, accepted: true };
  }

  /** The refresh token is not good any more. The access token may be, until it expires. */
  async dropRefreshToken(): Promise<void> {
    if (this.#held === undefined) return;
    const { refreshToken: _refreshToken, ...record } = this.#held.record;
    await this.#vault.dropTokens(this.#held.binding);
    this.#held = { ...this.#held, record };
  }

  /** Forgets what is in memory; the store is the vault's to clear. */
  forget(): void {
    this.#held = undefined;
  }
}

function isSameKey(a: BindingRecord, b: BindingRecord): boolean {
  return a.issuer === b.issuer && a.resource === b.resource && a.clientId === b.clientId;
}
