import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packagesOf } from "../../../shared/config/dialects/registry.js";
import type { JsonObject } from "../../../shared/json/json.js";
import { reason } from "../../../shared/text/reason.js";
import { show } from "../../../shared/text/show.js";
import { ConfigUnreadableError } from "../usage-error.js";

/** How long a download may take, in milliseconds. */
const TIMEOUT_MS = 300_000;
/** The largest file that is accepted, in bytes. */
const MAX_BYTES = 256 * 1024 * 1024;

/** An MCP bundle that a registry names. */
export interface Bundle {
  readonly kind: "mcpb";
  /** Its location: its identifier in the registry. */
  readonly name: string;
  /** SHA-256 of the file in hexadecimal digits; `undefined` if the registry has none. */
  readonly sha256: string | undefined;
}

/** Returns the bundles of a server that a registry describes. */
export function bundlesOf(server: JsonObject): readonly Bundle[] {
  return packagesOf(server).flatMap(({ kind, name, item }): Bundle[] => {
    const { fileSha256: hash = item["file_sha256"] } = item;
    return kind === "mcpb" ? [{ kind, name, sha256: typeof hash === "string" ? hash : undefined }] : [];
  });
}

/**
 * Downloads a bundle into a folder, under a name that contains its digest, and returns its path. Nothing is written unless the
 * file has the digest in the registry. An existing file with the right digest is reused.
 *
 * @throws {ConfigUnreadableError} no digest, an address that is not https, a different digest, too large, no answer
 */
export async function downloadBundle(
  { name, sha256 }: Bundle,
  stem: string,
  folder: string,
): Promise<string> {
  const wanted = sha256?.toLowerCase() ?? "";
  if (!/^[0-9a-f]{64}$/.test(wanted))
    throw refused(`The registry gives no SHA-256 of the bundle ${show(name, 1_000)}`, name);
  if (!isSafe(name)) throw refused(`The bundle ${show(name, 1_000)} is not at an https address`, name);
  const path = join(folder, `${stem.replace(/[^\w.-]+/g, "-")}-${wanted.slice(0, 12)}.mcpb`);
  const kept = await readFile(path).catch(() => undefined);
  if (kept !== undefined && digestOf(kept) === wanted) return path;
  const bytes = await download(name);
  const found = digestOf(bytes);
  if (found !== wanted) {
    throw new ConfigUnreadableError(
      `The bundle at ${show(name, 1_000)} is not the one that the registry describes: its SHA-256 is ${found}, not ${wanted}.`,
      "Do not use it. Tell the registry or the author of the server.",
    );
  }
  await writeFile(path, bytes);
  return path;
}

function refused(why: string, name: string): ConfigUnreadableError {
  const hint = `Download ${show(name, 1_000)} yourself, check it, and add the file: fmcp-codegen add NAME FILE.mcpb`;
  return new ConfigUnreadableError(`${why}, so it was not fetched.`, hint);
}

/** Whether an address is secure. Plain http is allowed only to this machine, since the download becomes a program. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (
    protocol === "https:" || (protocol === "http:" && /^(?:127\.0\.0\.1|\[::1\]|localhost)$/.test(hostname))
  );
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function download(url: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength;
      if (length > MAX_BYTES) throw new RangeError(`it is longer than ${MAX_BYTES} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (cause) {
    throw new ConfigUnreadableError(
      `The bundle ${show(url, 1_000)} cannot be downloaded: ${show(reason(cause))}.`,
      "Check the network, or download it yourself and add the file: fmcp-codegen add NAME FILE.mcpb",
      cause,
    );
  }
}
