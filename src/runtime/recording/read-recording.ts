import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { binariesIn } from "./binaries.js";
import { type CallEntry, type CallList, entryOf, isCall, NO_CALLS } from "./call-list.js";
import { bytesOf, linesOf, pathIn, type Span, textAt } from "./files.js";
import { host } from "../platform/host.js";
import { fileOf, serverFolder, serverOf } from "./places.js";
import { RecentCalls } from "./recent-calls.js";
import { callOfLine, canonicalCall, type RecordedCall } from "./recorded-call.js";
import { noRecording, recordedServers } from "./recorded-servers.js";
import { digestOf, InOrder } from "./repeats.js";

type Asked = Pick<RecordedCall, "method" | "params">;

/** The recording of one server: its calls by file. */
export interface Recording {
  /** Where it is, for messages. */
  readonly label: string;
  /** Name of the server that was recorded, if it is known. */
  readonly server?: string;
  /** Returns the calls in the file of `about`, in the order of recording. */
  callsLike(about: Asked): Promise<CallList>;
}

/** Yields the calls of one file; `onUnreadable` receives the number of a line that is not a call. */
export async function* callsIn(
  path: string,
  onUnreadable: (line: number) => void = () => undefined,
): AsyncGenerator<RecordedCall> {
  let number = 0;
  for await (const { text } of linesOf(path)) {
    number++;
    const call = text === undefined ? undefined : callOfLine(text);
    if (call !== undefined) yield call;
    else if (text !== "") onUnreadable(number);
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
  const recent = new RecentCalls();
  const recorded = found === named ? server : serverOf(found);
  const warned = new Set<string>();
  const onUnreadable = (path: string, line: number): void => {
    const where = `${path}:${line}`;
    if (warned.has(where)) return;
    warned.add(where);
    host.warn(`${show(where, 1_000)} contains no call and was skipped.`, "RecordingWarning");
  };
  return {
    label: place,
    ...(recorded !== undefined && { server: recorded }),
    callsLike: (about) => callsOf(place, about, recent, onUnreadable),
  };
}

/** Reads a file once, and remembers where its calls stand: however large it is, few of them are in memory. */
async function callsOf(
  place: string,
  about: Asked,
  recent: RecentCalls,
  onUnreadable: (path: string, line: number) => void,
): Promise<CallList> {
  const file = fileOf(about);
  const path = pathIn(place, file);
  const order = new InOrder<CallEntry | undefined>();
  let number = 0;
  for await (const { text, from, bytes } of linesOf(path)) {
    number++;
    const call = text === undefined ? undefined : callOfLine(text);
    if (call === undefined) {
      if (text !== "") onUnreadable(path, number);
      continue;
    }
    const { repeated, ...own } = call;
    const like = isLike(own, about);
    if (like) recent.set(`${file} ${from}`, own, bytes);
    const entry = like ? entryOf(own, { from, bytes }) : undefined;
    order.add(entry, digestOf(canonicalCall(own)), repeated);
  }
  const blob = (name: string): Promise<Uint8Array | undefined> => bytesOf(pathIn(place, "blobs", name));
  const read = async (span: Span): Promise<RecordedCall> => {
    const key = `${file} ${span.from}`;
    const known = recent.get(key);
    if (known !== undefined) return known;
    const call = callOfLine(await textAt(path, span));
    if (call === undefined)
      throw new ConfigurationError(`${show(path, 1_000)} changed during replay: connect again.`);
    recent.set(key, call, span.bytes);
    return call;
  };
  return {
    entries: order.items.filter((entry) => entry !== undefined),
    load: async ({ stored }) => {
      if (isCall(stored)) return stored;
      return binariesIn((await read(stored)) as never, blob);
    },
  };
}

/** Makes a recording from calls or lines in memory. */
export function recordingOf(calls: readonly (RecordedCall | string)[]): Recording {
  const read = calls.map((call) => (typeof call === "string" ? callOfLine(call) : call));
  const known = read.filter((call) => call !== undefined);
  return {
    label: "the recording",
    callsLike: (about) => {
      const order = new InOrder<CallEntry>();
      const file = fileOf(about);
      for (const { repeated, ...call } of known)
        if (fileOf(call) === file) order.add(entryOf(call), digestOf(canonicalCall(call)), repeated);
      const entries = order.items.filter(({ stored }) => isCall(stored) && isLike(stored, about));
      return Promise.resolve({ ...NO_CALLS, entries });
    },
  };
}

/** Tools whose names differ only by case may share a file. */
function isLike(call: Asked, { method, params }: Asked): boolean {
  return call.method === method && call.params["name"] === params["name"];
}
