import { relative, resolve } from "node:path";
import type { ServerEntry } from "../../shared/config/index.js";
import type { EmitOptions } from "./output-options.js";
import type { IntrospectEvent, IntrospectOptions } from "../introspect/index.js";
import type { TemplateSet } from "../emit/file-names.js";
import type { LockedServer, TransportFacts } from "../lock/index.js";
import {
  type AskingValues,
  type ConfigValues,
  type OutputValues,
  outputValues,
} from "../options/option-values.js";
import type { NameMap, PlanDiagnostic } from "../plan/index.js";
import type { FileChange } from "../write/index.js";

/** A whole run: from servers to files. */
export interface GenerateOptions
  extends
    OutputValues,
    AskingValues,
    Pick<ConfigValues, "templates" | "allowPartial" | "outputs">,
    Pick<EmitOptions, "filter">,
    Pick<IntrospectOptions, "signal" | "env"> {
  /** The servers to ask. With `offline` and an empty list, every server of the lock. */
  readonly entries: readonly ServerEntry[];
  /** Keys of servers of the config that are not asked this time: their part of the lock stays in the output. */
  readonly others?: readonly string[];
  /** Path of the config file with the entries, where generated code looks its servers up. */
  readonly configPath?: string;
  /** Output folder. */
  readonly out: string;
  /** Rebuilds the code from the lock without asking servers. Default false. */
  readonly offline?: boolean;
  /** With `offline`: the servers to rebuild from, by key, instead of those in the lock on disk. */
  readonly remembered?: Readonly<Record<string, LockedServer>>;
  /** Reports what would change, and changes nothing. Default false. */
  readonly dryRun?: boolean;
  /** Formats every file again, even if it is unchanged according to the lock. Default false. */
  readonly reformat?: boolean;
  readonly onEvent?: (event: GenerateEvent) => void;
}

/** What happens during a run. */
export type GenerateEvent = IntrospectEvent | ({ readonly type: "write" } & FileChange);

/** The result for one server. */
export interface ServerReport {
  readonly key: string;
  /**
   * `generated` from its answers; `kept` from the lock, since it could not be queried; `skipped`: it could not be queried and is
   * not in the lock.
   */
  readonly status: "generated" | "kept" | "skipped";
  readonly tools: number;
  readonly resources: number;
  readonly templates: number;
  readonly prompts: number;
  readonly era?: "legacy" | "modern";
  readonly durationMs: number;
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
}

/** The result of a run. */
export interface GenerateReport {
  /** In the order of the entries. */
  readonly servers: readonly ServerReport[];
  readonly files: readonly FileChange[];
  /** Text of every file by its path, as written to the disk. */
  readonly texts: ReadonlyMap<string, string>;
  readonly names: readonly NameMap[];
  readonly diagnostics: readonly PlanDiagnostic[];
  /** Whether this run completed what an interrupted one had begun to write. */
  readonly isRepair: boolean;
  /** 0: done; 3: some servers failed; 4: all failed. */
  readonly exitCode: 0 | 3 | 4;
}

/** Returns the options of a run that affect the text of the output. */
export function emitOptionsOf(
  options: GenerateOptions,
  transports: ReadonlyMap<string, TransportFacts>,
  templates: TemplateSet | undefined,
): EmitOptions {
  const { out, filter, configPath, entries } = options;
  const { inlineConfig, ...values } = outputValues(options);
  return {
    ...values,
    ...(filter !== undefined && { filter }),
    ...(templates !== undefined && { templates }),
    ...(configPath !== undefined && {
      config: relative(resolve(out), resolve(configPath)).replaceAll("\\", "/"),
    }),
    ...(inlineConfig === true && { inline: entries }),
    transports,
  };
}
