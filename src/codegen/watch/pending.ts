/** A sign that something may have to be done. */
export type Sign =
  /** The file of servers, or that of options, was edited. */
  | { readonly type: "config" }
  /** What is known of outputs was edited: files follow from it, but no server has to be asked. */
  | { readonly type: "outputs" }
  /** A script of the server was edited: only a fresh process runs it. */
  | { readonly type: "script"; readonly server: string }
  /** The server says that a list changed. */
  | { readonly type: "list"; readonly server: string }
  /** It is time to try a server again that failed or was lost. */
  | { readonly type: "retry"; readonly server: string };

/** What has to be done, and since when, in milliseconds. */
export interface Pending {
  readonly config: boolean;
  readonly outputs: boolean;
  /** Servers that are started again, then asked. */
  readonly restart: ReadonlySet<string>;
  /** Servers that are asked over the connection that there is. */
  readonly ask: ReadonlySet<string>;
  readonly first: number;
  readonly last: number;
}

/** Signs come in bursts: an editor writes a file in steps, a server registers tools one by one. */
const QUIET_MS = 120;
/** A burst that does not end is not waited for longer than this. */
const LONGEST_MS = 1_500;

/** Takes another sign in. */
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

/** When it is to be done: once nothing more has come for a while. */
export function dueAt({ first, last }: Pending): number {
  return Math.min(last + QUIET_MS, first + LONGEST_MS);
}

/** How long to wait before a server is tried again that has failed so often in a row. */
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
