import type { Transport } from "@modelcontextprotocol/client";
import { canonicalJson } from "../../shared/json/canonical.js";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { type Clock, systemClock } from "../async/clock.js";
import { Once } from "../async/once.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { McpError } from "../errors/mcp-error.js";
import type { ToolInfo } from "../tools/tool-info.js";
import { type ToolSource, toolsOf } from "../tools/source.js";
import { type Answerer, AnsweringTransport } from "../transport/memory/answering-transport.js";
import type { TransportSource } from "../transport/source.js";
import { failure, FakeTool } from "./fake-tool.js";
import type { AnyHandler, FakeHandlers, InputOf } from "./handlers.js";

/** What a fake offers beside its tools, and how it makes what is not given. */
export interface FakeOptions {
  /** The same seed makes the same answers. Default 0. */
  readonly seed?: number;
  /** Texts of resources by URI, or a function that makes one. */
  readonly resources?: Readonly<Record<string, string | ((uri: string) => string)>>;
  /** Texts of prompts by name, made from their arguments. */
  readonly prompts?: Readonly<Record<string, (args: Readonly<Record<string, string>>) => string>>;
  /** What the fake lists beside its tools, as it stands on the wire; each answers with a text that names it. */
  readonly lists?: {
    readonly resources?: readonly JsonObject[];
    readonly resourceTemplates?: readonly JsonObject[];
    readonly prompts?: readonly JsonObject[];
  };
  /** What the server says of itself: `serverInfo`, `instructions`, `capabilities`. */
  readonly handshake?: JsonObject;
  /** What time is measured by, for `delay`. Default: that of the system. */
  readonly clock?: Pick<Clock, "sleep">;
}

/** A target that answers in place of a server, and the means of a test to look into it. */
export interface Fake<Tools> extends TransportSource {
  /** Arguments of the calls of a tool so far, in order. */
  calls<Name extends keyof Tools & string>(tool: Name): readonly InputOf<Tools, Name>[];
  /** The next `times` calls of a tool fail. A text is the failure that the tool reports, an `McpError` the server's error. */
  failWith(tool: keyof Tools & string, failure: string | McpError, times?: number): void;
  /** From now on a tool answers so many milliseconds later. */
  delay(tool: keyof Tools & string, ms: number): void;
  /** Forgets calls, failures and delays. */
  reset(): void;
}

/**
 * A server that is not there, for tests: `createWeather({ target: fake(weather, { get_forecast: ({ city }) => … }) })`.
 * Each tool of `source` that has no handler answers with a value made from its output schema. Arguments and answers are checked against
 * the schemas; what they do not allow fails with `McpError`, which names the path.
 *
 * @param source what has the tools: a generated client, its `$tools`, a `Client`, or what `$tools.list()` gave
 * @throws {ConfigurationError} on the first call, for a handler of a tool that `source` does not have
 */
export function fake<Tools extends object = Record<string, { input: JsonObject; output: unknown }>>(
  source: (ToolSource & { readonly $types?: Tools }) | readonly ToolInfo[],
  handlers: FakeHandlers<NoInfer<Tools>> = {},
  options: FakeOptions = {},
): Fake<Tools> {
  const answerer = new FakeServer(source, handlers as never, options);
  return {
    kind: "custom",
    label: "fake",
    supportsAuth: true,
    reopens: false,
    open: (): Promise<Transport> => Promise.resolve(new AnsweringTransport(answerer, "fake")),
    calls: (tool) => answerer.calls(tool) as never,
    failWith: (tool, error, times = 1) => answerer.failWith(tool, error, times),
    delay: (tool, ms) => answerer.delay(tool, ms),
    reset: () => answerer.reset(),
  };
}

class FakeServer implements Answerer {
  readonly #handlers: Readonly<Record<string, AnyHandler | undefined>>;
  readonly #options: FakeOptions;
  readonly #infos: Once<ReadonlyMap<string, ToolInfo>>;
  readonly #tools = new Map<string, FakeTool>();
  readonly #calls = new Map<string, JsonObject[]>();
  readonly #failures = new Map<string, { readonly error: string | McpError; left: number }>();
  readonly #delays = new Map<string, number>();

  constructor(
    source: ToolSource | readonly ToolInfo[],
    handlers: Readonly<Record<string, AnyHandler>>,
    options: FakeOptions,
  ) {
    this.#handlers = handlers;
    this.#options = options;
    this.#infos = new Once(async () => {
      const infos = isList(source) ? source : await toolsOf(source);
      const known = new Map(infos.map((info) => [info.name, info]));
      for (const name of Object.keys(handlers)) if (!known.has(name)) throw noSuchTool(name, known);
      return known;
    });
  }

  calls(tool: string): readonly JsonObject[] {
    return this.#calls.get(tool) ?? [];
  }

  failWith(tool: string, error: string | McpError, times: number): void {
    this.#failures.set(tool, { error, left: times });
  }

  delay(tool: string, ms: number): void {
    this.#delays.set(tool, ms);
  }

  reset(): void {
    for (const state of [this.#calls, this.#failures, this.#delays]) state.clear();
  }

  async handshake(): Promise<JsonObject> {
    await this.#infos.get();
    return { serverInfo: { name: "fake", version: "0" }, ...this.#options.handshake };
  }

  async answer(method: string, params: JsonObject): Promise<JsonObject> {
    const { resources = {}, prompts = {}, lists = {} } = this.#options;
    switch (method) {
      case "tools/list":
        return { tools: [...(await this.#infos.get()).values()].map(listed) };
      case "tools/call":
        return this.#call(textOf(params["name"]), params["arguments"] ?? {});
      case "resources/list":
        return { resources: [...listOf(resources, "uri"), ...(lists.resources ?? [])] };
      case "resources/templates/list":
        return { resourceTemplates: lists.resourceTemplates ?? [] };
      case "prompts/list":
        return { prompts: [...listOf(prompts, "name"), ...(lists.prompts ?? [])] };
      case "resources/read":
        return readResource(this.#options, textOf(params["uri"]));
      case "prompts/get":
        return getPrompt(this.#options, textOf(params["name"]), params["arguments"] ?? {});
      default:
        throw new McpError("Method not found", -32_601);
    }
  }

  async #call(name: string, given: unknown): Promise<JsonObject> {
    const infos = await this.#infos.get();
    const info = infos.get(name);
    if (info === undefined) throw new McpError(`Unknown tool "${show(name)}".`, -32_602);
    const input = isJsonObject(given) ? given : {};
    this.#calls.set(name, [...this.calls(name), input]);
    const delay = this.#delays.get(name);
    if (delay !== undefined) await (this.#options.clock ?? systemClock).sleep(delay);
    const fails = this.#failures.get(name);
    if (fails !== undefined && fails.left-- > 0) {
      if (typeof fails.error !== "string") throw fails.error;
      return failure(fails.error);
    }
    const tool = this.#tools.get(name) ?? new FakeTool(info, this.#options.seed ?? 0);
    this.#tools.set(name, tool);
    tool.checkInput(input);
    return tool.answer(input, Object.hasOwn(this.#handlers, name) ? this.#handlers[name] : undefined);
  }
}

function isList(source: ToolSource | readonly ToolInfo[]): source is readonly ToolInfo[] {
  return Array.isArray(source) && source.every((each) => isJsonObject(each) && "inputSchema" in each);
}

function listed({
  name,
  title,
  description,
  inputSchema,
  outputSchema,
  learned,
  hints,
}: ToolInfo): JsonObject {
  const annotations = Object.entries(hints).map(([hint, value]) => [`${hint}Hint`, value] as const);
  return {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    inputSchema,
    ...(outputSchema !== undefined && learned === undefined && { outputSchema }),
    ...(annotations.length > 0 && { annotations: Object.fromEntries(annotations) }),
  };
}

function listOf(given: object, key: string): readonly JsonObject[] {
  return Object.keys(given).map((id) => ({ [key]: id, name: id }));
}

function readResource({ resources = {}, lists = {} }: FakeOptions, uri: string): JsonObject {
  const given = Object.hasOwn(resources, uri) ? resources[uri] : undefined;
  const isListed = lists.resources?.some((each) => each["uri"] === uri) === true;
  const found = given ?? (isListed || lists.resourceTemplates?.[0] !== undefined ? uri : undefined);
  if (found === undefined) throw new McpError(`Resource not found: ${show(uri)}`, -32_602, { uri });
  return { contents: [{ uri, text: typeof found === "string" ? found : found(uri) }] };
}

function getPrompt({ prompts = {}, lists = {} }: FakeOptions, name: string, args: unknown): JsonObject {
  const make = Object.hasOwn(prompts, name) ? prompts[name] : undefined;
  const isListed = lists.prompts?.some((each) => each["name"] === name) === true;
  if (make === undefined && !isListed) throw new McpError(`Unknown prompt "${show(name)}".`, -32_602);
  const text = make?.(args as Readonly<Record<string, string>>) ?? `${name} ${canonicalJson(args)}`;
  return { messages: [{ role: "user", content: { type: "text", text } }] };
}

function noSuchTool(name: string, known: ReadonlyMap<string, ToolInfo>): ConfigurationError {
  const names = [...known.keys()].map((each) => show(each)).join(", ");
  return new ConfigurationError(
    `The fake has a handler for "${show(name)}", which is none of its tools: ${names}.`,
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
