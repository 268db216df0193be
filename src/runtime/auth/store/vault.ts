import type { Clock } from "../../async/clock.js";
import { storedSecrets, type Tell } from "../net/exchanged-secrets.js";
import { acquireLease } from "./lease-lock.js";
import {
  asBindingRecord,
  asClientRecord,
  asTokenRecord,
  type BindingRecord,
  type ClientRecord,
  type TokenRecord,
} from "./records.js";
import type { TokenOwner } from "./token-owner.js";
import type { ReleaseLock, TokenStore } from "./token-store.js";
import { hex } from "../../../shared/bytes/base64.js";
import { sha256 } from "../../../shared/bytes/sha256.js";

/** Tokens that are not refreshed for a year may be forgotten by stores with expiry. */
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** Prefix of the keys of binding records. */
export const BINDING = "server";

/**
 * Part of the key of tokens, besides their owner: they are never sent to another authorization server or resource, or with
 * another client.
 */
export type TokenKey = Pick<BindingRecord, "issuer" | "resource" | "clientId">;

/** The typed records of one owner in a token store. */
export class Vault {
  readonly #store: TokenStore;
  readonly #owner: TokenOwner;
  readonly #clock: Clock;
  readonly #now: () => number;
  readonly #tell: Tell;

  /** @param tell called with the secrets of every record */
  constructor(store: TokenStore, owner: TokenOwner, clock: Clock, now: () => number, tell: Tell) {
    this.#store = store;
    this.#owner = owner;
    this.#clock = clock;
    this.#now = now;
    this.#tell = tell;
  }

  get #bindingKey(): string {
    return this.#key(BINDING);
  }

  async binding(): Promise<BindingRecord | undefined> {
    const record = asBindingRecord(await this.#store.get(this.#bindingKey));
    return record?.serverUrl === this.#owner.serverUrl ? record : undefined;
  }

  async saveBinding(record: BindingRecord): Promise<void> {
    const { subject } = this.#owner;
    await this.#set(this.#bindingKey, { ...record, ...(subject !== undefined && { subject }) }, YEAR_MS);
  }

  async tokens(of: TokenKey): Promise<TokenRecord | undefined> {
    const record = asTokenRecord(await this.#get(this.#tokenKey(of)));
    return record?.issuer === of.issuer && record.clientId === of.clientId ? record : undefined;
  }

  async saveTokens(of: TokenKey, record: TokenRecord): Promise<void> {
    await this.#set(this.#tokenKey(of), record, YEAR_MS);
  }

  async dropTokens(of: TokenKey): Promise<void> {
    await this.#store.delete(this.#tokenKey(of));
  }

  /** Returns the registration of this client with `issuer`, unless its secret has expired. */
  async client(issuer: string): Promise<ClientRecord | undefined> {
    const record = asClientRecord(await this.#get(this.#clientKey(issuer)));
    if (record?.issuer !== issuer) return undefined;
    const until = (record.information as { client_secret_expires_at?: number }).client_secret_expires_at;
    return until !== undefined && until > 0 && until * 1000 <= this.#now() ? undefined : record;
  }

  async saveClient(record: ClientRecord): Promise<void> {
    await this.#set(this.#clientKey(record.issuer), record);
  }

  async dropClient(issuer: string): Promise<void> {
    await this.#store.delete(this.#clientKey(issuer));
  }

  /** Returns the private key that this client's tokens are bound to (RFC 9449), as a JWK. */
  async dpopKey(): Promise<unknown> {
    return this.#get(this.#key("dpop"));
  }

  async saveDpopKey(jwk: unknown): Promise<void> {
    await this.#set(this.#key("dpop"), jwk);
  }

  /** Forgets all records of this server. */
  async clear(): Promise<void> {
    const binding = await this.binding();
    if (binding !== undefined) {
      await this.dropTokens(binding);
      await this.dropClient(binding.issuer);
    }
    await this.#store.delete(this.#key("dpop"));
    await this.#store.delete(this.#bindingKey);
  }

  /** Runs `work` while no other process or request renews or obtains tokens for this server. */
  async exclusive<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const release = await this.#lock(signal);
    try {
      return await work();
    } finally {
      await release();
    }
  }

  async #get(key: string): Promise<unknown> {
    const record = await this.#store.get(key);
    this.#tell(storedSecrets(record));
    return record;
  }

  /** Reports the secrets first: errors of stores quote what they were given. */
  async #set(key: string, record: unknown, ttlMs?: number): Promise<void> {
    this.#tell(storedSecrets(record));
    await this.#store.set(key, record, ttlMs);
  }

  #lock(signal: AbortSignal | undefined): Promise<ReleaseLock> {
    const store = this.#store;
    return store.lock === undefined
      ? acquireLease(store, this.#bindingKey, this.#clock, this.#now, signal)
      : store.lock(this.#bindingKey, signal);
  }

  #clientKey(issuer: string): string {
    // Not shared between servers: if one registered again with other scopes, another's refresh tokens would be orphaned.
    return this.#key("client", issuer);
  }

  #tokenKey(of: TokenKey): string {
    return this.#key("tokens", of.issuer, of.resource ?? "", of.clientId);
  }

  #key(kind: string, ...parts: readonly string[]): string {
    const { serverUrl, client, holder } = this.#owner;
    const text = JSON.stringify([serverUrl, client, holder, ...parts]);
    return `${kind}-${hex(sha256(text)).slice(0, 40)}`;
  }
}
