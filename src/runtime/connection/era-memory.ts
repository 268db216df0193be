import type { LegacyRevision } from "../../shared/config/protocol.js";
import type { Era } from "./era.js";

/** What is known of the protocol that a server speaks. */
export interface KnownEra {
  readonly era: Era;
  /** Revision to offer in the handshake, where the server refused the newest. */
  readonly revision?: LegacyRevision | undefined;
  /** It refused the older handshake: it speaks no other era. */
  readonly only?: boolean | undefined;
}

/** Most programs talk to few servers; the bound is for those that connect to servers without end. */
const CAPACITY = 1_000;

/**
 * Which era servers speak, by the identity of their source. It spares a server the question for 2026-07-28 and only says
 * what to try first: a verdict that is out of date costs one attempt more.
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
