import { crypto } from "../crypto.js";
import type { TlsOptions } from "./http/dispatcher-options.js";

/** Digest of the certificate and key that a TLS client shows; `undefined`: it shows none. */
export function certificateOf(tls: TlsOptions | undefined): string | undefined {
  const { cert, key, pfx } = (tls ?? {}) as { cert?: unknown; key?: unknown; pfx?: unknown };
  const shown = [cert, key, pfx]
    .flat()
    .filter((part) => typeof part === "string" || part instanceof Uint8Array);
  if (shown.length === 0) return undefined;
  const hash = crypto().createHash("sha256");
  for (const part of shown) hash.update(part).update("\n");
  return hash.digest("hex");
}
