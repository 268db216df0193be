import type { ProtocolOption } from "../../../shared/config/protocol.js";
import type { FailOn } from "../../diff/index.js";
import type { Limits } from "../../model/index.js";

export const DIFF_FORMATS = ["text", "json", "markdown", "github", "html"] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];

/** Flags of `diff`. */
export interface DiffFlags {
  readonly out?: string;
  readonly config?: string;
  readonly templates?: string;
  readonly server?: readonly string[];
  readonly exclude?: readonly string[];
  readonly against?: string;
  readonly offline?: boolean;
  readonly failOn: FailOn;
  readonly format: DiffFormat;
  readonly accept?: readonly string[];
  readonly allowPartial?: boolean;
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly protocol?: ProtocolOption;
  readonly probeTimeout?: number;
  readonly limit?: Partial<Limits>;
  readonly quiet?: boolean;
}
