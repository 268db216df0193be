import type { Transport } from "@modelcontextprotocol/client";

/** An optional peer dependency, hidden from bundlers: it is only there if the program has a v2 server. */
const SERVER_PACKAGE: string = "@modelcontextprotocol/server";

/** The used part of it. */
export interface ServerPackage {
  /** Classes that recognize their instances by brand, across copies. */
  readonly brands: readonly { [Symbol.hasInstance](value: unknown): boolean }[];
  readonly serveStdio: (factory: () => unknown, options: { transport: Transport }) => unknown;
}

/** Returns `undefined` if it is not installed, so that there can be no v2 server. */
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
