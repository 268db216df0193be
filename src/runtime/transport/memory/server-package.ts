import type { Transport } from "@modelcontextprotocol/client";

/** An optional peer, so out of sight of bundlers: only who has a v2 server has it. */
const SERVER_PACKAGE: string = "@modelcontextprotocol/server";

/** What is needed of it. */
export interface ServerPackage {
  /** Classes that know their instances by brand, across copies. */
  readonly brands: readonly { [Symbol.hasInstance](value: unknown): boolean }[];
  readonly serveStdio: (factory: () => unknown, options: { transport: Transport }) => unknown;
}

/** `undefined`: it is not installed, so nobody has a v2 server. */
export async function loadServerPackage(): Promise<ServerPackage | undefined> {
  try {
    const [root, stdio] = await Promise.all([
      import(/* webpackIgnore: true */ /* @vite-ignore */ SERVER_PACKAGE) as Promise<{
        McpServer: never;
        Server: never;
      }>,
      import(/* webpackIgnore: true */ /* @vite-ignore */ `${SERVER_PACKAGE}/stdio`) as Promise<
        Pick<ServerPackage, "serveStdio">
      >,
    ]);
    return { brands: [root.McpServer, root.Server], serveStdio: stdio.serveStdio };
  } catch {
    return undefined;
  }
}
