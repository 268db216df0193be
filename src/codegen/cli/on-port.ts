import { OptionInvalidError } from "../config/usage-error.js";

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program is using it",
  EACCES: "this user is not allowed to use it",
};

/**
 * Waits until a server listens on the port of `--http`.
 *
 * @throws {OptionInvalidError} for a port that is taken, or not allowed to this user
 */
export async function onPort<T>(port: number, started: Promise<T>): Promise<T> {
  try {
    return await started;
  } catch (error) {
    const reason = REASONS[String((error as NodeJS.ErrnoException).code)];
    if (reason === undefined) throw error;
    throw new OptionInvalidError(
      `--http ${port}: ${reason} (port ${port} of 127.0.0.1).`,
      "Stop that program, name another port, or use --http 0, which finds a free one.",
    );
  }
}
