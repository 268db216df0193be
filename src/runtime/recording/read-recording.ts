import { binariesIn } from "./binaries.js";
import { bytesOf, linesOf, pathIn } from "./files.js";
import { fileOf, serverFolder } from "./places.js";
import { callOfLine, type RecordedCall } from "./recorded-call.js";
import { noRecording, recordedServers } from "./recorded-servers.js";
import { withRepeats } from "./repeats.js";

/** The recording of one server: its calls by file. */
export interface Recording {
  /** Where it is, for messages. */
  readonly label: string;
  /** Returns the calls in the file of `about`, in the order of recording. */
  callsLike(about: Pick<RecordedCall, "method" | "params">): Promise<readonly RecordedCall[]>;
}

/** Yields the calls of one file; `onUnreadable` receives the number of a line that is not a call. */
export async function* callsIn(
  path: string,
  onUnreadable: (line: number) => void = () => undefined,
): AsyncGenerator<RecordedCall> {
  let number = 0;
  for await (const line of linesOf(path)) {
    number++;
    const call = line === undefined ? undefined : callOfLine(line);
    if (call !== undefined) yield call;
    else if (line !== "") onUnreadable(number);
  }
}

/**
 * Opens the recording of `server` in a folder that `record` wrote.
 *
 * @param exactly whether the name must match; otherwise it need not if the folder has only one server
 * @throws {ConfigurationError} when there is none
 */
export async function recordingIn(
  folder: string,
  server: string | undefined,
  { exactly = false }: { readonly exactly?: boolean } = {},
): Promise<Recording> {
  const servers = await recordedServers(folder);
  const named = server === undefined ? undefined : serverFolder(server);
  const only = !exactly && servers.length === 1 ? servers[0] : undefined;
  const found = servers.find((each) => each === named) ?? only;
  if (found === undefined) throw await noRecording(folder, server, servers);
  const place = pathIn(folder, found);
  const load = (name: string): Promise<Uint8Array | undefined> => bytesOf(pathIn(place, "blobs", name));
  return {
    label: place,
    callsLike: async (about) => {
      const calls: RecordedCall[] = [];
      for await (const call of callsIn(pathIn(place, fileOf(about)))) calls.push(call);
      const loaded = new Map<RecordedCall, RecordedCall>();
      const made = sameSubject(withRepeats(calls), about);
      for (const call of made) if (!loaded.has(call)) loaded.set(call, await binariesIn(call as never, load));
      return made.map((call) => loaded.get(call) ?? call);
    },
  };
}

/** Makes a recording from calls or lines in memory. */
export function recordingOf(calls: readonly (RecordedCall | string)[]): Recording {
  const read = calls.map((call) => (typeof call === "string" ? callOfLine(call) : call));
  const known = read.filter((call) => call !== undefined);
  return {
    label: "the recording",
    callsLike: (about) =>
      Promise.resolve(
        sameSubject(withRepeats(known.filter((call) => fileOf(call) === fileOf(about))), about),
      ),
  };
}

/** Tools whose names differ only by case may share a file. */
function sameSubject(
  calls: readonly RecordedCall[],
  { method, params }: Pick<RecordedCall, "method" | "params">,
): readonly RecordedCall[] {
  return calls.filter((call) => call.method === method && call.params["name"] === params["name"]);
}
