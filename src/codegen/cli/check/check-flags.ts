import type { ProtocolOption } from "../../../shared/config/protocol.js";
import type { Limits } from "../../model/index.js";

/** Flags of `check`. */
export interface CheckFlags {
  readonly out?: string;
  readonly config?: string;
  readonly templates?: string;
  readonly full?: boolean;
  readonly live?: boolean;
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly protocol?: ProtocolOption;
  readonly probeTimeout?: number;
  readonly limit?: Partial<Limits>;
  readonly json?: boolean;
  readonly quiet?: boolean;
}
