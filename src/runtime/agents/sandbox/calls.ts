import { distance } from "fastest-levenshtein";
import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { escapeForCode, replaceInvisible } from "../../../shared/text/invisible.js";
import { show } from "../../../shared/text/show.js";
import { chooseTools } from "../../tools/choose.js";
import { toolsOf } from "../../tools/callable-tools.js";
import type { ToolSource } from "../../tools/tool-source.js";
import type { CallableTool } from "../../tools/tool-info.js";
import type { Approval } from "../adapters/approval.js";
import { refusalOf } from "../offer/allowed.js";
import { type AgentOptions, reasonOf } from "../offer/offer.js";
import { sandboxNames } from "./sandbox-names.js";

/** Options of {@link callsOf}. They must select the same tools as those of `declarationsOf`. */
export type SandboxOptions = Omit<AgentOptions, "maxChars" | "readOn" | "onLoss" | "media"> & Approval;

/** The bridge between a sandbox and the servers: only JSON text crosses it. */
export interface SandboxCalls {
  /**
   * JavaScript that creates the declared objects inside the sandbox. It expects a global function `callTool(name, json)` that
   * leads to {@link SandboxCalls.call} and returns its text or a promise of it, and it removes that global.
   */
  readonly setup: string;
  /**
   * Makes a call that came out of the sandbox. Takes the declared name (`weather.get_forecast`) and the arguments as JSON.
   * Resolves to JSON, `{ "value": … }` or `{ "error": "…" }`, and never rejects: errors are thrown inside the sandbox.
   */
  call(name: string, json: string, signal?: AbortSignal): Promise<string>;
}

/** Makes the calls that code in a sandbox may use: those of the tools that {@link declarationsOf} declares, and no others. */
export async function callsOf(source: ToolSource, options: SandboxOptions = {}): Promise<SandboxCalls> {
  const tools = chooseTools(await toolsOf(source), options);
  const names = sandboxNames(tools).map(({ server, tool }) => `${server}.${tool}`);
  const byName = new Map(tools.map((tool, i) => [names[i] as string, tool]));
  return {
    setup: setupFor(names),
    call: async (name, json, signal) => {
      const tool = byName.get(name);
      try {
        if (tool === undefined) return told({ error: unknownTool(name, names) });
        const args = argumentsOf(json);
        if (args === undefined) return told({ error: `The arguments of ${name} are not an object.` });
        const { call: _, check: _check, ...info } = tool;
        if (options.approve !== undefined) await tool.check?.(args);
        const error = await refusalOf(name, info, args, options, options.approve);
        if (error !== undefined) return told({ error });
        return told(await resultOf(tool, args, options, signal));
      } catch (error) {
        return told({ error: reasonOf(name, error) });
      }
    },
  };
}

type Told = { readonly value: Json } | { readonly error: string };

function told(what: Told): string {
  return JSON.stringify(what);
}

/** Missing arguments count as an empty object. */
function argumentsOf(json: string): JsonObject | undefined {
  const read: unknown = json === "" ? {} : JSON.parse(json);
  return isJsonObject(read) ? read : undefined;
}

/** Returns a tool's structured content, else its text, else its parts. */
async function resultOf(
  tool: CallableTool,
  args: JsonObject,
  options: SandboxOptions,
  signal: AbortSignal | undefined,
): Promise<Told> {
  const result = await tool.call(args, { ...options.call, ...(signal !== undefined && { signal }) });
  const { content, structuredContent, isError } = result;
  if (isError) return { error: content.text || "The tool failed without a message." };
  const structured = structuredContent as Json | undefined;
  if (structured !== undefined && structured !== null && tool.outputSchema !== undefined)
    return { value: structured };
  const isText = content.every(({ type }) => type === "text");
  return { value: isText ? content.text : (content as readonly object[] as unknown as Json) };
}

function unknownTool(name: string, names: readonly string[]): string {
  const [near] = [...names].sort((a, b) => distance(name, a) - distance(name, b));
  const hint = near !== undefined && distance(name, near) <= name.length / 2 ? ` Did you mean ${near}?` : "";
  return `There is no tool ${show(name, 80)}.${hint}`;
}

function setupFor(names: readonly string[]): string {
  // our names are identifiers, so no text of a server appears in this code
  const list = replaceInvisible(JSON.stringify(names), escapeForCode);
  return `"use strict";
(() => {
  const callTool = globalThis.callTool;
  delete globalThis.callTool;
  const { parse, stringify } = JSON;
  const servers = { __proto__: null };
  for (const name of ${list}) {
    const [server, tool] = name.split(".");
    (servers[server] ??= { __proto__: null })[tool] = async (input) => {
      const { error, value } = parse(await callTool(name, stringify(input ?? {})));
      if (error !== undefined) throw new Error(error);
      return value;
    };
  }
  for (const [server, tools] of Object.entries(servers))
    Object.defineProperty(globalThis, server, { value: Object.freeze(tools), enumerable: true });
})();
`;
}
