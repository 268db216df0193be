/** A reason why something may have to be done. */
export type Sign =
  /** The config or the options file was edited. */
  | { readonly type: "config" }
  /** Known outputs were edited: this affects files, but no server has to be asked. */
  | { readonly type: "outputs" }
  /** A script of the server was edited, which only a new process runs. */
  | { readonly type: "script"; readonly server: string }
  /** The server reported that a list changed. */
  | { readonly type: "list"; readonly server: string }
  /** A server that failed or was lost should be tried again. */
  | { readonly type: "retry"; readonly server: string };

/** What has to be done, and since when, in milliseconds. */
export interface Pending {
  readonly config: boolean;
  readonly outputs: boolean;
  /** Servers to restart and then ask. */
  readonly restart: ReadonlySet<string>;
  /** Servers to ask over the existing connection. */
  readonly ask: ReadonlySet<string>;
  readonly first: number;
  readonly last: number;
}

/** Events come in bursts: an editor writes a file in steps, a server registers tools one by one. */
const QUIET_MS = 120;
/** The longest wait for a burst that does not end. */
const LONGEST_MS = 1_500;

/** Adds a sign. */
export function notice(pending: Pending | undefined, sign: Sign, now: number): Pending {
  const known = { ...(pending ?? nothing(now)), last: now };
  const { restart, ask } = known;
  switch (sign.type) {
    case "config":
      return { ...known, config: true };
    case "outputs":
      return { ...known, outputs: true };
    case "script":
      return { ...known, restart: plus(restart, sign.server), ask: minus(ask, sign.server) };
    case "list":
    case "retry":
      return { ...known, ask: restart.has(sign.server) ? ask : plus(ask, sign.server) };
  }
}

/** Returns when to act: once nothing more has arrived for a while. */
export function dueAt({ first, last }: Pending): number {
  return Math.min(last + QUIET_MS, first + LONGEST_MS);
}

/** Returns how long to wait before retrying a server after this many failures in a row. */
export function retryDelay(failures: number): number {
  return Math.min(30_000, 500 * 2 ** Math.min(failures - 1, 10));
}

function nothing(now: number): Pending {
  return { config: false, outputs: false, restart: new Set(), ask: new Set(), first: now, last: now };
}

function plus(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  return new Set([...set, item]);
}

function minus(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  return new Set([...set].filter((other) => other !== item));
}
