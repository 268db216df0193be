/** Most servers are few; the bound is for programs that connect to servers without end. */
const CAPACITY = 1_000;

/**
 * Servers that are known to speak no 2026-07-28, by the identity of their source: the next connection need not ask. A
 * verdict that is out of date does no harm, since an upgraded server still answers the old handshake.
 */
export class EraCache {
  readonly #legacy = new Set<string>();

  isLegacy(identity: string | undefined): boolean {
    return identity !== undefined && this.#legacy.has(identity);
  }

  rememberLegacy(identity: string | undefined): void {
    if (identity === undefined) return;
    if (this.#legacy.size >= CAPACITY) this.#legacy.clear();
    this.#legacy.add(identity);
  }
}

/** Shared by all connections of the process. */
export const eraCache = new EraCache();
