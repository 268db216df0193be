import { setTimeout } from "node:timers/promises";
import type { ServerEntry } from "../../shared/config/index.js";
import type { ServerModel } from "../model/index.js";
import { askTwice } from "../volatile/ask-twice.js";
import { introspectServer } from "./introspect-server.js";
import type { IntrospectOptions } from "./options.js";

/** What a server said, without what it says anew each time; to find that out, it may be asked once more. */
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

/** Until the second question: a moment may be told in whole seconds. */
const PAUSE_MS = 1_000;

/** Over a connection of its own: what a process makes up when it starts stays the same as long as it lives. */
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
