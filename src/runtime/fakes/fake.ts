import type { Transport } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import type { McpError } from "../errors/mcp-error.js";
import type { ToolInfo } from "../tools/tool-info.js";
import type { ToolSource } from "../tools/tool-source.js";
import { AnsweringTransport } from "../transport/memory/answering-transport.js";
import type { TransportSource } from "../transport/transport-source.js";
import { checkHandlers } from "./check-handlers.js";
import type { FakeOptions } from "./fake-options.js";
import { FakeServer } from "./fake-server.js";
import type {
  AnyHandlers,
  AnyOthers,
  FakeAnswer,
  FakeHandlers,
  FakeOthers,
  InputOf,
  OutputOf,
} from "./fake-handlers.js";

/** A target that answers instead of a server, and methods for tests to inspect it. */
export interface Fake<Tools> extends TransportSource {
  /** Arguments of the calls of a tool so far, in order. */
  calls<Name extends keyof Tools & string>(tool: Name): readonly InputOf<Tools, Name>[];
  /**
   * Lets the next `times` calls of a tool fail. A string is a failure that the tool reports; an `McpError` is the server's
   * error.
   */
  failWith(tool: keyof Tools & string, failure: string | McpError, times?: number): void;
  /** Delays the answers of a tool by `ms` milliseconds from now on. */
  delay(tool: keyof Tools & string, ms: number): void;
  /** Lets the calls of a tool return these pages in turn, and then the last one every time. */
  pages<Name extends keyof Tools & string>(
    tool: Name,
    answers: readonly [FakeAnswer<OutputOf<Tools, Name>>, ...FakeAnswer<OutputOf<Tools, Name>>[]],
  ): void;
  /** Clears calls, failures, delays and pages. */
  reset(): void;
}

/**
 * Makes a fake server for tests: `createWeather({ target: fake(weather, { tools: { get_forecast: ({ city }) => … } }) })`. A
 * tool of `source` without a handler answers with a value made from its output schema. Arguments and answers are checked
 * against the schemas; a violation fails with `McpError`, which names the path.
 *
 * @param source what has the tools: a generated client, its `$tools`, a `Client`, or what `$tools.list()` gave
 * @throws {ConfigurationError} for options in place of handlers, and members that are neither; on the first call, for a handler of
 * a tool that `source` does not have
 */
export function fake<
  Tools extends object = Record<string, { input: JsonObject; output: unknown }>,
  Others extends FakeOthers = AnyOthers,
>(
  source: (ToolSource & { readonly $types?: Tools }) | readonly ToolInfo[],
  handlers: FakeHandlers<NoInfer<Tools>, NoInfer<Others>> = {},
  options: FakeOptions = {},
): Fake<Tools> {
  checkHandlers(handlers, options);
  const server = new FakeServer(source, handlers as never as AnyHandlers, options);
  return {
    kind: "custom",
    label: "fake",
    supportsAuth: true,
    reopens: false,
    open: (): Promise<Transport> => Promise.resolve(new AnsweringTransport(server, "fake")),
    calls: (tool) => server.calls(tool) as never,
    failWith: (tool, error, times = 1) => server.failWith(tool, error, times),
    delay: (tool, ms) => server.delay(tool, ms),
    pages: (tool, answers) => server.pages(tool, answers),
    reset: () => server.reset(),
  };
}
