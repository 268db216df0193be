import { batch } from "fmcp-runtime/batch";
import type { ServerEntry } from "../../shared/config/index.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { openClient } from "./open-client.js";
import type { IntrospectOptions } from "./introspect-options.js";
import { withoutSecrets } from "./secrets.js";

/** How one server answered. */
export interface Pong {
  readonly server: string;
  readonly ok: boolean;
  /** From the start of its process, or of the connection, to its answer. */
  readonly durationMs: number;
  readonly protocolVersion?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/** How long a connected server may take to answer. */
const ANSWER_MS = 30_000;
const CONCURRENCY = 8;

/** Connects to every server and pings it, several at once. Servers that fail are in the result. */
export async function pingServers(
  entries: readonly ServerEntry[],
  options: IntrospectOptions = {},
): Promise<readonly Pong[]> {
  const settled = await batch(entries, (entry) => ping(entry, options), {
    concurrency: options.concurrency ?? CONCURRENCY,
  });
  // `ping` turns every error into an answer
  return settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}

async function ping(entry: ServerEntry, options: IntrospectOptions): Promise<Pong> {
  const { timeoutMs = ANSWER_MS, signal } = options;
  const started = performance.now();
  const { client } = openClient(entry, {}, options);
  const facts = (): { readonly server: string; readonly durationMs: number } => ({
    server: entry.key,
    durationMs: performance.now() - started,
  });
  try {
    await client.connect(signal && { signal });
    await client.ping({ timeoutMs, ...(signal && { signal }) });
    const { protocolVersion } = client;
    return { ...facts(), ok: true, ...(protocolVersion !== undefined && { protocolVersion }) };
  } catch (error) {
    const { code } = error instanceof FmcpError ? error : { code: "SERVER_FAILED" };
    const text = error instanceof Error ? error.message : String(error);
    const message = withoutSecrets(text, entry, options.env ?? process.env);
    return { ...facts(), ok: false, error: { code, message } };
  } finally {
    await client.close();
  }
}
