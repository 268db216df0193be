import type { Tool } from "@modelcontextprotocol/client";
import type { Json, JsonObject } from "../../shared/json/json.js";
import { abortable } from "../async/abortable.js";
import { isWrapper } from "../results/unwrap.js";
import { hasHeaders } from "./lists/header-schema.js";
import { listAll } from "./lists/list.js";
import type { Requester } from "./requester.js";

/** What calls must know of a tool besides its arguments. */
interface ToolNotes {
  readonly wrapped: boolean;
  readonly headerSchema: JsonObject | undefined;
  /** The server says that it is read-only, or may run twice. */
  readonly repeatable: boolean;
  readonly taskSupport: TaskSupport;
  /** Only if arguments are checked: schemas may be large. */
  readonly inputSchema: JsonObject | undefined;
}

/** Whether a tool may or must be called as a task (MCP 2025-11-25, `execution.taskSupport`). */
type TaskSupport = "forbidden" | "optional" | "required";

/** What the tool lists say about calling the tools. Cleared whenever the server reports that its tools changed. */
export class ToolCatalogue {
  readonly #requester: Requester;
  #notes: Map<string, ToolNotes> | undefined;
  #loading: Promise<void> | undefined;
  #keepsSchemas = false;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  get server(): string {
    return this.#requester.server;
  }

  /** Records a complete list. */
  learn(tools: readonly Tool[], era: "legacy" | "modern"): void {
    this.#notes = new Map(tools.map((tool) => [tool.name, notesOf(tool, era, this.#keepsSchemas)]));
  }

  forget(): void {
    this.#notes = undefined;
  }

  /** Returns the input schema of a tool whose arguments are also sent as headers, if it is known without asking. */
  headerSchema(name: string): JsonObject | undefined {
    return this.#notes?.get(name)?.headerSchema;
  }

  /** Returns the input schema of a tool, if it is listed. Requests the list, once. */
  async inputSchema(name: string, signal?: AbortSignal): Promise<JsonObject | undefined> {
    if (this.#notes === undefined || !this.#keepsSchemas) {
      this.#keepsSchemas = true;
      await this.refresh(signal);
    }
    return this.#notes?.get(name)?.inputSchema;
  }

  /** `undefined`: the tools are not known yet, or this is not one of them. */
  taskSupport(name: string): TaskSupport | undefined {
    return this.#notes?.get(name)?.taskSupport;
  }

  /** Whether the tool's output schema is a wrapper. Requests the list, once, if it is not known. */
  async isWrapped(name: string, signal?: AbortSignal): Promise<boolean> {
    if (this.#notes === undefined) await this.refresh(signal);
    return this.#notes?.get(name)?.wrapped ?? false;
  }

  /** Whether the tool may run twice, by the server's hints if they are trusted. Requests the list, once. */
  async isRepeatable(name: string, signal?: AbortSignal): Promise<boolean> {
    if (!this.#requester.trusts()) return false;
    if (this.#notes === undefined) await this.refresh(signal);
    return this.#notes?.get(name)?.repeatable ?? false;
  }

  /** Lists the tools again; at most one such list is under way. If it fails, the tools stay unknown, and the call goes on. */
  async refresh(signal?: AbortSignal): Promise<void> {
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined));
    await abortable(this.#loading, signal);
  }

  async #load(): Promise<void> {
    try {
      const { era } = (await this.#requester.session()).info;
      this.learn(await listAll(this.#requester, "tools", { cache: "refresh" }), era);
    } catch (error) {
      this.#notes ??= new Map();
      const { server, emit } = this.#requester;
      emit({
        type: "diagnostic",
        severity: "warning",
        server,
        code: "TOOLS_UNKNOWN",
        message: "tools/list failed: answers cannot be unwrapped by their schema.",
        cause: error,
      });
    }
  }
}

function notesOf(tool: Tool, era: "legacy" | "modern", keepsSchema: boolean): ToolNotes {
  const input = tool.inputSchema as JsonObject;
  return {
    wrapped: isWrapper(tool.outputSchema as Json | undefined, era),
    headerSchema: hasHeaders(input) ? input : undefined,
    repeatable: tool.annotations?.readOnlyHint === true || tool.annotations?.idempotentHint === true,
    taskSupport: tool.execution?.taskSupport ?? "forbidden",
    inputSchema: keepsSchema ? input : undefined,
  };
}
