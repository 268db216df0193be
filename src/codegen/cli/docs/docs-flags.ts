import type { ProtocolOption } from "../../../shared/config/protocol.js";
import type { Limits } from "../../model/index.js";

/** Flags of `docs`. */
export interface DocsFlags {
  readonly output?: string;
  readonly out?: string;
  readonly config?: string;
  readonly server?: readonly string[];
  readonly exclude?: readonly string[];
  readonly against?: string;
  readonly offline?: boolean;
  readonly allowPartial?: boolean;
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly protocol?: ProtocolOption;
  readonly probeTimeout?: number;
  readonly limit?: Partial<Limits>;
  readonly quiet?: boolean;
}
