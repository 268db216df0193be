import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { ConfigurationError, Content, ConnectionClosedError } from "../../../src/runtime/index.js";
import { run } from "../../../src/runtime/cli/run-commands.js";
import type { ServerCommands } from "../../../src/runtime/cli/server-commands.js";
import type { CallableTool } from "../../../src/runtime/tools/tool-info.js";

const PNG = { type: "image", mimeType: "image/png", data: "iVBORw0KGgo=" } as const;

/** A tool that answers with its arguments. */
function tool(name: string, properties: object, rest: Partial<CallableTool> = {}): CallableTool {
  return {
    ...{ server: "weather", name, description: `Does ${name}.\nMore of it.`, hints: {} },
    inputSchema: { type: "object", properties } as never,
    call: (args) =>
      Promise.resolve({
        ...{ data: args, content: new Content([{ type: "text", text: JSON.stringify(args) }]) },
        ...{ structuredContent: args, meta: undefined, isError: false },
      }),
    ...rest,
  };
}

const forecast = tool("get_forecast", {
  city: { type: "string", description: "City\u0007 to look up" },
  days: { type: "integer", minimum: 1 },
  units: { enum: ["celsius", "fahrenheit", "a b", "$(x)"] },
  metric: { type: "boolean" },
  tags: { type: "array", items: { type: "string" } },
  at: { type: "object", properties: { lat: { type: "number" } } },
  json: { type: "string" },
});
const failing = (error: Error): Partial<CallableTool> => ({ call: () => Promise.reject(error) });
const answering = (blocks: Content, isError = false): Partial<CallableTool> => ({
  call: () =>
    Promise.resolve({
      // as a generated client answers for a tool without an output schema
      data: blocks,
      content: blocks,
      structuredContent: undefined,
      meta: undefined,
      isError,
    }),
});
const TOOLS = [
  forecast,
  tool("fails", {}, answering(new Content([{ type: "text", text: "no such\u001b region" }]), true)),
  tool("chart", {}, answering(new Content([PNG, PNG]))),
  tool("drop", {}, { hints: { destructive: true } }),
  tool("down", {}, failing(new ConnectionClosedError("The server went away.", {} as never))),
  tool("lost", {}, failing(new ConfigurationError("There is no config."))),
];

const weather: ServerCommands = {
  command: "weather",
  description: "weather\u202e 1.0",
  client: {
    $tools: { list: () => Promise.resolve(TOOLS) },
    $client: {
      setHandlers: () => undefined,
      callToolRaw: (name: string, args: object) =>
        Promise.resolve({ content: [], structuredContent: { name, args } }),
      getPrompt: (name: string, { city }: { city: string }) =>
        Promise.resolve({
          messages: [
            { role: "user", content: { type: "text", text: `${name} ${city}` } },
            { role: "assistant", content: PNG },
          ],
        }),
      readResource: (uri: string) =>
        Promise.resolve(
          uri === "logo:"
            ? { contents: [{ uri, mimeType: "image/png", blob: PNG.data }], text: "" }
            : { contents: [{ uri, text: `at ${uri}\u001b` }], text: `at ${uri}\u001b` },
        ),
    } as never,
    $close: () => Promise.resolve(),
  },
  prompts: {
    "packing list": {
      ...{ command: "packing-list", description: "What to pack" },
      inputSchema: {
        ...{ type: "object", additionalProperties: false },
        ...{
          properties: { city: { type: "string" }, style: { enum: ["light", "warm"] } },
          required: ["city"],
        },
      },
    },
  },
  resources: true,
  tools: Object.fromEntries(TOOLS.map(({ name }) => [name, name.replaceAll("_", "-")])),
};
const idle: ServerCommands = {
  ...weather,
  command: "idle",
  description: "not asked for",
  client: { ...weather.client, $tools: { list: () => Promise.reject(new Error("it was loaded")) } },
};

async function program(
  argv: readonly string[],
  more: { stdin?: string; answer?: string; cwd?: string } = {},
) {
  const said = { stdout: "", stderr: "" };
  const to = (stream: keyof typeof said) =>
    new Writable({
      write: (chunk, _, done) => {
        said[stream] += String(chunk);
        done();
      },
    });
  const { stdin = "", answer, cwd = "/" } = more;
  const io = {
    ...{
      argv,
      path: "/bin/mcp.mjs",
      stdin: Readable.from([stdin]),
      stdout: to("stdout"),
      stderr: to("stderr"),
      cwd,
    },
    ask: answer === undefined ? undefined : () => Promise.resolve(answer),
  };
  const exitCode = await run(new Command(), [weather, idle], io, new AbortController().signal);
  return { exitCode, ...said };
}

describe("a command of a tool", () => {
  it.each<[string, readonly string[], object]>([
    ["text", ["--city", "Oslo"], { city: "Oslo" }],
    ["text that looks like a flag", ["--city=--json"], { city: "--json" }],
    ["a number", ["--days", "3"], { days: 3 }],
    ["a switch", ["--metric"], { metric: true }],
    ["a switch that is off", ["--no-metric"], { metric: false }],
    ["nothing for a switch that is not given", [], {}],
    ["a list", ["--tags", "a", "--tags", "b"], { tags: ["a", "b"] }],
    ["a list of one", ["--tags", "a"], { tags: ["a"] }],
    ["a nested value", ["--at", '{"lat":1}'], { at: { lat: 1 } }],
    ["a property that is called like a common flag", ["--arg-json", "x"], { json: "x" }],
    ["an object", ["--args", '{"city":"Oslo","days":1}', "--days", "2"], { city: "Oslo", days: 2 }],
    ["standard input", ["--args", "-"], { city: "Rome" }],
  ])("sends %s", async (_, flags, sent) => {
    const argv = ["weather", "get-forecast", ...flags, "--json"];
    const { exitCode, stdout, stderr } = await program(argv, { stdin: '{"city":"Rome"}' });
    expect({ exitCode, stderr, sent: JSON.parse(stdout) as unknown }).toEqual({
      exitCode: 0,
      stderr: "",
      sent,
    });
  });

  it.each<[string, readonly string[], number, string]>([
    [
      "a value that the schema refuses",
      ["get-forecast", "--days", "0"],
      2,
      "do not match its schema at days",
    ],
    [
      "a value that is not among the choices",
      ["get-forecast", "--units", "kelvin"],
      2,
      "do not match its schema at units",
    ],
    ["an unknown flag", ["get-forecast", "--citi", "x"], 2, "unknown option '--citi' (Did you mean --city?)"],
    ["a word too many", ["get-forecast", "Oslo"], 2, "too many arguments"],
    ["an unknown tool", ["get-forcast"], 2, "unknown command 'get-forcast' (Did you mean get-forecast?)"],
    ["text that is not a duration", ["get-forecast", "--timeout", "soon"], 2, "--timeout is not a duration"],
    ["an error of the tool", ["fails"], 1, "error: no such\\u{1b} region"],
    ["a server that fails", ["down"], 4, "went away"],
    ["a config that is missing", ["lost"], 2, "There is no config."],
  ])("explains %s", async (_, words, exitCode, message) => {
    const result = await program(["weather", ...words]);
    expect(result.stderr).toContain(message);
    expect({ exitCode: result.exitCode, stdout: result.stdout }).toEqual({ exitCode, stdout: "" });
  });

  it("reports a failure as JSON, too", async () => {
    const { stdout } = await program(["weather", "down", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "CONNECTION_CLOSED" } });
  });

  it("prints the answer as it came with --raw", async () => {
    const { stdout } = await program(["weather", "get-forecast", "--city", "Oslo", "--raw"]);
    const structuredContent = { name: "get_forecast", args: { city: "Oslo" } };
    expect(JSON.parse(stdout)).toEqual({ content: [], structuredContent });
  });

  it("saves images, and says what it does not show", async () => {
    const cwd = await mkdtemp(join(tmpdir(), "fmcp-cli-"));
    expect((await program(["weather", "chart"])).stderr).toContain(
      "image/png, 8 bytes: save it with --output",
    );
    const saved = await program(["weather", "chart", "--output", "c.png"], { cwd });
    expect(saved).toEqual({ exitCode: 0, stdout: "", stderr: "Wrote c.png\nWrote c-2.png\n" });
    expect((await readFile(join(cwd, "c-2.png"))).subarray(1, 4).toString()).toBe("PNG");
    const lost = await program(["weather", "chart", "--output", "none/c.png"], { cwd });
    expect(lost).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("Could not write none/c.png") as string,
    });
  });

  it.each<[string, readonly string[], string | undefined, number]>([
    ["is not called without a yes", [], "n", 130],
    ["is called after one", [], "y", 0],
    ["is called with --yes", ["--yes"], "n", 0],
    ["is called outside of a terminal", [], undefined, 0],
  ])("that is destructive %s", async (_, flags, answer, exitCode) => {
    const more = answer === undefined ? {} : { answer };
    expect(await program(["weather", "drop", ...flags], more)).toMatchObject({ exitCode });
  });
});

describe("help", () => {
  it("names the servers, without their schemas", async () => {
    const { exitCode, stdout } = await program(["--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Usage: mcp [options] [command]");
    expect(stdout).toMatch(/weather +weather\\u\{202e\} 1\.0\n/);
  });

  it("describes a tool and its flags", async () => {
    const { stdout } = await program(["weather", "get-forecast", "--help"]);
    expect(stdout).toContain("Usage: mcp weather get-forecast [options]");
    expect(stdout).toContain("Does get_forecast.\n  More of it.");
    expect(stdout).toMatch(/--city <text> +City\\u\{7\} to look up\n/);
    expect(stdout).toMatch(/--units <text> +\(one of: celsius, fahrenheit, a b,\s+\$\(x\)\)/);
    expect(stdout).toMatch(/--tags <text> +\(may be repeated\)/);
  });
});

describe("prompts and resources", () => {
  it.each<[string, readonly string[], number, string]>([
    [
      "a prompt",
      ["prompt", "packing-list", "--city", "Oslo"],
      0,
      "user: packing list Oslo\nassistant: [image]\n",
    ],
    [
      "a prompt as JSON",
      ["prompt", "packing-list", "--args", '{"city":"Rome"}', "--json"],
      0,
      '"text": "packing list Rome"',
    ],
    ["a missing argument", ["prompt", "packing-list"], 2, "Usage: --city <text> […]"],
    [
      "an argument that is not listed",
      ["prompt", "packing-list", "--city", "x", "--style", "y"],
      2,
      "at style",
    ],
    ["an unknown prompt", ["prompt", "packing"], 2, "unknown command 'packing'"],
    ["a text", ["read", "docs:a"], 0, "at docs:a"],
    ["binary data", ["read", "logo:"], 0, "image/png, 8 bytes: save it with --output"],
    ["contents as JSON", ["read", "logo:", "--json"], 0, '"blob"'],
    ["a resource without a URI", ["read"], 2, "missing required argument 'uri'"],
  ])("%s", async (_intent, words, exitCode, said) => {
    const result = await program(["weather", ...words]);
    expect({ ...result, said: result.stdout + result.stderr }).toMatchObject({
      exitCode,
      said: expect.stringContaining(said) as string,
    });
  });
});

describe("__complete", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["servers", ["w"], ["weather"]],
    ["our own commands", ["c"], ["completion"]],
    ["shells", ["completion", ""], ["bash", "fish", "zsh"]],
    ["tools", ["weather", "d"], ["drop", "down"]],
    ["prompts and resources", ["weather", "r"], ["read"]],
    ["the prompts of a server", ["weather", "prompt", ""], ["packing-list"]],
    [
      "flags of a prompt",
      ["weather", "prompt", "packing-list", "--"],
      ["--city", "--style", "--args", "--json", "--timeout", "--help"],
    ],
    ["values of a prompt", ["weather", "prompt", "packing-list", "--style", "l"], ["light"]],
    ["nothing for a URI", ["weather", "read", ""], []],
    ["tools after a config", ["--config", "a.json", "weather", "get"], ["get-forecast"]],
    ["flags", ["weather", "get-forecast", "--c"], ["--city"]],
    ["flags that are not given yet", ["weather", "get-forecast", "--city", "x", "--c"], []],
    ["a list again", ["weather", "get-forecast", "--tags", "x", "--ta"], ["--tags"]],
    ["both forms of a switch", ["weather", "get-forecast", "--no"], ["--no-metric"]],
    [
      "values, except those that a shell would read",
      ["weather", "get-forecast", "--units", ""],
      ["celsius", "fahrenheit"],
    ],
    ["nothing where a file is meant", ["weather", "chart", "--output", ""], []],
    ["nothing for a server that cannot be read", ["idle", ""], []],
    ["nothing for an unknown server", ["none", ""], []],
  ])("offers %s", async (_, words, want) => {
    const { exitCode, stdout, stderr } = await program(["__complete", ...words]);
    const offered = stdout.split("\n").filter(Boolean);
    expect({ exitCode, stderr, words: offered.map((line) => line.split("\t")[0]) }).toEqual({
      ...{ exitCode: 0, stderr: "" },
      words: want,
    });
  });
});
