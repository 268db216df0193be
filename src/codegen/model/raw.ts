import type { JsonObject } from "../../shared/json/json.js";
import type { ModelDiagnostic, ServerModel } from "./server-model.js";

/** The four things that a server lists, by the name of their list in {@link RawAnswers}. */
export type ListName = "tools" | "resources" | "resourceTemplates" | "prompts";

/** All lists, in the order in which reports name them. */
export const LIST_NAMES: readonly ListName[] = ["tools", "resources", "resourceTemplates", "prompts"];

/** The MCP method that fetches each list. */
export const LIST_METHODS: Readonly<Record<ListName, string>> = {
  tools: "tools/list",
  resources: "resources/list",
  resourceTemplates: "resources/templates/list",
  prompts: "prompts/list",
};

/** What a server answered, unchecked: only what the client itself added can be trusted. */
export interface RawAnswers {
  readonly key: string;
  readonly era: ServerModel["era"];
  readonly protocolVersion: string;
  /** `initialize` or `server/discover`. */
  readonly serverInfo?: unknown;
  readonly instructions?: unknown;
  readonly capabilities?: unknown;
  readonly clientCapabilities: JsonObject;
  /** Items of every page of each list; absent if a list was not requested. */
  readonly lists: Readonly<Partial<Record<ListName, readonly unknown[]>>>;
  /** Errors while asking: `LIST_FAILED`, `LIST_TRUNCATED`. */
  readonly diagnostics?: readonly ModelDiagnostic[];
}
