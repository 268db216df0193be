import type { LegacyRevision } from "../../shared/config/protocol.js";
import type { Era } from "./era.js";

/** What is known about the protocol of a server. */
export interface KnownEra {
  readonly era: Era;
  /** Revision to offer in the handshake, if the server refused the newest. */
  readonly revision?: LegacyRevision | undefined;
  /** It refused the older handshake, so it supports no other era. */
  readonly only?: boolean | undefined;
}

/** Most programs use few servers; the bound is for those that connect to ever new ones. */
const CAPACITY = 1_000;

/**
 * Remembers the era of servers, by the identity of their source. It saves the 2026-07-28 probe and only decides what to try
 * first: outdated knowledge costs one more attempt.
 */
export class EraMemory {
  readonly #known = new Map<string, KnownEra>();

  recall(identity: string | undefined): KnownEra | undefined {
    return identity === undefined ? undefined : this.#known.get(identity);
  }

  remember(identity: string | undefined, known: KnownEra): void {
    if (identity === undefined) return;
    if (this.#known.size >= CAPACITY) this.#known.clear();
    this.#known.set(identity, known);
  }

  forget(identity: string | undefined): void {
    if (identity !== undefined) this.#known.delete(identity);
  }
}

/** Shared by all connections of the process. */
export const eraMemory = new EraMemory();
