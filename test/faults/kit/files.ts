import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Path of a built server; they stand beside the built runner. */
export function serverPath(name: "chaos-http" | "chaos-stdio"): string {
  return fileURLToPath(new URL(`servers/${name}.mjs`, import.meta.url));
}

/** A folder for ledgers that is gone afterwards. */
export async function withFolder<T>(work: (path: (name: string) => string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "fmcp-faults-"));
  try {
    return await work((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
