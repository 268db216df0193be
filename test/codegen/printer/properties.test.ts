import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import ts from "typescript";
import fc from "../../support/fast-check.js";
import { render } from "../../../src/codegen/run/generate-from-model.js";
import { checkGenerated } from "../../../src/codegen/gate/index.js";
import { buildModel, type ServerModel } from "../../../src/codegen/model/index.js";
import { compile, writeProject } from "../../corpus/compile.js";

/** Random models: 500 of them, or as many as `FMCP_PROPERTY_RUNS` says (10,000 at night). */
const RUNS = Number(process.env["FMCP_PROPERTY_RUNS"] ?? 500);
/** Servers that one compilation takes. */
const BATCH = 500;

/** What ends comments and literals, speaks to compilers, or is a name with a meaning of its own. */
const DANGEROUS = [
  ...["*/", "/*", "//", "///", "`", "${", "}", '"', "'", "\\", "\\u", "\\x0", "</script>", "<!--", "-->"],
  ...[
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\u0000",
    "\u0085",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\u{e0041}",
  ],
  ...[
    "\ud800",
    "\udc00",
    "$&",
    "$1",
    "$`",
    "%s",
    "#",
    "@",
    "@ts-ignore",
    "@ts-nocheck",
    "@jsx evil",
    "@__PURE__",
  ],
  ...[
    "//# sourceMappingURL=x",
    "{@link ",
    "/// <reference path='x' />",
    "import ",
    "();",
    "{}",
    ";",
    "=>",
    "0x",
    "-",
  ],
  ...[
    "__proto__",
    "constructor",
    "prototype",
    "then",
    "toJSON",
    "close",
    "default",
    "class",
    "await",
    "eval",
    "e\u0301",
  ],
];
const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...DANGEROUS) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)) },
  { weight: 2, arbitrary: fc.integer({ min: 0x20, max: 0x7e }).map((unit) => String.fromCharCode(unit)) },
);
const text = fc.array(character, { minLength: 1, maxLength: 10 }).map((parts) => parts.join(""));
const json = fc.jsonValue({ maxDepth: 2 });

const leaf = fc.oneof(
  fc.record({ const: fc.oneof(text, json) }),
  fc.record({
    enum: fc.uniqueArray(fc.oneof(text, fc.integer(), fc.constant(null)), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ type: fc.constantFrom("string", "integer", "boolean"), default: json, description: text }),
  fc.record({ type: fc.constant("string"), pattern: text, format: text }),
  fc.record({ type: text, title: text, tsType: text }),
  fc.record({
    $ref: fc.oneof(
      text,
      text.map((name) => `#/$defs/${name}`),
    ),
  }),
);
const object = fc
  .tuple(
    fc.array(fc.tuple(text, leaf), { maxLength: 4 }),
    fc.array(fc.tuple(text, leaf), { maxLength: 2 }),
    text,
    text,
  )
  .map(([properties, definitions, title, description]) => ({
    type: "object",
    title,
    description,
    properties: Object.fromEntries(properties),
    required: properties.slice(0, 2).map(([name]) => name),
    $defs: Object.fromEntries(definitions),
    patternProperties: Object.fromEntries(definitions),
  }));
const described = fc.record({ title: text, description: text });
const model = fc
  .record({
    key: text,
    instructions: text,
    tools: fc.array(
      fc
        .tuple(described, text, object, fc.option(object, { nil: undefined }))
        .map(([doc, name, input, output]) => ({
          ...doc,
          name,
          inputSchema: input,
          ...(output !== undefined && { outputSchema: output }),
        })),
      { minLength: 1, maxLength: 3 },
    ),
    prompts: fc.array(
      fc.tuple(described, text, text).map(([doc, name, argument]) => ({
        ...doc,
        name,
        arguments: [{ name: argument, description: doc.description }],
      })),
      { maxLength: 1 },
    ),
    resources: fc.array(fc.record({ uri: text, name: text, description: text }), { maxLength: 2 }),
    resourceTemplates: fc.array(
      fc.record({
        uriTemplate: fc.oneof(
          text,
          text.map((part) => `x://{a}/${part}`),
        ),
        name: text,
        description: text,
      }),
      { maxLength: 2 },
    ),
    serverInfo: fc.record({ name: text, version: text, title: text }),
    era: fc.constantFrom("legacy" as const, "modern" as const),
  })
  .map(({ key, instructions, serverInfo, era, ...lists }) =>
    buildModel({
      key,
      era,
      protocolVersion: "2025-11-25",
      instructions,
      serverInfo,
      capabilities: { tools: {}, prompts: {}, resources: {}, completions: {} },
      clientCapabilities: {},
      lists,
    }),
  );

it(`${RUNS} random models: the output parses, passes the gate, compiles, and its literals are what the server said`, async () => {
  let files = new Map<string, string>();
  let count = 0;
  const compileBatch = async (): Promise<void> => {
    const folder = fileURLToPath(new URL("../../../.cache/properties", import.meta.url));
    const config = await writeProject(folder, files, "nodenext");
    expect(await compile(config, "7")).toEqual([]);
    files = new Map();
  };
  await fc.assert(
    fc.asyncProperty(model, async (given) => {
      const rendered = render([given], { config: "../mcp.json" });
      checkGenerated(rendered.files, { ...rendered, importExt: "js" });
      expectSaid(given, rendered.files);
      for (const [path, code] of rendered.files) files.set(`m${count}/${path}`, code);
      count++;
      if (count % BATCH === 0) await compileBatch();
    }),
    { numRuns: RUNS },
  );
  if (files.size > 0) await compileBatch();
}, 900_000);

/** Wire names of tools and prompts, names of properties and texts of enums are in the code, decoded, to the letter. */
function expectSaid({ tools, prompts }: ServerModel, files: ReadonlyMap<string, string>): void {
  const said = new Set<string>();
  for (const [path, code] of files) collect(ts.createSourceFile(path, code, ts.ScriptTarget.Latest), said);
  const wanted = [
    ...tools.map(({ name }) => name),
    ...prompts.map(({ name }) => name),
    ...prompts.flatMap(({ arguments: names }) => names.map(({ name }) => name)),
    ...tools.flatMap(({ inputSchema }) => {
      const { properties = {} } = inputSchema as { properties?: Record<string, { enum?: unknown[] }> };
      return Object.entries(properties).flatMap(([name, schema]) => [name, ...(schema.enum ?? [])]);
    }),
  ];
  const missing = wanted.filter((each) => typeof each === "string" && !said.has(each));
  expect(missing).toEqual([]);
}

function collect(node: ts.Node, said: Set<string>): void {
  if (ts.isStringLiteral(node) || ts.isIdentifier(node)) said.add(node.text);
  ts.forEachChild(node, (child) => collect(child, said));
}
