import type { CallableTool } from "../../tools/tool-info.js";
import { freeNames } from "../offer/names.js";

/** The names of a server and a tool in a sandbox. */
export interface SandboxName {
  readonly server: string;
  readonly tool: string;
}

const RESERVED: ReadonlySet<string> = new Set(
  (
    "abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do else enum eval export extends false finally for from " +
    "function get global globalThis if implements import in infer instanceof interface is keyof let module namespace never new null number object of package private protected public " +
    "readonly require return self set static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield then constructor prototype " +
    "__proto__ Object Array String Number Boolean Promise Proxy Reflect Map Set Date Error JSON Math RegExp Symbol console"
  ).split(" "),
);

/**
 * Names tools for a sandbox, in their order: `weather.get_forecast`. Characters that an identifier cannot hold become `_`;
 * names that would then be equal, or that are reserved words, end with a digest of the full name.
 */
export function sandboxNames(tools: readonly CallableTool[]): readonly SandboxName[] {
  const servers = [...new Set(tools.map(({ server }) => server))];
  const called = new Map(
    freeNames(
      servers.map((name) => ({ plain: identifier(name), full: name })),
      RESERVED,
    ).map((name, i) => [servers[i] as string, name]),
  );
  const names = new Map<CallableTool, string>();
  for (const server of servers) {
    const own = tools.filter((tool) => tool.server === server);
    const free = freeNames(
      own.map(({ name }) => ({ plain: identifier(name), full: name })),
      RESERVED,
    );
    for (const [i, tool] of own.entries()) names.set(tool, free[i] as string);
  }
  return tools.map((tool) => ({
    server: called.get(tool.server) as string,
    tool: names.get(tool) as string,
  }));
}

function identifier(name: string): string {
  const plain = name.replace(/\W+/g, "_");
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}
