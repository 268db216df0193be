import type { RawRequestOptions, RequestOptions, ToolArguments } from "../backend/call-options.js";
import type { CompletionRef } from "../backend/operations/complete.js";
import { promptArguments } from "../backend/operations/prompt-arguments.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import { ClientLists } from "./client-lists.js";

/**
 * Requests by their names, with the answers as received: nothing is unwrapped, pages are not joined, and a result with
 * `isError` is returned like any other.
 */
export class ClientRaw extends ClientLists {
  /**
   * Replaces the given handlers, one by one, for requests that arrive from now on. A kind of handler that is new since the
   * session opened is declared to the server with the next session.
   */
  setHandlers(handlers: HandlerOptions): void {
    this.backend.setHandlers(handlers);
  }

  /** Requests one page of `tools/list`. */
  listToolsRaw(cursor?: string, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask("tools/list", cursorOf(cursor), options);
  }

  /** Requests one page of `resources/list`. */
  listResourcesRaw(cursor?: string, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask("resources/list", cursorOf(cursor), options);
  }

  /** Requests one page of `resources/templates/list`. */
  listResourceTemplatesRaw(cursor?: string, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask("resources/templates/list", cursorOf(cursor), options);
  }

  /** Requests one page of `prompts/list`. */
  listPromptsRaw(cursor?: string, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask("prompts/list", cursorOf(cursor), options);
  }

  /** Returns the answer to `tools/call`, also one with `isError`. */
  callToolRaw(name: string, args: ToolArguments = {}, options: RawRequestOptions = {}): Promise<JsonObject> {
    return this.#ask("tools/call", { name, arguments: args as JsonObject }, options);
  }

  /** Returns the answer to `resources/read`. */
  readResourceRaw(uri: string | URL, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask("resources/read", { uri: String(uri) }, options);
  }

  /** Returns the answer to `prompts/get`. Arguments that are not strings are sent as compact JSON. */
  getPromptRaw(
    name: string,
    args: Readonly<Record<string, unknown>> = {},
    options: RequestOptions = {},
  ): Promise<JsonObject> {
    return this.#ask("prompts/get", { name, arguments: promptArguments(name, args) }, options);
  }

  /** Returns the answer to `completion/complete`; `context` contains the arguments that are already set. */
  completeRaw(
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    context?: Readonly<Record<string, string>>,
    options: RequestOptions = {},
  ): Promise<JsonObject> {
    const set = context === undefined ? {} : { context: { arguments: context } };
    return this.#ask("completion/complete", { ref: { ...ref }, argument: { ...argument }, ...set }, options);
  }

  #ask(method: string, params: JsonObject, options: RawRequestOptions): Promise<JsonObject> {
    return this.backend.request(method, params, options) as Promise<JsonObject>;
  }
}

function cursorOf(cursor: string | undefined): JsonObject {
  return cursor === undefined ? {} : { cursor };
}
