import { UnsupportedError } from "../errors/unsupported-error.js";
import type { Member } from "./member.js";
import type { ServerSet } from "./server-set.js";

/**
 * Runs something on every server; `what` says in events what it was.
 * @throws {UnsupportedError} when none of them can do it
 */
export async function runOnAll(
  servers: ServerSet,
  what: string,
  signal: AbortSignal | undefined,
  run: (member: Member) => Promise<unknown>,
): Promise<void> {
  let unsupported: UnsupportedError | undefined;
  const excuse = (error: unknown): string | undefined => {
    if (!(error instanceof UnsupportedError)) return undefined;
    unsupported = error;
    return "unsupported";
  };
  const results = await servers.each({ what, signal, excuse }, async (member) => {
    await run(member);
    return "done";
  });
  if (unsupported !== undefined && [...results.values()].every((result) => result === "unsupported"))
    throw unsupported;
}
