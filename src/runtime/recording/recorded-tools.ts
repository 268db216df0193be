import { namesIn, pathIn } from "./files.js";
import { serverFolder } from "./places.js";
import { callsIn } from "./read-recording.js";
import { type RecordedCall, subjectOf } from "./recorded-call.js";

/** One file of a recording that holds calls of a tool. Several tools share one where their names differ by case only. */
export interface ToolFile {
  /** Path below the folder of recordings, with `/`. */
  readonly path: string;
  /** The recorded calls, one by one, each with its line; lines that hold none are passed over. */
  calls(): AsyncGenerator<RecordedCall>;
}

/** What a folder of recordings holds of the tools of one server. */
export interface ToolRecording {
  /** What the server said of itself when it was last recorded: `serverInfo`, `era` and others of a `SessionInfo`. */
  handshake(): Promise<RecordedCall["result"]>;
  files(): Promise<readonly ToolFile[]>;
}

/** The recorded calls of the tools of a server; nothing is read before it is asked for. Calls are given without their binary content. */
export function toolRecording(
  folder: string,
  server: string,
  onUnreadable: (path: string, line: number) => void = () => undefined,
): ToolRecording {
  const own = serverFolder(server);
  return {
    async handshake() {
      let last: RecordedCall["result"];
      for await (const { method, result } of callsIn(pathIn(folder, own, "server.jsonl")))
        if (method === "initialize") last = result;
      return last;
    },
    async files() {
      const names = await namesIn(pathIn(folder, own, "tools"), "file");
      return names
        .filter((name) => name.endsWith(".jsonl"))
        .map((name) => {
          const path = `${own}/tools/${name}`;
          return {
            path,
            calls: () => callsOfTools(pathIn(folder, own, "tools", name), (line) => onUnreadable(path, line)),
          };
        });
    },
  };
}

/** Names of the servers that a folder may hold recordings of. */
export function recordedServers(folder: string): Promise<readonly string[]> {
  return namesIn(folder, "folder");
}

async function* callsOfTools(
  path: string,
  onUnreadable: (line: number) => void,
): AsyncGenerator<RecordedCall> {
  for await (const call of callsIn(path, onUnreadable))
    if (call.method === "tools/call" && subjectOf(call) !== undefined) yield call;
}
