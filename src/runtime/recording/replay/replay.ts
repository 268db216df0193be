import type { Transport } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { Client } from "../../client/client.js";
import { ConfigurationError } from "../../errors/configuration-error.js";
import { AnsweringTransport } from "../../transport/memory/answering-transport.js";
import type { OpenContext, TransportSource } from "../../transport/transport-source.js";
import type { ClientTarget } from "../../transport/client-target.js";
import type { RecordOptions } from "../record-options.js";
import { recordingLayer } from "../record.js";
import type { RecordedCall } from "../recorded-call.js";
import { type Recording, recordingIn, recordingOf } from "../read-recording.js";
import { ReplayDesk } from "./desk.js";
import { checkReplay } from "./check-replay.js";
import type { Match, Question } from "./recorded-answers.js";
import { remedyFor } from "./remedy.js";
import type { ReplayLists } from "./replay-lists.js";

/** How a recording is replayed. */
export interface ReplayOptions extends Omit<RecordOptions, "to"> {
  /** Name of the server in the recording. Default: the name of the client, or the only server that is recorded. */
  readonly server?: string;
  /** Which recorded call answers a request. Default `"arguments"`. */
  readonly match?: Match;
  /** What is listed where the recording has no list, as when only calls were recorded. Default: nothing. */
  readonly lists?: ReplayLists;
  /**
   * When to ask the server itself and record its answer: `"none"`: never (default); `"new"`: for requests that are not
   * recorded; `"all"`: always. Connects to it when it is first needed.
   */
  readonly record?: "none" | "new" | "all";
  /** The server, for `record: "new"` and `"all"`. */
  readonly target?: ClientTarget;
}

/**
 * Makes a target that answers from a recording: `new Client(replay("recordings"))`, `createWeather({ target:
 * replay("recordings") })`. Returns the recorded results, errors and progress immediately. A request that is not recorded fails
 * with `McpError`, which names the nearest recorded call.
 *
 * @param recording a folder that `record` wrote, or, on platforms without files, its calls or its lines
 * @throws {ConfigurationError} for `record` without `target`, or without a folder; for an unknown `match` or `record`; for a
 * text in place of a folder; on the first call, when there is no recording
 */
export function replay(
  recording: string | readonly (RecordedCall | string)[],
  options: ReplayOptions = {},
): TransportSource {
  const { record: mode = "none", target } = options;
  checkReplay(recording, options);
  if (mode !== "none" && (target === undefined || typeof recording !== "string"))
    throw new ConfigurationError(
      `record: "${show(mode)}" asks the server and writes its answers: give \`target\`, and a folder as the recording.`,
    );
  return new ReplaySource(recording, options);
}

class ReplaySource implements TransportSource {
  readonly kind = "custom";
  readonly label: string;
  /** Credentials are for the server; a recording needs none. */
  readonly supportsAuth = true;
  readonly reopens = false;
  readonly #recording: string | readonly (RecordedCall | string)[];
  readonly #options: ReplayOptions;
  #desk: Promise<ReplayDesk> | undefined;
  #live: Promise<Client> | undefined;

  constructor(recording: string | readonly (RecordedCall | string)[], options: ReplayOptions) {
    this.#recording = recording;
    this.#options = options;
    this.label = options.server ?? "recording";
  }

  async open({ server }: OpenContext): Promise<Transport> {
    const name = this.#options.server ?? (server === this.label ? undefined : server);
    // a recording that is not there may be there at the next attempt
    this.#desk ??= this.#makeDesk(name).catch((error: unknown) => {
      this.#desk = undefined;
      throw error;
    });
    const desk = await this.#desk;
    return new AnsweringTransport(desk, name ?? this.label);
  }

  async dispose(): Promise<void> {
    const live = this.#live;
    this.#live = undefined;
    await (await live?.catch(() => undefined))?.close();
  }

  async #makeDesk(name: string | undefined): Promise<ReplayDesk> {
    const { record: mode = "none", match = "arguments", lists = {} } = this.#options;
    const recording = await this.#read(name).catch((error: unknown) => {
      if (mode === "none") throw error;
      return undefined;
    });
    const server = recording?.server ?? name;
    const desk: ReplayDesk = new ReplayDesk({
      server: server ?? this.label,
      recording,
      match,
      always: mode === "all",
      live: mode === "none" ? undefined : () => (this.#live ??= this.#connect(name, desk)),
      lists,
      remedyFor: (asked) => this.#remedyFor(asked, server),
    });
    return desk;
  }

  async #read(name: string | undefined): Promise<Recording> {
    const recording = this.#recording;
    if (typeof recording !== "string") return recordingOf(recording);
    return recordingIn(recording, name, { exactly: this.#options.server !== undefined });
  }

  #remedyFor(asked: Question, name: string | undefined): string {
    const { target } = this.#options;
    const folder = typeof this.#recording === "string" ? this.#recording : undefined;
    return remedyFor(asked, {
      folder,
      server: name,
      ...(typeof target === "string" && { config: target }),
    });
  }

  #connect(name: string | undefined, desk: ReplayDesk): Promise<Client> {
    const { target, server: _s, match: _m, record: _r, lists: _l, ...recording } = this.#options;
    const options = { ...recording, to: this.#recording as string };
    const recorder = recordingLayer(options, (call) => void desk.learn(call));
    return Client.connect(target as ClientTarget, {
      ...(name !== undefined && { name }),
      interceptors: [recorder],
    });
  }
}
