import type { ServerPlan } from "../../plan/index.js";
import {
  type Code,
  code,
  identifier,
  jsdoc,
  list,
  onLines,
  propertyKey,
  string,
} from "../../printer/index.js";
import { gistOf } from "../gist.js";
import type { TargetFile, TargetKit } from "../output-target.js";
import { toolFile } from "./tool-file.js";
import { type ToolPlace, toolPlaces } from "./tool-places.js";

/**
 * Returns the folder of a server: a file for each tool, an index with a line for each, a README, and a map from tools
 * to files for the search.
 */
export function serverFiles(server: ServerPlan, kit: TargetKit): readonly TargetFile[] {
  const places = toolPlaces(server);
  const { folder } = server.names;
  return [
    ...places.map((place) => toolFile(server, place, kit)),
    { path: `${folder}/index.ts`, text: indexText(places, kit) },
    { path: `${folder}/files.ts`, text: filesText(places, folder) },
    { path: `${folder}/README.md`, text: readme(server, places, kit) },
  ];
}

function indexText(places: readonly ToolPlace[], kit: TargetKit): Code {
  if (places.length === 0) return code`export {};`;
  return onLines(
    places.map(({ tool, function: name, file }) => {
      const doc = jsdoc([gistOf(tool.tool)]);
      return code`${doc}export { ${identifier(name)} } from ${kit.from(`./${file}`)};`;
    }),
  );
}

function filesText(places: readonly ToolPlace[], folder: string): Code {
  const entries = places.map(
    ({ tool, function: name, file }) =>
      code`${propertyKey(tool.tool.name)}: { function: ${string(name)}, file: ${string(`${folder}/${file}.ts`)} }`,
  );
  return code`import type { ToolFiles } from "fmcp-runtime/search";

/** The function of each tool, and its file beside the search, by the name that it has on the wire. */
export const files: ToolFiles = ${list(code`{`, entries, code`}`, { padded: true })};`;
}

function readme(server: ServerPlan, places: readonly ToolPlace[], kit: TargetKit): TargetFile["text"] {
  const { blocks, codeSpan, fenced, heading, prose } = kit;
  const { model } = server;
  const { serverInfo: info } = model;
  const who = [info?.title ?? info?.name ?? model.key, info?.version ?? ""].join(" ").trim();
  const instructions = model.instructions?.trim() ?? "";
  return blocks([
    heading(1, model.key),
    prose`Tools of the MCP server ${who}, a file for each: its function, and every type that it needs.`,
    instructions !== "" && prose`What the server says of itself:`,
    instructions !== "" && fenced(instructions, "text"),
    places.map(({ tool, function: name, file }) => {
      const gist = gistOf(tool.tool);
      return prose`- ${codeSpan(name)} in ${codeSpan(`${file}.ts`)}${gist !== undefined && prose`: ${gist}`}\n`;
    }),
  ]);
}
