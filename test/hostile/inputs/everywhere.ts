import { type Script, script } from "../kit/script.js";
import { texts } from "./texts.js";

/** One server for each text, which says it in every place where a server or its config can say anything. */
export function everywhere(evil: string): readonly Script[] {
  return texts(evil).map(([number, what, text]) => {
    const isName = text !== "" && text.length <= 256;
    const tools = [
      { ...described(text), name: "plain", inputSchema: { type: "object" } },
      { ...described(text), name: "schemas", inputSchema: schemaOf(text), outputSchema: schemaOf(text) },
      ...(text.length > 256
        ? []
        : [
            {
              ...described(text),
              name: text,
              inputSchema: { type: "object", properties: { [text]: { type: "string" } } },
            },
          ]),
      {
        name: "with a header",
        inputSchema: { type: "object", properties: { h: { type: "string", "x-mcp-header": text } } },
      },
      { name: `${text.slice(0, 200)} `, inputSchema: { type: "object" } },
    ];
    // the cursor of a second page is foreign text, too; an empty one is the end of no list
    const pages = [
      { items: JSON.stringify(tools.slice(0, 2)), ...(text !== "" && { next: text }) },
      ...(text === "" ? [] : [{ items: JSON.stringify(tools.slice(2)) }]),
    ];
    const names = (text === "" ? tools.slice(0, 2) : tools).map(({ name }) => name);
    const isHeader = (name: string): boolean => name === "with a header";
    return script({
      key: isName ? text : `key ${number}`,
      number,
      what,
      callable: names.filter((name) => !isHeader(name)),
      dropped: names.filter(isHeader),
      initialize: initializeOf(text),
      lists: { "tools/list": pages },
      prompts: [
        {
          ...described(text),
          name: text.slice(0, 256),
          arguments: [
            { name: text.slice(0, 256), title: text, description: text, required: true },
            {
              name: "json",
              description: `Provide as a JSON string matching the following schema: ${JSON.stringify(schemaOf(text))}`,
            },
          ],
        },
      ],
      resources: [
        { ...described(text), uri: `x://${text}`, name: text, mimeType: text },
        { uri: text, name: text },
      ],
      templates: [
        { ...described(text), uriTemplate: `x://a/{id}/${text}`, name: text, mimeType: text },
        { ...described(text), uriTemplate: `x://{${text}}{?${text}*}`, name: text },
        { uriTemplate: text, name: "n" },
      ],
    });
  });
}

/** The texts in what a server answers when it refuses. */
export function refusals(evil: string): readonly Script[] {
  const error = (text: string): object => ({ code: -32_000, message: text, data: { [text]: text } });
  return texts(evil).flatMap(([number, what, text], i) => [
    script({
      key: `refuses ${i}`,
      number,
      what: `${what} (error of the handshake)`,
      callable: [],
      mayFail: true,
      errors: { initialize: error(text), "server/discover": error(text) },
      transport: "http",
    }),
    script({
      key: `refuses prompts ${i}`,
      number,
      what: `${what} (error of a list)`,
      callable: ["plain"],
      tools: [{ name: "plain", inputSchema: { type: "object" } }],
      errors: { "prompts/list": error(text), "resources/templates/list": error(text) },
      transport: "http",
    }),
  ]);
}

function described(text: string): Record<string, unknown> {
  return {
    title: text,
    description: text,
    annotations: { title: text, readOnlyHint: text, [text]: text },
    icons: [{ src: text, mimeType: text, sizes: [text] }],
    execution: { taskSupport: text },
    _meta: { [text]: { [text]: [text] } },
  };
}

/** Every keyword that can hold a text, and names of every kind. */
function schemaOf(text: string): Record<string, unknown> {
  const pointer = text.replaceAll("~", "~0").replaceAll("/", "~1");
  return {
    $id: text,
    $comment: text,
    title: text,
    description: text,
    type: "object",
    properties: Object.fromEntries([
      [text, { type: "string", title: text, description: text, default: text, examples: [text] }],
      [`${text}2`, { enum: [text, `${text}x`], description: text }],
      ["constant", { const: { [text]: [text, { [text]: text }] } }],
      ["pattern", { type: "string", pattern: text }],
      ["format", { type: "string", format: text, contentEncoding: text, contentMediaType: text }],
      ["typed", { type: text }],
      ["union", { type: ["string", text] }],
      ["refers", { $ref: `#/$defs/${encodeURIComponent(pointer.replace(/[\ud800-\udfff]/gu, "\ufffd"))}` }],
      ["anchored", { $ref: `#${text}` }],
      ["leads out", { $ref: text }],
      ["dynamic", { $dynamicRef: `#${text}` }],
      [
        "map",
        { type: "object", patternProperties: { [text]: { const: text } }, propertyNames: { enum: [text] } },
      ],
      ["tuple", { prefixItems: [{ const: text }], items: { title: text, enum: [text, 1] } }],
      ["foreign", { tsType: text, tsEnumNames: [text], [text]: text, enumNames: [text] }],
    ]),
    required: [text],
    dependentRequired: { [text]: [text] },
    $defs: Object.fromEntries([
      [text, { title: text, type: "object", properties: Object.fromEntries([[text, { const: text }]]) }],
      ["anchor", { $anchor: text, type: "string", enum: [text] }],
    ]),
    default: Object.fromEntries([[text, text]]),
    examples: [Object.fromEntries([[text, text]])],
  };
}

function initializeOf(text: string): string {
  const members = {
    capabilities: {
      tools: {},
      resources: {},
      prompts: {},
      completions: {},
      experimental: { [text]: { [text]: text } },
    },
    serverInfo: { name: text, version: text, title: text, websiteUrl: text, icons: [{ src: text }] },
    instructions: text,
  };
  return JSON.stringify(members).slice(1, -1);
}
