import { readSchema } from "../../src/shared/json-schema/index.js";
import { sampleOf } from "../../src/shared/json-schema/sample/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../src/shared/json/json.js";
import { dataOf } from "../../src/codegen/learn/tool-learner.js";
import { Client, McpError } from "../../src/runtime/index.js";
import { fake } from "../../src/runtime/fakes/fake.js";
import type { ToolInfo } from "../../src/runtime/tools/tool-info.js";
import { ajvOf } from "../fuzz/judge.js";

const SEEDS = 20;

/** What fakes of tools answered, with 20 seeds each. */
export interface Faked {
  readonly tools: number;
  readonly answers: number;
  /** Answers that Ajv refuses. */
  readonly invalid: readonly string[];
  /** Tools whose fakes say that no value was found. */
  readonly unsatisfiable: readonly string[];
  /** Tools whose schema Ajv cannot compile: nobody judged them. */
  readonly unjudged: number;
}

/** Calls the fake of each tool by a client, with arguments made from the input schema. */
export async function faked(tools: readonly ToolInfo[]): Promise<Faked> {
  const count = { tools: 0, answers: 0, unjudged: 0 };
  const invalid: string[] = [];
  const unsatisfiable: string[] = [];
  for (const tool of tools) {
    const { outputSchema, learned, server, name } = tool;
    if (outputSchema === undefined) continue;
    count.tools++;
    const judge = ajvOf(outputSchema);
    if (judge === undefined) count.unjudged++;
    for (let seed = 0; seed < SEEDS; seed++) {
      const input = sampleOf(readSchema(tool.inputSchema), { seed })?.value;
      const answer = await answerOf(tool, isJsonObject(input) ? input : {}, seed);
      if (answer === undefined) {
        unsatisfiable.push(`${server}.${name}`);
        break;
      }
      count.answers++;
      const data = learned === undefined ? answer["structuredContent"] : dataOf(answer, learned);
      if (judge?.(data as Json) === false) invalid.push(`${server}.${name} ${seed}`);
    }
  }
  return { ...count, invalid, unsatisfiable };
}

/** `undefined`: the fake says that there is none. */
async function answerOf(tool: ToolInfo, args: JsonObject, seed: number): Promise<JsonObject | undefined> {
  await using client = await Client.connect(fake([tool], {}, { seed }), { name: "fake" });
  try {
    const params = { name: tool.name, arguments: args };
    return (await client.request("tools/call", params)) as JsonObject;
  } catch (error) {
    if (error instanceof McpError && error.message.includes("No value was found")) return undefined;
    throw error;
  }
}
