import { canonicalJson } from "../../../shared/json/canonical.js";
import type { Json, JsonObject } from "../../../shared/json/json.js";
import { normalJson } from "../../../shared/json/normal-json.js";
import { show } from "../../../shared/text/show.js";
import type { Client } from "../../client/client.js";
import { McpError } from "../../errors/mcp-error.js";
import type { Answerer, Peer } from "../../transport/memory/answering-transport.js";
import type { Recording } from "../read-recording.js";
import { NO_CALLS } from "../call-list.js";
import { type RecordedCall, subjectOf, withoutMeta } from "../recorded-call.js";
import { listsOf, pageOf } from "../../fakes/fake-lists.js";
import type { ReplayLists } from "./replay-lists.js";
import { type Match, type Question, RecordedAnswers } from "./recorded-answers.js";

/** JSON-RPC code for a request that is not recorded: invalid parameters, as for an unknown tool. */
const NOT_RECORDED = -32_602;

/** What a desk answers from. */
export interface DeskSettings {
  /** Name of the server, for messages. */
  readonly server: string;
  /** Absent: there is no recording yet. */
  readonly recording: Recording | undefined;
  readonly match: Match;
  /** Whether every request goes to the server, as if nothing were recorded. */
  readonly always: boolean;
  /** Connects to the server for requests that are not recorded; its answers are recorded. */
  readonly live: (() => Promise<Client>) | undefined;
  /** What is listed where the recording has no list. */
  readonly lists: ReplayLists;
  /** Returns how to record what is missing, in one or two sentences. */
  remedyFor(asked: Question): string;
}

/** Answers the requests of a client as they were recorded. */
export class ReplayDesk implements Answerer {
  readonly #settings: DeskSettings;
  readonly #answers = new Map<string, Promise<RecordedAnswers>>();

  constructor(settings: DeskSettings) {
    this.#settings = settings;
  }

  /**
   * Answers a request: from the recording, or by the server.
   *
   * @throws {McpError} the recorded error; or which call is recorded instead, and how to record this one
   */
  async answer(method: string, params: JsonObject, peer: Peer): Promise<JsonObject> {
    const asked: Question = { method, params: withoutMeta(params) };
    const { always, live } = this.#settings;
    const answers = await this.#answersLike(asked);
    const recorded = always ? undefined : await answers.answer(asked);
    if (recorded !== undefined) return replayed(recorded, peer);
    if (live !== undefined)
      return (await (
        await live()
      ).request(method, asked.params, { onProgress: peer.progress })) as JsonObject;
    const listed = answers.isEmpty ? this.#listed(asked) : undefined;
    if (listed === undefined) throw this.#unknown(asked, await answers.nearest(asked));
    return listed;
  }

  /** Returns what the server said about itself when it was recorded, else what it says now. */
  async handshake(): Promise<JsonObject> {
    const { always, live } = this.#settings;
    const { result } = (await (await this.#answersLike({ method: "initialize", params: {} })).last()) ?? {};
    if (live === undefined || (result !== undefined && !always)) return result ?? {};
    return normalJson(await (await live()).initialize()) as JsonObject;
  }

  /** Adds a call that was recorded since. */
  async learn(call: RecordedCall): Promise<void> {
    (await this.#answersLike(call)).add(call);
  }

  /** Returns a list that was given in place of a recorded one. */
  #listed({ method, params }: Question): JsonObject | undefined {
    const { lists } = this.#settings;
    const all = listsOf(lists.tools ?? [], {}, lists);
    const list = Object.hasOwn(all, method) ? all[method] : undefined;
    if (list === undefined || !Object.hasOwn(lists, list.key)) return undefined;
    return pageOf(list.key, list.items, params["cursor"], undefined);
  }

  #answersLike(asked: Question): Promise<RecordedAnswers> {
    const key = canonicalJson([asked.method, asked.params["name"] ?? null]);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const read = this.#read(asked);
    this.#answers.set(key, read);
    return read;
  }

  async #read(asked: Question): Promise<RecordedAnswers> {
    const { recording, match } = this.#settings;
    return new RecordedAnswers((await recording?.callsLike(asked)) ?? NO_CALLS, match);
  }

  #unknown(asked: Question, nearest: RecordedCall | undefined): McpError {
    const subject = subjectOf(asked);
    const what = `${asked.method}${subject === undefined ? "" : ` "${show(subject)}"`}`;
    const { server, remedyFor } = this.#settings;
    const near =
      nearest === undefined ? "There is no recording of it" : `The nearest recorded call: ${shown(nearest)}`;
    return new McpError(
      `The recording of "${show(server)}" has no answer to ${what} with ${shown(asked)}. ${near}. ${remedyFor(asked)}`,
      NOT_RECORDED,
      { nearest: (nearest?.params ?? null) as Json },
    );
  }
}

async function replayed(call: RecordedCall, peer: Peer): Promise<JsonObject> {
  for (const each of call.logs ?? []) peer.log(each);
  for (const each of call.progress ?? []) peer.progress(each as never);
  for (const { method, params } of call.asked ?? []) await peer.ask(method, params);
  const { result, error } = call;
  if (result !== undefined) return result;
  throw new McpError(error?.message ?? "", error?.code ?? NOT_RECORDED, error?.data);
}

function shown({ params }: Question): string {
  return show(canonicalJson(params["arguments"] ?? params), 300);
}
