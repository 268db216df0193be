import { covers, union } from "../scope.js";
import type { BindingRecord, TokenRecord } from "../store/records.js";
import type { Vault } from "../store/vault.js";
import { Once } from "../../async/once.js";
import { sameIdentifier } from "./same-identifier.js";
import { freshness } from "./token-record.js";
import type { Target } from "./oauth-target.js";

/** A token in use, and how far to trust it. */
export interface Held {
  readonly record: TokenRecord;
  readonly binding: BindingRecord;
  readonly from: "store" | "refresh" | "grant";
  /** Whether the server has accepted it at least once. */
  readonly accepted: boolean;
}

/** Which stored tokens this client may use. */
export interface HoldingRules {
  readonly serverUrl: string;
  /** The only authorization server allowed. */
  readonly issuer: string | undefined;
  /** The scopes that this client was configured to request. */
  readonly scope: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The tokens of one server: in memory, and in the store, where another process may write newer ones at any time. */
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

  /** `none`: there are no tokens. `due`: they are valid but about to expire. */
  get state(): "none" | "fresh" | "due" | "expired" {
    return this.#held === undefined ? "none" : freshness(this.#held.record, this.#rules.now());
  }

  /** Whether a request that carried access token `token` would now be sent with another, valid one. */
  supersedes(token: string | undefined): boolean {
    return this.#held !== undefined && this.#held.record.accessToken !== token && this.state !== "expired";
  }

  /** Reads the store, on first use only. */
  async load(): Promise<void> {
    await this.#loaded.get();
  }

  /** Adopts the stored tokens if they are newer than those in memory. */
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

  /** Stores in memory first: if the store fails, the tokens that the server has just rotated must not be lost. */
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
    // The old tokens belong to another registration or authorization server: nothing would find them again, not even a logout.
    if (before !== undefined && !isSameKey(before, binding)) await this.#vault.dropTokens(before);
  }

  /** Records that the server accepted a request with `token`. */
  accept(token: string | undefined): void {
    const held = this.#held;
    if (held === undefined || held.accepted || held.record.accessToken !== token) return;
    this.#held = { ...held, accepted: true };
  }

  /** Drops a refresh token that is no longer valid. The access token may be valid until it expires. */
  async dropRefreshToken(): Promise<void> {
    if (this.#held === undefined) return;
    const { refreshToken: _refreshToken, ...record } = this.#held.record;
    await this.#vault.dropTokens(this.#held.binding);
    this.#held = { ...this.#held, record };
  }

  /** Forgets the tokens in memory; the vault clears the store. */
  forget(): void {
    this.#held = undefined;
  }
}

function isSameKey(a: BindingRecord, b: BindingRecord): boolean {
  return a.issuer === b.issuer && a.resource === b.resource && a.clientId === b.clientId;
}
