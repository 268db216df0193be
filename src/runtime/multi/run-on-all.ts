import { UnsupportedError } from "../errors/unsupported-error.js";
import type { Member } from "./member.js";
import type { ServerSet } from "./server-set.js";

/**
 * Runs an operation on every server; `what` names it in events.
 * @throws {UnsupportedError} when none of them supports it
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
