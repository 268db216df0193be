import { setTimeout } from "node:timers/promises";
import type { ServerEntry } from "../../shared/config/index.js";
import type { ServerModel } from "../model/index.js";
import { askTwice } from "../volatile/ask-twice.js";
import { introspectServer } from "./introspect-server.js";
import type { IntrospectOptions } from "./introspect-options.js";

/** Returns what a server said, without values that change each time; may ask it a second time to find them. */
export function settledModel(
  entry: ServerEntry,
  model: ServerModel,
  options: IntrospectOptions,
): Promise<ServerModel> {
  const { key } = entry;
  const { last = {}, volatile = {} } = options;
  return askTwice(model, {
    named: Object.hasOwn(volatile, key) ? (volatile[key] ?? []) : [],
    last: Object.hasOwn(last, key) ? last[key]?.model : undefined,
    now: Date.now(),
    again: () => askAgain(entry, options),
  });
}

/** Time before the second request, in milliseconds: servers may report times in whole seconds. */
const PAUSE_MS = 1_000;

/**
 * Asks again over a new connection: what a process generates when it starts stays the same as long as it runs.
 */
async function askAgain(
  entry: ServerEntry,
  { onEvent: _, ...options }: IntrospectOptions,
): Promise<ServerModel | undefined> {
  try {
    await setTimeout(PAUSE_MS, undefined, options.signal && { signal: options.signal });
    return (await introspectServer(entry, options)).model;
  } catch {
    return undefined;
  }
}
