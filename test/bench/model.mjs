/**
 * A server of `count` tools of ordinary shape: a few scalars, an enum, a list, a nested object, an output. One in five has a sole
 * required scalar, as among recorded tools.
 */
export function model(count) {
  const inputSchema = (i) => ({
    type: "object",
    properties: {
      [`id${i % 7}`]: { type: "string", minLength: 1, description: "Which one." },
      limit: { type: "integer", minimum: 1, maximum: 100, default: 20 },
      order: { enum: ["asc", "desc", `by${i}`] },
      tags: { type: "array", items: { type: "string" } },
      filter: {
        type: "object",
        properties: { since: { type: "string", format: "date" }, open: { type: "boolean" } },
      },
    },
    required: [`id${i % 7}`, ...(i % 5 === 0 ? [] : ["order"])],
  });
  const outputSchema = {
    type: "object",
    properties: {
      items: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
    },
  };
  const tools = Array.from({ length: count }, (_, i) => ({
    name: `tool_${String(i).padStart(4, "0")}`,
    description: `Does the ${i}th thing, as asked.`,
    inputSchema: inputSchema(i),
    ...(i % 3 === 0 && { outputSchema }),
  }));
  return {
    key: "bench",
    era: "legacy",
    protocolVersion: "2025-11-25",
    capabilities: { tools: {} },
    clientCapabilities: {},
    tools,
    resources: [],
    resourceTemplates: [],
    prompts: [],
    diagnostics: [],
  };
}
