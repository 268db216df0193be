import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../src/shared/json/json.js";
import type { RecordedTool } from "./halves.js";

interface FixtureCall {
  readonly server: string;
  readonly kind: string;
  readonly name: string;
  readonly arguments?: JsonObject;
  readonly result: JsonObject;
}

/** The recorded calls of tools of four real servers, by tool. @param root of the repository */
export function fixtureCalls(root: string): readonly RecordedTool[] {
  const text = readFileSync(join(root, "test/fixtures/real-calls.json"), "utf8");
  const tools = new Map<string, RecordedTool & { calls: RecordedTool["calls"][number][] }>();
  for (const { server, kind, name, arguments: args = {}, result } of JSON.parse(
    text,
  ) as readonly FixtureCall[]) {
    if (kind !== "tool") continue;
    const id = `${server}.${name}`;
    const tool = tools.get(id) ?? { server, name, calls: [] };
    tools.set(id, tool);
    tool.calls.push({ params: { name, arguments: args }, result });
  }
  return [...tools.values()];
}
