import { namesIn, pathIn } from "./files.js";
import { serverFolder } from "./places.js";
import { callsIn } from "./read-recording.js";
import { type RecordedCall, subjectOf } from "./recorded-call.js";

/** A file with recorded calls of a tool. Tools whose names differ only by case share one. */
export interface ToolFile {
  /** Path below the folder of recordings, with `/`. */
  readonly path: string;
  /** Yields the recorded calls with their lines; skips lines that are not calls. */
  calls(): AsyncGenerator<RecordedCall>;
}

/** The recorded tools of one server. */
export interface ToolRecording {
  /** What the server said about itself in the latest recording: `serverInfo`, `era` and other fields of a `SessionInfo`. */
  handshake(): Promise<RecordedCall["result"]>;
  files(): Promise<readonly ToolFile[]>;
}

/** Opens the recorded calls of a server's tools; reads nothing until it is needed. Calls come without their binary content. */
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

async function* callsOfTools(
  path: string,
  onUnreadable: (line: number) => void,
): AsyncGenerator<RecordedCall> {
  for await (const call of callsIn(path, onUnreadable))
    if (call.method === "tools/call" && subjectOf(call) !== undefined) yield call;
}
