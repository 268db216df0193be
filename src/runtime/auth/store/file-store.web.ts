import { TokenStoreError } from "../auth-errors.js";
import type { TokenStore } from "./token-store.js";

/** Placeholder for platforms without files: the constructor throws. */
export class FileTokenStore implements TokenStore {
  readonly folder: string = "";

  /** @throws TokenStoreError always */
  constructor(_folder?: string) {
    throw new TokenStoreError(
      'Tokens cannot be kept in files here: this is the build of fmcp-runtime for browsers, workers and edge runtimes. Give `storage: "memory"`, or a store of your own.',
    );
  }

  get(_key: string): Promise<unknown> {
    return Promise.resolve(undefined);
  }

  async set(_key: string, _value: unknown): Promise<void> {}

  async delete(_key: string): Promise<void> {}
}
