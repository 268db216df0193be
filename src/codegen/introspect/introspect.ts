import { batch } from "fmcp-runtime/batch";
import type { ServerEntry } from "../../shared/config/index.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { countsOf, type ListName, type ServerModel } from "../model/index.js";
import { introspectServer } from "./introspect-server.js";
import type { IntrospectOptions } from "./introspect-options.js";
import { withoutSecrets } from "./secrets.js";
import { settledModel } from "./settled-model.js";

/** What every server offers, and which servers could not be queried. */
export interface IntrospectResult {
  /** In the order of the entries. */
  readonly models: readonly ServerModel[];
  readonly failures: readonly ServerFailure[];
  /** Lists of a server in `models` that could not be read, by its key. */
  readonly failedLists: ReadonlyMap<string, readonly ListName[]>;
  /** How long each server took, by its key, in milliseconds. */
  readonly durations: ReadonlyMap<string, number>;
}

/** Why a server could not be queried. */
export interface ServerFailure {
  readonly server: string;
  readonly code: string;
  readonly message: string;
  readonly durationMs: number;
  /**
   * The error as it was thrown. It may quote secrets given to the server and is therefore not enumerable, so that it is not
   * logged by accident. `message` contains no secrets.
   */
  readonly cause: unknown;
}

const CONCURRENCY = 8;

/**
 * Asks every server what it offers, several at once. A server that fails is in `failures` and does not affect the others. Only
 * lists are requested; no tool is called. No process is left running when the promise settles.
 *
 * @throws the reason of `options.signal`, after every connection is closed
 */
export async function introspect(
  entries: readonly ServerEntry[],
  options: IntrospectOptions = {},
): Promise<IntrospectResult> {
  const models: ServerModel[] = [];
  const failures: ServerFailure[] = [];
  const failedLists = new Map<string, readonly ListName[]>();
  const durations = new Map<string, number>();
  const ask = async (entry: ServerEntry): Promise<ServerModel | ServerFailure> => {
    const server = entry.key;
    options.onEvent?.({ type: "server-start", server });
    const started = performance.now();
    try {
      options.signal?.throwIfAborted();
      const { model: said, failedLists: failed } = await introspectServer(entry, options);
      const model = await settledModel(entry, said, options);
      const durationMs = performance.now() - started;
      durations.set(server, durationMs);
      if (failed.length > 0) failedLists.set(server, failed);
      options.onEvent?.({ type: "server-ready", server, durationMs, ...countsOf(model) });
      return model;
    } catch (cause) {
      const { code, message } = describe(cause);
      const failure = withCause(
        {
          code,
          message: withoutSecrets(message, entry, options.env ?? process.env),
          server,
          durationMs: performance.now() - started,
        },
        cause,
      );
      durations.set(server, failure.durationMs);
      options.onEvent?.({
        type: "server-failed",
        server,
        durationMs: failure.durationMs,
        error: { code: failure.code, message: failure.message },
      });
      return failure;
    }
  };
  for (const result of await batch(entries, ask, { concurrency: options.concurrency ?? CONCURRENCY })) {
    // `ask` turns every error into a failure
    if (result.status !== "fulfilled") continue;
    if ("cause" in result.value) failures.push(result.value);
    else models.push(result.value);
  }
  options.signal?.throwIfAborted();
  return { models, failures, failedLists, durations };
}

/** Adds the error so that it can be read but is not logged by accident. */
export function withCause(failure: Omit<ServerFailure, "cause">, cause: unknown): ServerFailure {
  return Object.defineProperty({ ...failure, cause }, "cause", { enumerable: false });
}

function describe(cause: unknown): { readonly code: string; readonly message: string } {
  if (cause instanceof FmcpError) return { code: cause.code, message: cause.message };
  return { code: "SERVER_FAILED", message: show(reason(cause), 500) };
}
