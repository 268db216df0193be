import { readable, reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "./configuration-error.js";

/** For which request a function of the program is asked. */
export interface Asking {
  /** The option that holds the function, such as `headers`. */
  readonly option: string;
  /** Name or label of the server. */
  readonly server: string;
  /** Whoever gave up the request gets the signal's reason, not this error. */
  readonly signal?: AbortSignal | null | undefined;
}

/**
 * Calls a function of the program that a request needs an answer of.
 *
 * @throws ConfigurationError it threw or rejected: names server and option, and has what was thrown as `cause`
 */
export async function askProgram<T>(
  { option, server, signal }: Asking,
  ask: () => T | PromiseLike<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (thrown) {
    if (signal?.aborted === true) throw thrown;
    throw programFailure(option, server, thrown);
  }
}

/** The same for a function that answers at once. @throws ConfigurationError */
export function askProgramNow<T>({ option, server }: Asking, ask: () => T): T {
  try {
    return ask();
  } catch (thrown) {
    throw programFailure(option, server, thrown);
  }
}

/** Makes the error for a function of the program that failed. */
export function programFailure(option: string, server: string, thrown: unknown): ConfigurationError {
  const cause = readable(thrown);
  const said = reason(cause).trim();
  const words = said === "" ? "it gave no reason" : show(said, 500);
  return new ConfigurationError(
    `The function \`${option}\` for "${show(server)}" failed: ${words.replace(/\.$/, "")}. The request was not sent. Correct the function, or handle the error in it.`,
    { server, cause: cause ?? new Error(String(cause)) },
  );
}
