import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "fmcp-runtime";
import { toServer } from "fmcp-runtime/server";
import { show } from "../../../shared/text/show.js";
import { reason } from "../../../shared/text/reason.js";
import { packageVersion } from "../../package/package-root.js";
import { LockMissingError } from "../../check/errors.js";
import { chooseOut } from "../../config/choose-out.js";
import { LOCK_NAME, readLock } from "../../lock/index.js";
import type { Given } from "../../options/values.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { onInterrupt } from "../interrupt.js";
import { openSettings } from "../shell/open-settings.js";
import type { Terminal } from "../terminal.js";
import { lockedOffer } from "./locked-offer.js";
import { refuseUnlocked } from "./refuse-unlocked.js";

/**
 * `serve [config]`: its servers as one, until the input ends or a signal comes.
 *
 * @throws {UsageError} where there is no config; {@link LockMissingError} with `--locked`
 */
export async function runServe(given: Given<"serve">, terminal: Terminal): Promise<ExitCode> {
  const { settings, output } = await openSettings(given, terminal);
  const { entries, servers } = settings;
  const keys = entries.map(({ key }) => key);
  const locked = given.locked === true ? await readOffer(given.out, keys, terminal.cwd) : undefined;
  const { path } = servers;
  const config = {
    servers: entries,
    faults: [],
    rejected: {},
    rest: {},
    ...(path !== undefined && { path }),
  };
  await using client = new Client(config, { stdio: { stderr: "ignore" } });
  await using server = toServer(client, {
    ...(keys.length > 1 && { serverInfo: { name: "fmcp-codegen", version: packageVersion() } }),
    ...(locked && { interceptors: [refuseUnlocked(locked)] }),
    onError: (error) => output.warn(show(reason(error), 1_000)),
  });
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  const { signal } = interrupt;
  try {
    if (given.http === undefined) {
      const input = terminal.stdin ?? process.stdin;
      const stop = (): void => void server.close();
      signal.addEventListener("abort", stop, { once: true });
      await server.serveStdio({
        input: input as NodeJS.ReadStream,
        output: terminal.stdout as NodeJS.WriteStream,
      });
      return EXIT.done;
    }
    const { url } = await server.listen({ port: given.http });
    output.say(`${keys.map((key) => show(key)).join(", ")}: ${url}`);
    if (!signal.aborted) await once(signal, "abort");
    return EXIT.done;
  } finally {
    interrupt.dispose();
  }
}

async function readOffer(out: string | undefined, keys: readonly string[], cwd: string) {
  const path = join(chooseOut(out, undefined, cwd), LOCK_NAME);
  const text = await readFile(path, "utf8").catch(() => {
    throw new LockMissingError(path);
  });
  const models = Object.values(readLock(text, path).servers).map(({ model }) => model);
  return lockedOffer(models, keys);
}
