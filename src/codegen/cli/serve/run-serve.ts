import { once } from "node:events";
import { toServer } from "fmcp-runtime/server";
import { show } from "../../../shared/text/show.js";
import { reason } from "../../../shared/text/reason.js";
import { packageVersion } from "../../package/package-root.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { onInterrupt } from "../interrupt.js";
import { onPort } from "../on-port.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { follow } from "./follow.js";
import { heldToLock, readServed } from "./served.js";

/**
 * `serve [config]`: serves its servers as one until the input ends or a signal arrives.
 *
 * @throws {UsageError} if there is no config; {@link LockMissingError} with `--locked`
 */
export async function runServe(given: Given<"serve">, terminal: Terminal): Promise<ExitCode> {
  const output = new Output(terminal, { quiet: given.quiet ?? false });
  const current = { served: await readServed(given, terminal) };
  const { keys } = current.served;
  await using server = toServer(current.served.client, {
    ...((keys.length > 1 || given.watch === true) && {
      serverInfo: { name: "fmcp-codegen", version: packageVersion() },
    }),
    ...(given.locked === true && {
      interceptors: [
        heldToLock(
          () => current.served,
          (message) => output.warn(message),
        ),
      ],
    }),
    replaceable: given.watch === true,
    onError: (error) => output.warn(show(reason(error), 1_000)),
  });
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  const { signal } = interrupt;
  const stop =
    given.watch === true
      ? follow(current, server, () => readServed(given, terminal), output)
      : (): void => {};
  try {
    if (given.http === undefined) {
      const input = terminal.stdin ?? process.stdin;
      signal.addEventListener("abort", () => void server.close(), { once: true });
      await server.serveStdio({
        input: input as NodeJS.ReadStream,
        output: terminal.stdout as NodeJS.WriteStream,
      });
      return EXIT.done;
    }
    const { url } = await onPort(given.http, server.listen({ port: given.http }));
    output.say(`${keys.map((key) => show(key)).join(", ")}: ${url}`);
    if (!signal.aborted) await once(signal, "abort");
    return EXIT.done;
  } finally {
    stop();
    interrupt.dispose();
    await current.served.client.close();
  }
}
