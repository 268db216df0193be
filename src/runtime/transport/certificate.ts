import { hex } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";
import type { TlsOptions } from "./http/dispatcher-options.js";

/** Returns a digest of a TLS client's certificate and key; `undefined` if it has none. */
export function certificateOf(tls: TlsOptions | undefined): string | undefined {
  const { cert, key, pfx } = (tls ?? {}) as { cert?: unknown; key?: unknown; pfx?: unknown };
  const shown = [cert, key, pfx]
    .flat()
    .filter((part) => typeof part === "string" || part instanceof Uint8Array);
  if (shown.length === 0) return undefined;
  const texts = shown.map((part) =>
    typeof part === "string" ? part : new TextDecoder("latin1").decode(part),
  );
  return hex(sha256(texts.map((text) => `${text}\n`).join("")));
}
