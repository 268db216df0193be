import type { JsonObject } from "../../shared/json/json.js";
import { DEFAULT_LIMITS, type Limits } from "../model/index.js";
import type { ShortenRules } from "./shorten.js";

/** What the extension of relative imports in generated files is. */
export type ImportExtension = "js" | "ts" | "none";

/** What the modules of the project around generated files are compiled to. */
export type ModuleKind = "esm" | "commonjs";

/** How generated code finds its server when it connects. */
export type ConnectionSource =
  /** By key in a config file: its path relative to the *output* folder, with `/`. */
  | { readonly kind: "config"; readonly path: string }
  /** By an entry in the code, free of secrets, for each server key; `path` of the config that its relative paths count from. */
  | { readonly kind: "inline"; readonly entries: ReadonlyMap<string, JsonObject>; readonly path?: string }
  /** Not at all: whoever creates a client says where its server is. */
  | { readonly kind: "none" };

/** What the user chose about names and contents of the output. */
export interface PlanOptions {
  readonly source: ConnectionSource;
  /** `commonjs`: the code holds no `import.meta`. */
  readonly module: ModuleKind;
  /** Method names of the user's own, by `server.tool` (also `server.prompt`, `server.template`: wire names). */
  readonly names: Readonly<Record<string, string>>;
  /** How much of the texts of tools models are told. */
  readonly shorten: ShortenRules;
  /** Which `server.tool` are left out: globs of the config stage, already compiled. */
  readonly includes: (server: string, tool: string) => boolean;
  /** Whether validators check `format`, which JSON Schema takes for a note. */
  readonly assertFormats: boolean;
  /** Resources whose URI becomes part of the type `KnownResource`. */
  readonly knownResources: number;
  /** Folders of the output that no server gets: those of targets. */
  readonly takenFolders: readonly string[];
  /** How much of schemas and descriptions is taken in. */
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
  knownResources: 2_000,
  limits: DEFAULT_LIMITS,
};
