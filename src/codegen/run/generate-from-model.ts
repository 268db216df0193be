import type { JsonObject } from "../../shared/json/json.js";
import { selectsTool } from "../config/filter.js";
import type { TemplateSet } from "../emit/index.js";
import type { OutputFile } from "../gate/output-file.js";
import { lockedOptions } from "../options/locked-options.js";
import { chosenTargets, clientFiles, targetFiles } from "../outputs/index.js";
import type { EmitOptions } from "./output-options.js";
import {
  lockedServer,
  type MadeFile,
  type LockFile,
  sealedLock,
  serializeLock,
  sha256,
} from "../lock/index.js";
import { DEFAULT_LIMITS, type ServerModel } from "../model/index.js";
import { packageVersion } from "../package/package-root.js";
import {
  type ConnectionSource,
  inlineEntry,
  type NameMap,
  type Plan,
  type PlanDiagnostic,
  planServers,
} from "../plan/index.js";
import { ownTemplates } from "../templates/load-templates.js";

/** Everything that a run would write, and its diagnostics. */
export interface GeneratedFiles {
  /** Text by path in the output folder, with `/`; not yet formatted by the project's formatter. */
  readonly files: ReadonlyMap<string, string>;
  /** Text of `mcp.lock.json` for these files. */
  readonly lock: string;
  /** The name in the code for every wire name. */
  readonly names: readonly NameMap[];
  readonly diagnostics: readonly PlanDiagnostic[];
}

/**
 * Generates code from models, without asking servers: the same models and options give the same bytes, whatever the
 * order of the models. Reads only the templates of this package.
 *
 * The text is not checked by the gate; `generate` does that before it writes.
 *
 * @throws {NameOverrideError} for a name of `options.names` that cannot be used
 * @throws {TemplateError} for a custom template that lacks a region
 * @throws {TargetUnknownError} {@link TargetError} for a target that does not exist or cannot be used
 */
export function generateFromModel(models: readonly ServerModel[], options: EmitOptions = {}): GeneratedFiles {
  const { plan, files, diagnostics } = render(models, options);
  const unformatted = [...files].map(([path, text]): [string, MadeFile] => {
    const digest = sha256(text);
    return [path, { sha256: digest, source: digest }];
  });
  const lock = serializeLock(lockFor(models, options, new Map(unformatted)));
  return { files, lock, names: plan.names, diagnostics };
}

/** The plan and its text. */
export interface Rendered {
  readonly plan: Plan;
  readonly files: ReadonlyMap<string, string>;
  /** The same files with their kinds. */
  readonly outputs: readonly OutputFile[];
  readonly templates: TemplateSet;
  readonly diagnostics: readonly PlanDiagnostic[];
}

export function render(models: readonly ServerModel[], options: EmitOptions): Rendered {
  const {
    importExt = "js",
    module = "esm",
    names = {},
    shorten = {},
    filter,
    targets: chosen = [],
    assertFormats = false,
    dates = false,
    templates = ownTemplates(),
  } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { source, diagnostics } = sourceOf(options);
  const includes = (server: string, tool: string): boolean =>
    filter === undefined || selectsTool(server, tool, filter);
  const targets = chosenTargets(chosen);
  const takenFolders = targets.map(({ name }) => name);
  const plan = planServers(models, {
    source,
    module,
    names,
    shorten,
    includes,
    assertFormats,
    dates,
    limits,
    takenFolders,
  });
  const outputs = [...clientFiles(plan, templates, importExt), ...targetFiles(plan, targets, importExt)];
  const fromModels = models.flatMap(({ key, diagnostics: own }) =>
    own.map((diagnostic) => ({ server: key, ...diagnostic })),
  );
  return {
    plan,
    files: new Map(outputs.map(({ path, text }) => [path, text])),
    outputs,
    templates,
    diagnostics: [...fromModels, ...plan.diagnostics, ...diagnostics],
  };
}

/** Returns the lock of these files. `formatter` identifies the formatter. */
export function lockFor(
  models: readonly ServerModel[],
  options: EmitOptions,
  files: ReadonlyMap<string, MadeFile>,
  formatter?: string,
): LockFile {
  return sealedLock({
    version: packageVersion(),
    options: lockedOptions(options),
    formatter,
    files,
    servers: Object.fromEntries(
      models.map((model) => [model.key, lockedServer(model, options.transports?.get(model.key))]),
    ),
  });
}

function sourceOf({ config, inline }: EmitOptions): {
  readonly source: ConnectionSource;
  readonly diagnostics: readonly PlanDiagnostic[];
} {
  if (inline === undefined)
    return {
      source: config === undefined ? { kind: "none" } : { kind: "config", path: config },
      diagnostics: [],
    };
  const inlined = inline.map((entry) => ({ key: entry.key, ...inlineEntry(entry) }));
  const entries = new Map<string, JsonObject>(inlined.map(({ key, entry }) => [key, entry]));
  const diagnostics = inlined.flatMap(({ key, variables }): PlanDiagnostic[] => {
    if (variables.length === 0) return [];
    const message = `Its code reads ${variables.join(", ")} from the environment when it connects.`;
    return [{ server: key, code: "INLINE_VARIABLES", severity: "info", subject: "connection", message }];
  });
  return { source: { kind: "inline", entries, ...(config !== undefined && { path: config }) }, diagnostics };
}
