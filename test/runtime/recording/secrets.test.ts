import { describe, expect, it } from "vitest";
import { McpError } from "../../../src/runtime/index.js";
import type { Handler, LayerContext } from "../../../src/runtime/layers/layer.js";
import { record } from "../../../src/runtime/recording/record.js";
import type { RecordingReport } from "../../../src/runtime/recording/record-options.js";
import type { Listener } from "../../../src/runtime/handlers/overheard.js";
import { Redactor } from "../../../src/shared/secrets/index.js";
import { filesIn, newFolder } from "./server.js";

/** It looks like a token, so that it is reported where nobody named it. */
const SECRET = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
const BYTES = Buffer.from(`before ${SECRET} after`).toString("base64");
const text = { type: "text", text: `so ${SECRET}` };

interface Row {
  readonly method: string;
  readonly params: object;
  readonly result?: object;
  readonly error?: McpError;
  readonly heard?: object;
}

const call = (result: object, more: Partial<Row> = {}): Row => ({
  method: "tools/call",
  params: { name: "t", arguments: {} },
  result,
  ...more,
});

/** Every field of calls and answers in which a text may stand, with the path at which a secret is reported. */
const FIELDS: [name: string, row: Row, path?: string][] = [
  [
    "an argument",
    call({}, { params: { name: "t", arguments: { a: [{ b: SECRET }] } } }),
    "params.arguments.a.0.b",
  ],
  [
    "the name of an argument",
    call({}, { params: { name: "t", arguments: { [SECRET]: 1 } } }),
    `params.arguments.${SECRET}`,
  ],
  ["the name of a tool", call({}, { params: { name: SECRET, arguments: {} } }), "params.name"],
  ["a text", call({ content: [text] }), "result.content.0.text"],
  ["an image", call({ content: [{ type: "image", mimeType: "image/png", data: BYTES }] })],
  ["an audio", call({ content: [{ type: "audio", mimeType: "audio/wav", data: BYTES }] })],
  [
    "a type of media",
    call({ content: [{ type: "image", mimeType: SECRET, data: "" }] }),
    "result.content.0.mimeType",
  ],
  [
    "a link",
    call({ content: [{ type: "resource_link", name: SECRET, uri: "x:y" }] }),
    "result.content.0.name",
  ],
  [
    "an embedded text",
    call({ content: [{ type: "resource", resource: { uri: "x:y", text: SECRET } }] }),
    "result.content.0.resource.text",
  ],
  ["embedded bytes", call({ content: [{ type: "resource", resource: { uri: "x:y", blob: BYTES } }] })],
  [
    "annotations",
    call({ content: [{ ...text, text: "", annotations: { note: SECRET } }] }),
    "result.content.0.annotations.note",
  ],
  [
    "structured content",
    call({ structuredContent: { a: { b: [SECRET] } } }),
    "result.structuredContent.a.b.0",
  ],
  [
    "the name of a member",
    call({ structuredContent: { [SECRET]: {} } }),
    `result.structuredContent.${SECRET}`,
  ],
  ["metadata", call({ _meta: { a: SECRET } }), "result._meta.a"],
  ["the message of an error", call({}, { error: new McpError(`no ${SECRET}`, -32_000) }), "error.message"],
  ["the data of an error", call({}, { error: new McpError("no", -32_000, { a: SECRET }) }), "error.data.a"],
  [
    "a log message",
    call({}, { heard: { kind: "log", message: { level: "info", data: SECRET } } }),
    "logs.0.data",
  ],
  [
    "what a server asks",
    call(
      {},
      { heard: { kind: "asked", method: "elicitation/create", params: { message: SECRET }, result: {} } },
    ),
    "asked.0.params.message",
  ],
  [
    "what it is answered",
    call(
      {},
      {
        heard: {
          kind: "asked",
          method: "elicitation/create",
          params: {},
          result: { content: { a: SECRET } },
        },
      },
    ),
    "asked.0.result.content.a",
  ],
  ["a URI", { method: "resources/read", params: { uri: `x://${SECRET}` }, result: {} }, "params.uri"],
  [
    "a resource",
    {
      method: "resources/read",
      params: { uri: "x:y" },
      result: { contents: [{ uri: "x:y", text: SECRET }] },
    },
    "result.contents.0.text",
  ],
  [
    "the bytes of a resource",
    { method: "resources/read", params: { uri: "x:y" }, result: { contents: [{ uri: "x:y", blob: BYTES }] } },
  ],
  [
    "a prompt",
    { method: "prompts/get", params: { name: "p" }, result: { messages: [{ role: "user", content: text }] } },
    "result.messages.0.content.text",
  ],
  [
    "a completion",
    { method: "completion/complete", params: {}, result: { completion: { values: [SECRET] } } },
    "result.completion.values.0",
  ],
  [
    "a list",
    { method: "tools/list", params: {}, result: { tools: [{ description: SECRET }] } },
    "result.tools.0.description",
  ],
];

/** Records one call; what was written, names of files and bytes included, and what was reported. */
async function recorded(row: Row, redactData?: <V>(value: V) => V) {
  const [to, reports] = [await newFolder(), [] as RecordingReport[]];
  let hear: Listener | undefined;
  const next: Handler = ({ traits }) => {
    hear?.(row.heard as never);
    void traits.onProgress?.({ progress: 1, message: redactData === undefined ? "" : `at ${SECRET}` });
    return row.error === undefined ? Promise.resolve(row.result) : Promise.reject(row.error);
  };
  const context: LayerContext = {
    server: "s",
    signal: new AbortController().signal,
    attempt: 1,
    info: () =>
      redactData &&
      ({
        era: "modern",
        instructions: `Use ${SECRET}.`,
        serverInfo: { name: "s", version: SECRET },
      } as never),
    ...(row.heard !== undefined && {
      overhear: (listener: Listener) => ((hear = listener), () => undefined),
    }),
    ...(redactData && { redactData }),
  };
  const layer = record({ to, onReport: (report) => void reports.push(report) })(next);
  const request = {
    method: row.method,
    params: { ...row.params },
    traits: { repeatable: false, onProgress: () => undefined },
  };
  await layer(request, context).catch(() => undefined);
  const files = await filesIn(to);
  return { written: JSON.stringify(files), reports };
}

describe("a secret in every field of calls and answers", () => {
  it.each<[string, Row, string?]>(FIELDS)("is not recorded where the client knows it: %s", async (_, row) => {
    const redactor = new Redactor([SECRET]);
    const { written } = await recorded(row, (value) => redactor.recorded(value));
    expect(written).toContain("***");
    expect(written).not.toContain(SECRET);
  });

  // bytes are not looked into
  it.each<[string, Row, string?]>(FIELDS.filter(([, , path]) => path !== undefined))(
    "is recorded as it is where nobody named it, and reported: %s",
    async (_, row, path) => {
      const { written, reports } = await recorded(row);
      expect(written).toContain(SECRET);
      const told = reports.filter(({ kind }) => kind === "suspect").map(({ message }) => message);
      expect(told.join()).toContain(path);
    },
  );
});
