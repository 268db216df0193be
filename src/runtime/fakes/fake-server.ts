import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { systemClock } from "../async/clock.js";
import { Once } from "../async/once.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { McpError } from "../errors/mcp-error.js";
import type { ToolInfo } from "../tools/tool-info.js";
import { toolsIn, type ToolSource } from "../tools/tool-source.js";
import type { Answerer } from "../transport/memory/answering-transport.js";
import { listsOf, pageOf } from "./fake-lists.js";
import { getPrompt, readResource } from "./fake-texts.js";
import { failure, FakeTool } from "./fake-tool.js";
import type { FakeOptions } from "./fake-options.js";
import type { AnyHandler, AnyHandlers } from "./fake-handlers.js";
import { INVALID_PARAMS, METHOD_NOT_FOUND } from "../../shared/json/json-rpc.js";

/** Answers with handlers, or from schemas if there is no handler. */
export class FakeServer implements Answerer {
  readonly #handlers: AnyHandlers;
  readonly #options: FakeOptions;
  readonly #infos: Once<ReadonlyMap<string, ToolInfo>>;
  readonly #tools = new Map<string, FakeTool>();
  readonly #calls = new Map<string, unknown[]>();
  readonly #failures = new Map<string, { readonly error: string | McpError; left: number }>();
  readonly #delays = new Map<string, number>();
  readonly #pages = new Map<string, unknown[]>();

  constructor(source: ToolSource | readonly ToolInfo[], handlers: AnyHandlers, options: FakeOptions) {
    this.#handlers = handlers;
    this.#options = options;
    this.#infos = new Once(async () => {
      const infos = isList(source) ? source : await toolsIn(source, (tool) => tool);
      const known = new Map(infos.map((info) => [info.name, info]));
      for (const name of Object.keys(handlers.tools ?? {}))
        if (!known.has(name)) throw noSuchTool(name, known);
      return known;
    });
  }

  calls(tool: string): readonly unknown[] {
    return this.#calls.get(tool) ?? [];
  }

  failWith(tool: string, error: string | McpError, times: number): void {
    this.#failures.set(tool, { error, left: times });
  }

  delay(tool: string, ms: number): void {
    this.#delays.set(tool, ms);
  }

  pages(tool: string, answers: readonly unknown[]): void {
    this.#pages.set(tool, [...answers]);
  }

  reset(): void {
    for (const state of [this.#calls, this.#failures, this.#delays, this.#pages]) state.clear();
  }

  async handshake(): Promise<JsonObject> {
    await this.#infos.get();
    return { serverInfo: { name: "fake", version: "0" }, ...this.#options.handshake };
  }

  async answer(method: string, params: JsonObject): Promise<JsonObject> {
    const { lists = {}, pageSize } = this.#options;
    switch (method) {
      case "tools/call":
        return this.#call(textOf(params["name"]), objectOf(params["arguments"]));
      case "resources/read":
        return readResource(textOf(params["uri"]), this.#handlers, lists);
      case "prompts/get":
        return getPrompt(textOf(params["name"]), objectOf(params["arguments"]), this.#handlers, lists);
      default: {
        const all = listsOf((await this.#infos.get()).values(), this.#handlers, lists);
        const list = Object.hasOwn(all, method) ? all[method] : undefined;
        if (list === undefined) throw new McpError("Method not found", METHOD_NOT_FOUND);
        return pageOf(list.key, list.items, params["cursor"], pageSize);
      }
    }
  }

  async #call(name: string, input: JsonObject): Promise<JsonObject> {
    const info = (await this.#infos.get()).get(name);
    if (info === undefined) throw new McpError(`Unknown tool "${show(name)}".`, INVALID_PARAMS);
    const tool = this.#tools.get(name) ?? new FakeTool(info, this.#options.seed ?? 0);
    this.#tools.set(name, tool);
    this.#calls.set(name, [...this.calls(name), await tool.typed(input)]);
    const delay = this.#delays.get(name);
    if (delay !== undefined) await (this.#options.clock ?? systemClock).sleep(delay);
    const fails = this.#failures.get(name);
    if (fails !== undefined && fails.left-- > 0) {
      if (typeof fails.error !== "string") throw fails.error;
      return failure(fails.error);
    }
    tool.checkInput(input);
    return tool.answer(input, this.#handlerOf(name));
  }

  /** Returns the handler of a tool; pages take precedence. */
  #handlerOf(name: string): AnyHandler | undefined {
    const pages = this.#pages.get(name);
    if (pages !== undefined) return () => (pages.length > 1 ? pages.shift() : pages[0]);
    const { tools = {} } = this.#handlers;
    return Object.hasOwn(tools, name) ? tools[name] : undefined;
  }
}

function isList(source: ToolSource | readonly ToolInfo[]): source is readonly ToolInfo[] {
  return Array.isArray(source) && source.every((each) => isJsonObject(each) && "inputSchema" in each);
}

function noSuchTool(name: string, known: ReadonlyMap<string, ToolInfo>): ConfigurationError {
  const names = [...known.keys()].map((each) => show(each)).join(", ");
  return new ConfigurationError(
    `The fake has a handler for "${show(name)}", which is not one of its tools: ${names}.`,
  );
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
