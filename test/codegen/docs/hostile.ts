import { server } from "../diff/table/row.js";
import type { ServerModel } from "../../../src/codegen/index.js";

/** Texts that would run, close what they stand in, fetch something, or hide. */
export const ATTACKS: readonly string[] = [
  `</script><script>window.hacked = 1</script>`,
  `<img src=x onerror="window.hacked = 2">`,
  `" autofocus onfocus="window.hacked = 3`,
  `' onmouseover='window.hacked = 4`,
  `</pre></details><iframe src="https://example.com/"></iframe>`,
  `<link rel="stylesheet" href="https://example.com/a.css"><style>body{display:none}</style>`,
  `--><svg onload="window.hacked = 5"></svg><!--`,
  `*/ </style><meta http-equiv="refresh" content="0;url=https://example.com">`,
  `javascript:window.hacked = 6`,
  "`${window.hacked = 7}` &lt;b&gt; $& $1",
];

/** Zero-width, bidi and tag characters, each as it must be written. */
export const INVISIBLE: readonly (readonly [string, string])[] = [
  ["\u200b", "\\u{200b}"],
  ["\u2066", "\\u{2066}"],
  ["\u202e", "\\u{202e}"],
  ["\ufeff", "\\u{feff}"],
  ["\u{e0041}", "\\u{e0041}"],
  ["\u0007", "\\u{7}"],
];

const text = [...ATTACKS, ...INVISIBLE.map(([character]) => `a${character}b`)].join("\n");

/** A server that puts them wherever a text can stand. */
export function hostileServer(more = ""): ServerModel {
  return server({
    key: `s${ATTACKS[1] ?? ""}`,
    serverInfo: { name: text, version: text, title: text },
    instructions: text + more,
    capabilities: { resources: {}, prompts: {} },
    tools: ATTACKS.map((attack, i) => ({
      name: `${attack}${i}`,
      title: attack,
      description: text + more,
      inputSchema: {
        type: "object",
        properties: { [attack]: { type: "string", description: text, enum: [attack, "a"] } },
        required: [attack],
      },
      outputSchema: {
        type: "object",
        title: attack,
        description: text,
        properties: { [attack]: { const: attack } },
      },
      annotations: { title: attack, readOnlyHint: true },
    })),
    resources: ATTACKS.map((attack) => ({
      uri: attack,
      name: attack,
      title: attack,
      description: text,
      mimeType: attack,
    })),
    resourceTemplates: [
      { uriTemplate: "x://{a}", name: ATTACKS[0] ?? "", description: text, mimeType: text },
    ],
    prompts: ATTACKS.map((attack, i) => ({
      name: `${attack}${i}`,
      description: text,
      arguments: [{ name: attack, description: text, required: true }],
    })),
  });
}
