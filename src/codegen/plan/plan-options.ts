import type { JsonObject } from "../../shared/json/json.js";
import { DEFAULT_LIMITS, type Limits } from "../model/index.js";
import type { ShortenRules } from "./shorten.js";

/** The extension of relative imports in generated files. */
export type ImportExtension = "js" | "ts" | "none";

/** The module format to which the project around generated files compiles. */
export type ModuleKind = "esm" | "commonjs";

/** How generated code finds its server when it connects. */
export type ConnectionSource =
  /** By key in a config file, with its path relative to the *output* folder and with `/`. */
  | { readonly kind: "config"; readonly path: string }
  /** By an entry in the code, free of secrets, for each server key; `path` of the config to which its relative paths refer. */
  | { readonly kind: "inline"; readonly entries: ReadonlyMap<string, JsonObject>; readonly path?: string }
  /** Not at all: whoever creates a client passes the server. */
  | { readonly kind: "none" };

/** The user's choices about names and contents of the output. */
export interface PlanOptions {
  readonly source: ConnectionSource;
  /** With `commonjs`, the code contains no `import.meta`. */
  readonly module: ModuleKind;
  /** The user's own method names, by `server.tool` (also `server.prompt`, `server.template`: wire names). */
  readonly names: Readonly<Record<string, string>>;
  /** Limits on the texts of tools that models read. */
  readonly shorten: ShortenRules;
  /** Whether a tool is included, by the compiled globs of the config stage. */
  readonly includes: (server: string, tool: string) => boolean;
  /** Whether validators check `format`, which JSON Schema treats as an annotation. */
  readonly assertFormats: boolean;
  /** Whether texts that are date-times are `Date`s. */
  readonly dates: boolean;
  /** Resources whose URI becomes part of the type `KnownResource`. */
  readonly knownResources: number;
  /** Folders of the output that no server may use: those of targets. */
  readonly takenFolders: readonly string[];
  /** Limits on schemas and descriptions. */
  readonly limits: Limits;
}

export const DEFAULT_PLAN_OPTIONS: PlanOptions = {
  source: { kind: "none" },
  module: "esm",
  names: {},
  shorten: {},
  includes: () => true,
  takenFolders: [],
  assertFormats: false,
  dates: false,
  knownResources: 2_000,
  limits: DEFAULT_LIMITS,
};
