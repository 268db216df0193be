import type { ConfigFault } from "../../shared/config/index.js";
import type { Change } from "../diff/index.js";
import type { GenerateReport, ServerReport } from "../run/generate-options.js";

/** What happens while servers are watched. */
export type WatchEvent =
  /** Something was edited or announced, and is being checked. */
  | { readonly type: "look"; readonly reasons: readonly string[] }
  /** The config cannot be used: everything stays unchanged. */
  | { readonly type: "fault"; readonly error: unknown }
  /** Some servers of the config cannot be used; the others can. */
  | { readonly type: "faults"; readonly path: string; readonly faults: readonly ConfigFault[] }
  /** The connection to a server closed unexpectedly, or it could not be queried; it is tried again after `delayMs`. */
  | {
      readonly type: "lost";
      readonly server: string;
      readonly delayMs: number;
      readonly error?: ServerReport["error"];
    }
  /** A lost server answers again. */
  | { readonly type: "back"; readonly server: string }
  /** The files match what the servers say. */
  | {
      readonly type: "written";
      readonly first: boolean;
      readonly servers: readonly ServerReport[];
      readonly changes: readonly Change[];
      readonly files: GenerateReport["files"];
      readonly diagnostics: GenerateReport["diagnostics"];
    };
