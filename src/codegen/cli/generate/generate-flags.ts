import type { ProtocolOption } from "../../../shared/config/protocol.js";
import type { Limits } from "../../model/index.js";
import type { ImportExtension } from "../../plan/index.js";

/** Flags of `generate`, as commander reads them. */
export interface GenerateFlags {
  readonly out?: string;
  readonly config?: string;
  readonly server?: readonly string[];
  readonly exclude?: readonly string[];
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly protocol?: ProtocolOption;
  readonly probeTimeout?: number;
  readonly limit?: Partial<Limits>;
  readonly importExt?: ImportExtension;
  readonly inlineConfig?: boolean;
  readonly offline?: boolean;
  readonly templates?: string;
  readonly allowPartial?: boolean;
  readonly dryRun?: boolean;
  readonly stdout?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}
