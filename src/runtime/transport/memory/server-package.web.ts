import type { ServerPackage } from "./server-package.js";

/** Not available: a bundler cannot know whether it is installed. Servers in memory take the legacy handshake. */
export function loadServerPackage(): Promise<ServerPackage | undefined> {
  return Promise.resolve(undefined);
}
