import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import {
  ConfigurationError,
  Content,
  group,
  InputValidationError,
  OutputValidationError,
  ServerClient,
  type ServerContract,
  TimeoutError,
  ToolError,
  type ToolResult,
} from "../../../src/runtime/index.js";
import { toolsOf } from "../../../src/runtime/tools/callable-tools.js";
import { dualEraSource, handlerSource } from "../support/sources.js";
import { type GetForecastOutput, WeatherClient } from "./weather/client.js";
import { weatherServer } from "./weather/server.js";

describe.each([
  ["modern, in memory", "auto" as const, dualEraSource],
  ["legacy, in memory", "legacy" as const, dualEraSource],
  ["modern, over HTTP", "auto" as const, handlerSource],
])("a generated client: %s", (_name, protocol, source) => {
  let calls: unknown[];
  let weather: WeatherClient;
  beforeEach(() => {
    calls = [];
    weather = new WeatherClient({ target: source(() => weatherServer(calls)), protocol });
  });
  afterEach(() => weather.$close());

  it("types arguments and results; accepts a scalar for a single property", async () => {
    const forecast = await weather.getForecast({ city: "Oslo", days: 5 });
    expectTypeOf(forecast).toEqualTypeOf<GetForecastOutput>();
    expect(forecast).toEqual({ city: "Oslo", days: 5 });
    expect(await weather.getForecast("Oslo")).toEqual({ city: "Oslo", days: 3 });
    expect(calls).toEqual([{ city: "Oslo", days: 5 }, { city: "Oslo" }]);
  });

  it("without an output schema: the content", async () => {
    const content = await weather.setAlert({ region: "north" });
    expect(content).toBeInstanceOf(Content);
    expect(content.json()).toEqual({ ok: true });
    expect(calls).toEqual([{ region: "north", level: 2 }]);
  });

  it("returns an output that is not an object in both eras", async () => {
    expect(await weather.listCities()).toEqual(["Oslo", "Bergen"]);
  });

  it("sends arguments exactly as given", async () => {
    const given = { a: [1, null, { b: "ü" }], __proto__x: 0 };
    await weather.echo(given);
    expect(calls).toEqual([given]);
  });

  it("does not send arguments that violate the schema", async () => {
    const error: unknown = await weather.getForecast({ city: "" }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputValidationError);
    expect(error).toMatchObject({ server: "weather", subject: "get_forecast", issues: [{ path: ["city"] }] });
    expect(calls).toEqual([]);
    expect(weather.$client.isConnected()).toBe(false);
  });

  it("`validate` of a call wins: the server's own refusal comes back", async () => {
    await expect(weather.getForecast({ city: 1 } as never, { validate: "off" })).rejects.toBeInstanceOf(
      ToolError,
    );
  });

  it("an answer that breaks its schema: the error carries all of it, `warn` delivers it and reports", async () => {
    const error: unknown = await weather.brokenOutput().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(OutputValidationError);
    expect((error as OutputValidationError).result).toMatchObject({
      data: { n: "no number" },
      structuredContent: { n: "no number" },
    });
    expect((error as OutputValidationError).result.content.text).toBe("as it is");
    const reported = vi.fn();
    weather.$on("diagnostic", reported);
    expect(await weather.brokenOutput({}, { validate: "warn" })).toEqual({ n: "no number" });
    expect(reported).toHaveBeenCalledWith(
      expect.objectContaining({ code: "OUTPUT_INVALID", server: "weather" }),
    );
    expect(await weather.brokenOutput({}, { validate: "input" })).toEqual({ n: "no number" });
  });

  it("failures of a tool: thrown, or returned where the caller says so", async () => {
    await expect(weather.setAlert({ region: "nowhere" })).rejects.toMatchObject({
      name: "ToolError",
      message: "no such region",
      toolName: "set-alert",
    });
    const result = await weather.$call("set-alert", { region: "nowhere", level: 1 }, { raiseOnError: false });
    expectTypeOf(result).toEqualTypeOf<ToolResult<Content | undefined>>();
    expect(result).toMatchObject({ isError: true, data: undefined });
  });

  it("returns wrong arguments as a text where the caller says so", async () => {
    const text =
      "The arguments of get_forecast are wrong:\n- city: Too small: expected string to have >=1 characters\n" +
      "Correct them and call it again.";
    const result = await weather.$call("get_forecast", { city: "" }, { raiseOnError: false });
    expect(result).toMatchObject({ isError: true, data: undefined, content: [{ type: "text", text }] });
    expect(calls).toEqual([]);
  });

  it("counts a tool once in choices that overlap", async () => {
    const told = JSON.stringify([{ name: "get_forecast" }, { name: "echo" }]);
    const client = new ServerClient({
      ...{ server: "weather", base: import.meta.url, era: "modern", tools: {} },
      catalogue: () => Promise.resolve({ $tools: told }),
    });
    const some = client.$tools.filter({ only: "get_*" });
    const tools = await toolsOf([client, some, { $tools: client.$tools }, [some]]);
    expect(tools.map(({ name }) => name)).toEqual(["get_forecast", "echo"]);
  });

  it("returns the complete result from `$call`, by wire name", async () => {
    const result = await weather.$call("get_forecast", { city: "Oslo" });
    expectTypeOf(result.data).toEqualTypeOf<GetForecastOutput>();
    expect(result).toMatchObject({ data: { city: "Oslo", days: 3 }, isError: false });
    await expect(weather.$call("constructor" as never, {} as never)).rejects.toBeInstanceOf(
      ConfigurationError,
    );
  });

  it("resources and templates", async () => {
    expect((await weather.resources.read("weather://stations")).json()).toEqual(["Blindern"]);
    expect((await weather.resources.list()).map(({ uri }) => uri)).toEqual(["weather://stations"]);
    expect((await weather.resources.alerts({ region: "a b", since: "2026" })).text).toBe(
      "weather://alerts/a%20b?since=2026",
    );
    expect((await weather.$completeResource("alerts", "region", "no", { since: undefined })).values).toEqual([
      "north",
    ]);
    // @ts-expect-error: the template has no such variable
    const unknown = weather.$completeResource("alerts", "nowhere", "no");
    await unknown.catch(() => undefined);
  });

  it("prompts", async () => {
    expect((await weather.prompts.packingList({ city: "Oslo", days: [1, 2] })).text).toBe(
      '{"city":"Oslo","days":"[1,2]"}',
    );
    await expect(weather.prompts.packingList({} as never)).rejects.toBeInstanceOf(InputValidationError);
    expect((await weather.$completePrompt("packingList", "city", "Os")).values).toEqual(["Oslo"]);
    // @ts-expect-error: "read" is no prompt
    await expect(weather.$completePrompt("read", "city", "Os")).rejects.toThrow(/no prompt "read"/);
  });

  it("connects on the first call, ends with `$close`, and connects again", async () => {
    expect(weather.$client.isConnected()).toBe(false);
    await weather.getForecast("Oslo");
    expect(weather.$client.isConnected()).toBe(true);
    await weather.$close();
    expect(weather.$client.isConnected()).toBe(false);
    expect(await weather.getForecast("Oslo")).toEqual({ city: "Oslo", days: 3 });
  });
});

describe("the config of a generated client", () => {
  const script = fileURLToPath(new URL("../support/scripted-server.mjs", import.meta.url));
  const env = { WEATHER_NODE: process.execPath, WEATHER_SCRIPT: script };

  it("finds the config next to the code, resolves variables on connecting, ignores faults of other servers", async () => {
    await using weather = new WeatherClient({ env, stdio: { stderr: "ignore" } });
    expect((await weather.echo({ a: 1 })).json()).toEqual({ a: 1 });
  });

  it("its settings hold: `validate`, `timeout`", async () => {
    await using weather = new WeatherClient({ env, stdio: { stderr: "ignore" } });
    const reported = vi.fn();
    weather.$on("diagnostic", reported);
    await weather.getForecast({ city: "" });
    expect(reported).toHaveBeenCalledWith(expect.objectContaining({ code: "INPUT_INVALID" }));
    await weather.$client.callTool("echo");
    await expect(weather.$client.callTool("never")).rejects.toMatchObject({
      name: TimeoutError.name,
      timeoutMs: 5_000,
    });
  });

  it("names a variable that is not set", async () => {
    await using weather = new WeatherClient({ env: { WEATHER_NODE: process.execPath } });
    await expect(weather.getForecast("Oslo")).rejects.toThrow(/WEATHER_SCRIPT/);
  });

  it.each([
    ["an object", { mcpServers: { other: { url: "http://x.test" } } }, /No server "weather".*"other"/],
    ["a path that is not there", "./nowhere.json", /nowhere\.json/],
    ["a disabled entry", { mcpServers: { weather: { url: "http://x.test", disabled: true } } }, /disabled/],
  ])("%s in its place", async (_intent, config, message) => {
    await using weather = new WeatherClient({ config });
    await expect(weather.getForecast("Oslo")).rejects.toThrow(message);
  });
});

describe("code that was moved, or made into a bundle", () => {
  class Moved extends ServerClient {
    constructor(contract: Pick<ServerContract, "config" | "base">) {
      super({
        server: "weather",
        era: "modern",
        validators: async () => ({}),
        tools: { echo: { digest: "0000000000000001" } },
        ...contract,
      });
    }
  }

  it.each([
    [
      "its config is not where it was",
      { config: "../../no-such.json", base: "file:///app/dist/a/bundle.mjs" },
      /config of "weather" does not exist: looked for \/app\/no-such\.json; no-such\.json upwards from .*FMCP_CONFIG.*configure.*`config`.*--inline-config/,
    ],
    [
      "it does not know where it is",
      { config: "../../no-such.json" },
      /config of "weather" does not exist: looked for no-such\.json upwards from .*--inline-config/,
    ],
    ["it never had a config", {}, /"weather" names no config/],
  ])("%s", async (_what, contract, message) => {
    await using moved = new Moved(contract);
    const failed = moved.$call("echo", {});
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toMatchObject({ name: ConfigurationError.name, server: "weather" });
  });
});

describe("a group", () => {
  it("closes the clients that were used, and no others", async () => {
    const weather = new WeatherClient({ target: dualEraSource(() => weatherServer()) });
    const unused = new WeatherClient({ config: {} });
    const mcp = group({ weather, unused });
    expectTypeOf(mcp.weather).toEqualTypeOf<WeatherClient>();
    await mcp.weather.getForecast("Oslo");
    await mcp.$close();
    expect(weather.$client.isConnected()).toBe(false);
  });
});
