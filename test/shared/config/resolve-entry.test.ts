import { describe, expect, it } from "vitest";
import {
  parseConfig,
  resolveEntry,
  type ServerEntry,
  variablesOf,
} from "../../../src/shared/config/index.js";
import { cpuMsOf } from "../../support/cpu-time.js";

const env = { HOST: "h.example", TOKEN: "t0ken", EMPTY: "", "ProgramFiles(x86)": "C:\\P" };
const context = { env, workspaceFolder: "/w/project", userHome: "/home/u" };

function entry(raw: object): ServerEntry {
  const [first] = parseConfig({ mcpServers: { "s/1": raw } }).servers;
  if (first === undefined) throw new Error("no entry");
  return first;
}

describe("references", () => {
  it.each([
    ["${TOKEN}", "t0ken"],
    ["a${TOKEN}b${HOST}c", "at0kenbh.examplec"],
    ["${env:TOKEN}", "t0ken"],
    ["${env:ProgramFiles(x86)}", "C:\\P"],
    ["${NOPE:-x}", "x"],
    ["${NOPE:-}", ""],
    ["${EMPTY:-x}", "x"],
    ["${EMPTY}", ""],
    ["${TOKEN:-x}", "t0ken"],
    ["${NOPE:-${HOST}:1}", "h.example:1"],
    ["${env:NOPE:-x}", "x"],
    ["${workspaceFolder}/a", "/w/project/a"],
    ["${workspaceFolderBasename}", "project"],
    ["${userHome}${/}x", "/home/u/x"],
    ["$${TOKEN}", "${TOKEN}"],
    ["$TOKEN $ {} $}", "$TOKEN $ {} $}"],
    ["$5${TOKEN}", "$5t0ken"],
  ])("%s → %s", (text, want) => {
    expect(resolveEntry(entry({ command: "x", args: [text] }), context)).toMatchObject({
      entry: { args: [want] },
      faults: [],
    });
  });

  it.each([
    ["${NOPE}", 'Environment variable "NOPE" is not set.', "Set NOPE, or give a default: ${NOPE:-…}."],
    [
      "${constructor}",
      'Environment variable "constructor" is not set.',
      "Set constructor, or give a default: ${constructor:-…}.",
    ],
    ["${NOPE:-${ALSO}}", 'Environment variable "ALSO" is not set.', "Set ALSO"],
    ["${input:key}", 'Input "key" has no value.', "Give --input key=…, or set MCP_INPUT_KEY."],
    ["${command:x}", '"${command:x}" is a command of the editor.', "Use ${VAR}"],
    ["${a b}", '"${a b}" is not a known reference.', "Use ${VAR}"],
    ["${}", '"${}" is not a known reference.', "Use ${VAR}"],
    ["${TOKEN", 'A reference that opens with "${" is not closed.', 'Add "}"'],
  ])("%s is a fault with its place", (text, message, hint) => {
    const { entry: resolved, faults } = resolveEntry(entry({ command: "x", env: { "A~B": text } }), context);
    expect(resolved).toBeUndefined();
    expect(faults).toMatchObject([
      {
        pointer: "/mcpServers/s~11/env/A~0B",
        server: "s/1",
        message,
        hint: expect.stringContaining(hint) as string,
      },
    ]);
  });

  it("are resolved in every field of the connection, and in no other", () => {
    const raw = {
      url: "https://${HOST}/mcp",
      headers: { A: "Bearer ${TOKEN}" },
      auth: { clientSecret: "${TOKEN}" },
      description: "${NOPE}",
      replicas: ["http://${HOST}/r"],
    };
    const { entry: resolved } = resolveEntry(entry(raw), context);
    expect(resolved).toMatchObject({
      ...{
        url: "https://h.example/mcp",
        headers: { A: "Bearer t0ken" },
        auth: { clientSecret: "t0ken" },
        description: "${NOPE}",
      },
      ...{
        raw,
        replicas: [
          { url: "https://h.example/mcp", raw },
          { url: "http://h.example/r", raw: { url: "http://${HOST}/r" } },
        ],
      },
    });
  });

  it.each([
    ["of another field", { env: { KEY: "own" }, args: ["A: Bearer ${KEY}"] }, { args: ["A: Bearer own"] }],
    ["over a default", { env: { KEY: "own" }, args: ["${KEY:-x}"] }, { args: ["own"] }],
    ["of the process before it", { env: { HOST: "own" }, args: ["${HOST}"] }, { args: ["h.example"] }],
    ["itself resolved", { environment: { KEY: "${TOKEN}" }, args: ["${env:KEY}"] }, { args: ["t0ken"] }],
    ["and not again", { env: { KEY: "$${TOKEN}" }, args: ["${KEY}"] }, { args: ["${TOKEN}"] }],
  ])("may be to a variable that the entry sets: %s", (_which, fields, want) => {
    expect(resolveEntry(entry({ command: "x", ...fields }), context)).toMatchObject({
      entry: want,
      faults: [],
    });
  });

  it("a variable that the entry sets is none to be set, and does not explain itself", () => {
    const written = entry({ command: "x", env: { A: "1", B: "${B}", C: "${A}" }, args: ["${A}${toString}"] });
    expect(variablesOf(written)).toEqual(["B", "A", "toString"]);
    expect(resolveEntry(written, context).faults.map((it) => it.pointer)).toEqual([
      "/mcpServers/s~11/env/B",
      "/mcpServers/s~11/env/C",
      "/mcpServers/s~11/args/0",
    ]);
  });

  it("are all reported at once if they have no value", () => {
    const { faults } = resolveEntry(entry({ command: "${A}", args: ["${B}", "${C}"] }), context);
    expect(faults.map((it) => it.pointer)).toEqual([
      "/mcpServers/s~11/command",
      "/mcpServers/s~11/args/0",
      "/mcpServers/s~11/args/1",
    ]);
  });
});

it("lead to another check of a URL once it is known", () => {
  const written = entry({ url: "${URL}" });
  expect(resolveEntry(written, { env: { URL: "http://h/sse" } })).toMatchObject({
    entry: { kind: "sse", url: "http://h/sse" },
  });
  expect(resolveEntry(written, { env: { URL: "file:///etc/passwd" } })).toMatchObject({
    faults: [{ pointer: "/mcpServers/s~11/url" }],
  });
});

it("can be limited to some variables", () => {
  const allowVariable = (name: string): boolean => name !== "TOKEN";
  expect(
    resolveEntry(entry({ command: "x", args: ["${HOST}", "${TOKEN}"] }), { ...context, allowVariable })
      .faults,
  ).toMatchObject([
    { pointer: "/mcpServers/s~11/args/1", message: 'Variable "TOKEN" may not be read by this config.' },
  ]);
});

it("are listed by the variables of an entry", () => {
  expect(variablesOf(entry({ command: "${A}", env: { X: "${B:-${C}}", Y: "${env:A}${userHome}" } }))).toEqual(
    ["A", "B", "C"],
  );
});

it("a reference that never ends costs linear time", () => {
  const text = "${".repeat(200_000);
  const resolve = (): void =>
    expect(resolveEntry(entry({ command: "x", args: [text] }), context).faults).toHaveLength(1);
  expect(cpuMsOf(resolve)).toBeLessThan(2_000);
});

it("are resolved in transforms only where a value is sent", () => {
  const tools = {
    find: {
      description: "costs ${5}",
      arguments: {
        default: { description: "${NOPE}", default: { deep: ["${TOKEN}"] } },
        key: { default: "${env:TOKEN}", examples: ["${NOPE}"] },
      },
    },
  };
  const resolved = resolveEntry(entry({ command: "x", tools }), context);
  expect(resolved.faults).toEqual([]);
  expect(resolved.entry?.tools).toEqual({
    find: {
      description: "costs ${5}",
      arguments: {
        default: { description: "${NOPE}", default: { deep: ["t0ken"] } },
        key: { default: "t0ken", examples: ["${NOPE}"] },
      },
    },
  });
  const missing = { find: { arguments: { key: { default: "${NOPE}" } } } };
  expect(resolveEntry(entry({ command: "x", tools: missing }), context).faults).toMatchObject([
    {
      pointer: "/mcpServers/s~11/tools/find/arguments/key/default",
      message: expect.stringContaining("NOPE") as string,
    },
  ]);
});

describe("an input of a bundle that may have several values", () => {
  const manifest = {
    manifest_version: "0.3",
    name: "files",
    user_config: {
      folders: { type: "directory", title: "F", multiple: true, default: ["${HOME}/a", "${HOME}/b"] },
      level: { type: "string", title: "L", default: "${HOST}" },
    },
    server: {
      mcp_config: {
        command: "x",
        args: ["--in", "${user_config.folders}", "=${user_config.folders}", "${user_config.level}"],
      },
    },
  };
  it.each<[string, Record<string, string>, readonly string[]]>([
    ["its defaults, with places in them", {}, ["/home/u/a", "/home/u/b", "=/home/u/a,/home/u/b"]],
    ["what is given", { MCP_INPUT_FOLDERS: "/x, /y" }, ["/x", "/y", "=/x, /y"]],
  ])("is an argument each: %s", (_, given, want) => {
    const [bundle] = parseConfig(manifest).servers;
    const { entry: resolved } = resolveEntry(bundle!, { ...context, env: { ...env, ...given } });
    expect(resolved).toMatchObject({ args: ["--in", ...want, "h.example"] });
  });
});

describe("an input of a bundle without a value", () => {
  it.each<[string, object, readonly string[] | undefined]>([
    ["is empty if it is optional", { type: "string" }, ["--key=", ""]],
    [
      "is left out of the arguments if it may have several values",
      { type: "file", multiple: true },
      ["--key="],
    ],
    ["is a fault if it is required", { type: "string", required: true }, undefined],
  ])("%s", (_, field, want) => {
    const [bundle] = parseConfig({
      ...{ manifest_version: "0.3", name: "b", user_config: { key: field } },
      server: { mcp_config: { command: "x", args: ["--key=${user_config.key}", "${user_config.key}"] } },
    }).servers;
    const { entry: resolved, faults } = resolveEntry(bundle!, { ...context, env });
    if (want === undefined) expect(faults).not.toEqual([]);
    else expect([faults, resolved]).toEqual([[], expect.objectContaining({ args: want })]);
  });
});
