import { recordedServers, toolRecording } from "fmcp-runtime/internal";
import { isJsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import { UsageError } from "../../config/usage-error.js";
import type { ToolCalls } from "../../learn/learn-tools.js";
import type { ServerModel } from "../../model/index.js";
import type { Output } from "../output.js";

/** The folder contains no recordings. */
export class RecordingsMissingError extends UsageError {
  constructor(folder: string) {
    super(
      "RECORDINGS_MISSING",
      `${show(folder, 1_000)}: no recordings were found.`,
      "Name their folder with --recordings, or record: fmcp-codegen record -- node app.js.",
    );
  }
}

/** The recordings of one server, file by file. */
export interface RecordedServer {
  readonly model: ServerModel;
  readonly files: readonly {
    /** Path below the folder of recordings. */
    readonly path: string;
    readonly calls: ToolCalls;
  }[];
}

/**
 * Reads the recordings of the servers of a lock. Recordings of a server that now reports a different name are left out with a
 * warning.
 *
 * @throws {RecordingsMissingError}
 */
export async function recordingsOf(
  folder: string,
  models: readonly ServerModel[],
  output: Output,
): Promise<readonly RecordedServer[]> {
  const there = await recordedServers(folder);
  if (there.length === 0) throw new RecordingsMissingError(folder);
  const found = await Promise.all(models.map((model) => recordedServer(folder, model, output)));
  return found.filter((each) => each !== undefined && each.files.length > 0) as readonly RecordedServer[];
}

async function recordedServer(
  folder: string,
  model: ServerModel,
  output: Output,
): Promise<RecordedServer | undefined> {
  const { key, serverInfo } = model;
  const recording = toolRecording(folder, key, (path, line) =>
    output.warn(`${show(path, 300)}:${line} contains no call and was skipped.`),
  );
  const said = (await recording.handshake())?.["serverInfo"];
  const recorded = isJsonObject(said) ? said : {};
  const name = recorded["name"];
  if (serverInfo !== undefined && typeof name === "string" && name !== serverInfo.name) {
    output.warn(
      `${show(key)}: recorded from "${show(name)}", but the lock has "${show(serverInfo.name)}": nothing is learned from it.`,
    );
    return undefined;
  }
  const version = recorded["version"];
  if (serverInfo !== undefined && typeof version === "string" && version !== serverInfo.version)
    output.say(
      `note: ${show(key)}: recorded from version ${show(version) || "(none)"}; the lock has ${show(serverInfo.version) || "(none)"}`,
    );
  return { model, files: await recording.files() };
}
