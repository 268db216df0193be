import type { ServerPlan } from "../plan/index.js";
import { type Code, code, identifier, onLines } from "../printer/index.js";
import { exportNames, type ImportedName, importNames, importSpecifier } from "./imports.js";

/** Returns the regions of a server's `index.ts`. */
export function serverIndexRegions(server: ServerPlan, importSuffix: string): Readonly<Record<string, Code>> {
  const { names, offersPrompts, offersResources } = server;
  const exported = [
    { name: names.factory, type: false },
    { name: names.value, type: false },
    { name: names.client, type: false },
    ...(offersPrompts ? [{ name: `${names.prefix}Prompts`, type: true }] : []),
    ...(offersResources ? [{ name: `${names.prefix}Resources`, type: true }] : []),
    ...toolTypes(server),
  ];
  return {
    exports: onLines([
      exportNames(exported, importSpecifier("./client", importSuffix)),
      code`export type * from ${importSpecifier("./types", importSuffix)};`,
    ]),
  };
}

/** Returns the regions of the root `index.ts`. */
export function rootIndexRegions(
  servers: readonly ServerPlan[],
  importSuffix: string,
): Readonly<Record<string, Code>> {
  const from = (server: ServerPlan): Code => importSpecifier(`./${server.names.folder}/index`, importSuffix);
  return {
    imports: onLines([
      code`import { group, type Group } from "fmcp-runtime";`,
      ...servers.map((server) =>
        importNames(
          [
            { name: server.names.value, type: false },
            { name: server.names.client, type: true },
          ],
          from(server),
        ),
      ),
    ]),
    exports: onLines(
      servers.map((server) =>
        exportNames(
          [
            ...[server.names.factory, server.names.value, server.names.client].map((name) => ({
              name,
              type: false,
            })),
            ...toolTypes(server),
          ],
          from(server),
        ),
      ),
    ),
    members: onLines(
      servers.map(({ names }) => code`${identifier(names.value)}: ${identifier(names.client)};`),
    ),
    values: onLines(servers.map(({ names }) => code`${identifier(names.value)},`)),
  };
}

/** Returns the types that list a server's tools by name. */
function toolTypes({ names }: ServerPlan): readonly ImportedName[] {
  return ["ToolName", "Tools"].map((kind) => ({ name: `${names.prefix}${kind}`, type: true }));
}
