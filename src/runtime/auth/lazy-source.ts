import type { CredentialSource } from "./credential-source.js";

/**
 * Creates a source on first use, so that its modules are loaded only then. If creating it failed, the next request tries again.
 */
export function lazySource(make: () => Promise<CredentialSource>): CredentialSource {
  let made: CredentialSource | undefined;
  let making: Promise<CredentialSource> | undefined;
  const source = async (): Promise<CredentialSource> => {
    making ??= make();
    try {
      return (made = await making);
    } catch (error) {
      making = undefined;
      throw error;
    }
  };
  return {
    current: async (request) => (await source()).current(request),
    challenged: async (...args) => (await source()).challenged(...args),
    accepted: (used) => made?.accepted(used),
    get pending() {
      return made === undefined ? making?.then(ignore, ignore) : made.pending;
    },
    prepare: async (who, signal) => (await source()).prepare(who, signal),
    login: async (signal) => (await source()).login(signal),
    logout: async (signal) => (await source()).logout(signal),
    status: async () => (await source()).status(),
  };
}

function ignore(): void {}
