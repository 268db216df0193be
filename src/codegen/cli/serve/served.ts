import { Client } from "fmcp-runtime";
import type { ServerHandler, ServerInterceptor } from "fmcp-runtime/server";
import { findLock } from "../../check/index.js";
import type { Settings } from "../../config/settings.js";
import type { Given } from "../../options/option-values.js";
import { openSettings } from "../shell/open-settings.js";
import type { Terminal } from "../terminal.js";
import { type LockedOffer, lockedOffer } from "./locked-offer.js";
import { refuseUnlocked } from "./refuse-unlocked.js";

/** What is served now: the servers of the config, and what the lock allows of them. */
export interface Served {
  readonly keys: readonly string[];
  readonly client: Client;
  /** Files that decide what is served. */
  readonly files: readonly string[];
  /** Absent without `--locked`. */
  readonly offer: LockedOffer | undefined;
}

/** Reads the current config and lock. @throws {UsageError} if there is no config; {@link LockMissingError} with `--locked` */
export async function readServed(given: Given<"serve">, terminal: Terminal): Promise<Served> {
  const { settings } = await openSettings(given, terminal);
  const keys = settings.entries.map(({ key }) => key);
  const located = given.locked === true ? await findLock(given, terminal.cwd) : undefined;
  const offer =
    located &&
    lockedOffer(
      Object.values(located.lock.servers).map(({ model }) => model),
      keys,
    );
  const files = [settings.servers.path, located?.path].filter((path) => path !== undefined);
  return { keys, client: clientOf(settings), files, offer };
}

/** Allows what the lock contains at the time of a request. `warn` is called once for each tool that changed since the lock. */
export function heldToLock(served: () => Served, warn: (message: string) => void): ServerInterceptor {
  const told = new Set<string>();
  const tell = (message: string): void => {
    if (!told.has(message)) warn(message);
    told.add(message);
  };
  return (next): ServerHandler =>
    (request) => {
      const { offer } = served();
      return offer === undefined ? next(request) : refuseUnlocked(offer, tell)(next)(request);
    };
}

function clientOf({ entries, servers: { path } }: Settings): Client {
  const config = {
    servers: entries,
    faults: [],
    rejected: {},
    rest: {},
    ...(path !== undefined && { path }),
  };
  return new Client(config, { stdio: { stderr: "ignore" } });
}
