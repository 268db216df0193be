import type { Target } from "../connection/connection.js";
import type { ServerContract } from "./contract.js";
import type { ClientOptions, ValidateMode } from "./options.js";

/** The server that a generated client stands for, as the config has it now. */
export interface ResolvedServer {
  readonly target: Target;
  readonly validate?: ValidateMode | undefined;
}
export async function resolveServer(
  _contract: ServerContract,
  _options: ClientOptions,
): Promise<ResolvedServer> {
  throw new Error("x");
}
