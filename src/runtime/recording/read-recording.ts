import { ConfigurationError } from "../errors/configuration-error.js";
import { show } from "../../shared/text/show.js";
import { binariesIn } from "./binaries.js";
import { bytesOf, linesOf, namesIn, pathIn } from "./files.js";
import { fileOf, serverFolder } from "./places.js";
import { callOfLine, type RecordedCall } from "./recorded-call.js";
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
 * Opens the recording of `server` in a folder that `record` wrote; if the folder has only one server, the name need not match.
 *
 * @throws {ConfigurationError} when there is none
 */
export async function recordingIn(folder: string, server: string | undefined): Promise<Recording> {
  const servers = await namesIn(folder, "folder");
  const named = server === undefined ? undefined : serverFolder(server);
  const found = servers.find((each) => each === named) ?? (servers.length === 1 ? servers[0] : undefined);
  if (found === undefined) {
    const there =
      servers.length === 0
        ? "It is empty"
        : `It has those of ${servers.map((each) => show(each)).join(", ")}`;
    const wanted = server === undefined ? "one server" : `server "${show(server)}"`;
    throw new ConfigurationError(
      `${show(folder)} has no recording of ${wanted}. ${there}. Name one with \`server\`, or record it: \`record({ to: "${show(folder)}" })\`.`,
    );
  }
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
