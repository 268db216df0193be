import type { CallToolOptions, RequestOptions, ToolArguments } from "../backend/call-options.js";
import type { CompletionRef } from "../backend/operations/complete.js";
import { promptArguments } from "../backend/operations/prompt-arguments.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import { ClientLists } from "./client-lists.js";

/**
 * Requests by their names, with answers as they stood on the wire: nothing is unwrapped, no page is joined to the next, and what a tool
 * reports as an error is an answer like any other.
 */
export class ClientRaw extends ClientLists {
  /**
   * Puts handlers in the place of those that there are, one by one; requests that come from now on are theirs. A kind that was not there
   * when the session opened is declared to the server with the next session.
   */
  setHandlers(handlers: HandlerOptions): void {
    this.backend.setHandlers(handlers);
  }

  /** One page of `tools/list`. */
  listToolsRaw(cursor?: string, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask("tools/list", cursorOf(cursor), options);
  }

  /** One page of `resources/list`. */
  listResourcesRaw(cursor?: string, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask("resources/list", cursorOf(cursor), options);
  }

  /** One page of `resources/templates/list`. */
  listResourceTemplatesRaw(cursor?: string, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask("resources/templates/list", cursorOf(cursor), options);
  }

  /** One page of `prompts/list`. */
  listPromptsRaw(cursor?: string, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask("prompts/list", cursorOf(cursor), options);
  }

  /** The answer to `tools/call`. One with `isError` is returned, too. */
  callToolRaw(
    name: string,
    args: ToolArguments = {},
    options: Omit<CallToolOptions, "raiseOnError"> = {},
  ): Promise<JsonObject> {
    return this.#ask("tools/call", { name, arguments: args as JsonObject }, options);
  }

  /** The answer to `resources/read`. */
  readResourceRaw(uri: string | URL, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask("resources/read", { uri: String(uri) }, options);
  }

  /** The answer to `prompts/get`. Arguments that are no strings are sent as compact JSON. */
  getPromptRaw(
    name: string,
    args: Readonly<Record<string, unknown>> = {},
    options: RequestOptions = {},
  ): Promise<JsonObject> {
    return this.#ask("prompts/get", { name, arguments: promptArguments(name, args) }, options);
  }

  /** The answer to `completion/complete`; `context` holds what other arguments are already set to. */
  completeRaw(
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    context?: Readonly<Record<string, string>>,
    options: RequestOptions = {},
  ): Promise<JsonObject> {
    const set = context === undefined ? {} : { context: { arguments: context } };
    return this.#ask("completion/complete", { ref: { ...ref }, argument: { ...argument }, ...set }, options);
  }

  #ask(method: string, params: JsonObject, options: CallToolOptions): Promise<JsonObject> {
    return this.backend.request(method, params, options) as Promise<JsonObject>;
  }
}

function cursorOf(cursor: string | undefined): JsonObject {
  return cursor === undefined ? {} : { cursor };
}
