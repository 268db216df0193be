import { once } from "node:events";
import { resolve } from "node:path";
import { seededRandom } from "../../../shared/json-schema/sample/random.js";
import { show } from "../../../shared/text/show.js";
import { FilterMatchesNothingError, OptionInvalidError } from "../../config/usage-error.js";
import { recordedServers, serverFolder } from "fmcp-runtime/internal";
import type { TransportSource } from "fmcp-runtime/transport";
import type { ServerModel } from "../../model/index.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { onInterrupt } from "../interrupt.js";
import { onPort } from "../on-port.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { parseFaults } from "./faults.js";
import { faultySource, shareOf } from "./faulty-source.js";
import { lockedModels, namesOf } from "./locked-models.js";
import { mockSource } from "./mock-source.js";
import { serveHttp } from "./serve-http.js";
import { serveStdio } from "./serve-stdio.js";

/**
 * `mock`: answers for servers of the lock until its input ends or a signal arrives.
 *
 * @throws {LockMissingError} {@link UsageError} for servers that are not in the lock; on stdio, for more than one
 */
export async function runMock(given: Given<"mock">, terminal: Terminal): Promise<ExitCode> {
  const output = new Output(terminal);
  const replay = given.replay === undefined ? undefined : resolve(terminal.cwd, given.replay);
  const known = await lockedModels(given, terminal.cwd, output);
  const models = replay === undefined ? known : await recorded(known, replay, given, output);
  const sources = new Map(
    models.map((model) => [
      model.key,
      withFaults(mockSource(model, { replay, seed: given.seed }), model.key, given),
    ]),
  );
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  try {
    if (given.http === undefined) {
      const [[key, source] = [], other] = sources;
      if (key === undefined || source === undefined || other !== undefined)
        throw new FilterMatchesNothingError(
          "On stdio one server is served at a time.",
          `Name one of these with --server, or give --http: ${namesOf(models)}.`,
        );
      await serveStdio(source, terminal.stdin ?? process.stdin, terminal.stdout, interrupt.signal);
      return EXIT.done;
    }
    const listening = await onPort(given.http, serveHttp(sources, given.http));
    for (const { key } of models)
      output.say(`${show(key)}  http://127.0.0.1:${listening.port}/${encodeURIComponent(key)}/mcp`);
    if (!interrupt.signal.aborted) await once(interrupt.signal, "abort");
    await listening.close();
    return EXIT.done;
  } finally {
    interrupt.dispose();
  }
}

/** @throws {OptionInvalidError} for unknown faults */
function withFaults(
  source: TransportSource,
  key: string,
  { faults: text, latencyMs = 0, seed = 0 }: Given<"mock">,
): TransportSource {
  if (text === undefined && latencyMs === 0) return source;
  const faults = text === undefined ? {} : parseFaults(text);
  // each server has numbers of its own, so that calls of another one change nothing
  const random = seededRandom(Math.floor(shareOf(`${seed} ${key}`) * 2 ** 32));
  return faultySource(source, { faults, latencyMs, seed, random });
}

/**
 * Leaves out servers that are not recorded, with a warning.
 *
 * @throws {OptionInvalidError} for one that was named, and if no server is left
 */
async function recorded(
  models: readonly ServerModel[],
  folder: string,
  { servers, replay = "" }: Given<"mock">,
  output: Output,
): Promise<readonly ServerModel[]> {
  const there = await recordedServers(folder);
  const left = models.filter(({ key }) => there.includes(serverFolder(key)));
  const missing = models.filter((model) => !left.includes(model));
  if (missing.length === 0) return models;
  const fault = `--replay ${show(replay, 1_000)}: there is no recording of ${namesOf(missing)}.`;
  const has =
    there.length === 0
      ? "It holds no recordings."
      : `It has ${there.map((name) => show(name)).join(", ")}: rename its folder if that is the same server.`;
  if (servers !== undefined || left.length === 0)
    throw new OptionInvalidError(fault, `${has} Record a program: npx fmcp-codegen record -- node app.js.`);
  output.warn(`${fault} It is not served.`);
  return left;
}
