import type { BaseClientOptions, Client, HandlerOptions } from "fmcp-runtime";
import type { ServerEntry } from "../../../shared/config/index.js";
import { FmcpError } from "../../../shared/errors/fmcp-error.js";
import { show } from "../../../shared/text/show.js";
import { showLines } from "../../../shared/text/show-lines.js";
import type { Settings } from "../../config/settings.js";
import { UsageError } from "../../config/usage-error.js";
import { openClient, withoutSecrets } from "../../introspect/index.js";
import { WriteFailedError } from "../../write/write-errors.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { onInterrupt } from "../interrupt.js";
import type { Output } from "../output.js";

/** A connected server. */
export interface Connected {
  readonly client: Client;
  /** For every request: the signal of an interrupt, and the limit of `--timeout`. */
  readonly request: { readonly signal: AbortSignal; readonly timeoutMs: number };
}

/** What a command provides besides its server. */
export interface Use {
  readonly settings: Settings;
  readonly output: Output;
  readonly json: boolean;
  readonly handlers?: HandlerOptions;
  readonly interceptors?: BaseClientOptions["interceptors"];
}

const ANSWER_MS = 60_000;

/**
 * Connects to one server, runs `use`, and always disconnects. A failing server gives an error message and exit code 4; user
 * errors are thrown.
 *
 * @throws {UsageError}
 */
export async function withServer(
  entry: ServerEntry,
  { settings, output, json, handlers = {}, interceptors = [] }: Use,
  use: (connected: Connected) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { timeoutMs, servers } = settings;
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  const { signal } = interrupt;
  const { client } = openClient(entry, handlers, {
    ...(timeoutMs !== undefined && { timeoutMs }),
    configPath: servers.path,
    interceptors,
    onEvent: (event) => {
      if (event.type === "server-installing") output.say(event.message);
    },
  });
  try {
    await client.connect({ signal });
    return await use({ client, request: { signal, timeoutMs: timeoutMs ?? ANSWER_MS } });
  } catch (error) {
    if (signal.aborted) return EXIT.interrupted;
    if (!isOfServer(error)) throw error;
    const message = withoutSecrets(error.message, entry, process.env);
    output.error(`${show(entry.key)}: ${showLines(message, 4_000)}`);
    if (json) output.json({ server: entry.key, error: { code: error.code, message } });
    return EXIT.allServersFailed;
  } finally {
    await client.close();
    interrupt.dispose();
  }
}

/** Whether the server caused the error, and not the user, the disk or a defect. */
function isOfServer(error: unknown): error is FmcpError {
  return error instanceof FmcpError && !(error instanceof UsageError || error instanceof WriteFailedError);
}
