import { show } from "../../shared/text/show.js";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { anySignal } from "../async/any-signal.js";
import { abortable } from "../async/abortable.js";
import { type CallToolOptions, metaParams, traitsOf } from "../backend/call-options.js";
import type { Requester } from "../backend/requester.js";
import { ProtocolError } from "../errors/protocol-error.js";
import { within } from "../tasks/within.js";
import type { ClaimContext, ResultClaim } from "./client-extension.js";
import type { Extensions } from "./declared-extensions.js";
import { UnclaimedResultError } from "./unclaimed-result-error.js";

/** Turns results of tools that extensions claim into ordinary ones. */
export class ClaimedResults {
  readonly #requester: Requester;
  readonly #extensions: Extensions;

  constructor(requester: Requester, extensions: Extensions) {
    this.#requester = requester;
    this.#extensions = extensions;
  }

  /**
   * Returns the ordinary result of a call. `timeoutMs` is what is left of its deadline; 0: none.
   *
   * @throws {UnclaimedResultError} for a type of result that is neither the protocol's nor claimed
   */
  async settle(
    answer: unknown,
    tool: string,
    { signal }: CallToolOptions,
    timeoutMs: number,
  ): Promise<unknown> {
    const type = specialType(answer);
    // In older revisions, `resultType` is a field like any other.
    if (type === undefined || (await this.#requester.session(signal)).info.era === "legacy") return answer;
    const { server } = this.#requester;
    const claim = this.#extensions.claimOf(type);
    const special = answer as JsonObject;
    if (type === "task")
      throw new ProtocolError(
        `Tool "${show(tool)}" answered with a task that has no \`taskId\` or no known \`status\`.`,
        answer,
        { server, subject: tool },
      );
    if (claim === undefined) throw new UnclaimedResultError(tool, type, special, { server, subject: tool });
    const message = `The result "${show(type)}" of tool "${show(tool)}" on "${show(server)}" was not resolved within ${Math.round(timeoutMs)} ms.`;
    const expired = { message, server, subject: tool };
    return within(timeoutMs, expired, signal, (ends) => this.#resolve(claim, special, tool, ends));
  }

  async #resolve(
    claim: ResultClaim,
    answer: JsonObject,
    tool: string,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { server } = this.#requester;
    const over = new AbortController();
    const context: ClaimContext = {
      server,
      tool,
      signal: anySignal([signal, over.signal]),
      request: (method, params = {}, options = {}) => {
        const traits = traitsOf(options, method, options.idempotent === true);
        const ends =
          options.signal === undefined ? context.signal : anySignal([context.signal, options.signal]);
        return this.#requester.send(method, { ...params, ...metaParams(options) }, traits, ends);
      },
    };
    try {
      const result = await abortable(Promise.resolve(claim.resolve(answer, context)), signal);
      if (isJsonObject(result) && specialType(result) === undefined) return result;
      const wanted = `the ordinary result of tool "${show(tool)}", such as { content: [] }`;
      const message = `The claim of "${show(claim.resultType)}" must return ${wanted}.`;
      throw new ProtocolError(message, result, { server, subject: tool });
    } finally {
      over.abort(new Error("The call has ended."));
    }
  }
}

/** Returns the type of a result that is neither ordinary nor a question; `undefined` for these. */
export function specialType(answer: unknown): string | undefined {
  const type = isJsonObject(answer) ? answer["resultType"] : undefined;
  return typeof type !== "string" || type === "complete" || type === "input_required" ? undefined : type;
}
