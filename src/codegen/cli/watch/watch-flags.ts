import type { ProtocolOption } from "../../../shared/config/protocol.js";
import type { Limits } from "../../model/index.js";

/** Flags of `watch`. */
export interface WatchFlags {
  readonly out?: string;
  readonly config?: string;
  readonly server?: readonly string[];
  readonly exclude?: readonly string[];
  readonly templates?: string;
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly protocol?: ProtocolOption;
  readonly probeTimeout?: number;
  readonly limit?: Partial<Limits>;
  readonly json?: boolean;
  readonly quiet?: boolean;
}
