import type { Json } from "../../../../src/shared/json/json.js";
import { row, type Row } from "./row.js";

const ask = { name: "ask", arguments: [{ name: "city", required: true }] };
const result: Json = { type: "object", properties: { result: { type: "string" } }, required: ["result"] };
const act = { name: "act", inputSchema: { type: "object", properties: {} }, outputSchema: result };
const completions = { capabilities: { completions: {} }, prompts: [ask] };

export const SERVER_ROWS: readonly Row[] = [
  row(
    "server: instructions",
    { instructions: "Be kind." },
    { instructions: "Be quick." },
    "dangerous instructions-changed",
  ),
  row("server: protocol version", {}, { protocolVersion: "2025-06-18" }, "safe protocol-changed"),
  row("server: era", {}, { era: "modern", protocolVersion: "2026-07-28" }, "dangerous era-changed"),
  row("server: offers completions", { prompts: [ask] }, completions, "safe completions-added"),
  {
    ...row(
      "server: offers completions no longer",
      completions,
      { prompts: [ask] },
      "breaking completions-removed",
      "wire",
    ),
    caller: `await s.$completePrompt("ask", "city", "Os");`,
  },
  {
    ...row(
      "server: has no resources any more",
      { capabilities: { resources: {} } },
      {},
      "breaking resources-removed",
      "types",
    ),
    caller: `await s.resources.list();`,
  },
  row(
    "server: unwraps in the other era",
    { tools: [act] },
    {
      era: "modern",
      protocolVersion: "2026-07-28",
      tools: [act],
    },
    ["breaking result-unwrapping-changed", "dangerous era-changed"],
    "types",
  ),
];
