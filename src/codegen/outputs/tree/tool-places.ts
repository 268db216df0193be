import { byCodeUnit } from "../../../shared/json/canonical.js";
import {
  assignNames,
  RESERVED_WORDS,
  shortHash,
  slug,
  type ServerPlan,
  type ToolPlan,
} from "../../plan/index.js";

/** Where a tool is in the tree. */
export interface ToolPlace {
  readonly tool: ToolPlan;
  /** Name of its function: that of the method, unless a function cannot have it. */
  readonly function: string;
  /** File of the function, without its extension: `get-forecast`. */
  readonly file: string;
}

/** Names that the files of a folder use themselves, or that some file systems do not allow. */
const TAKEN_FILES = ["index", "files", "readme", "con", "prn", "aux", "nul", "com1", "lpt1"];

/** Returns the function and the file of each tool of a server. Neither depends on the order of the tools. */
export function toolPlaces({ names, tools }: ServerPlan): readonly ToolPlace[] {
  const reserved = new Set([...RESERVED_WORDS, localName(names), "CallOptions", "Content"]);
  const functions = assignNames(
    tools.map(({ tool, method }) => ({ id: tool.name, natural: method })),
    reserved,
    "Tool",
  );
  const files = toolSlugs(tools, TAKEN_FILES);
  return tools.map((tool) => ({
    tool,
    function: functions.get(tool.tool.name)?.name ?? tool.method,
    file: files.get(tool) as string,
  }));
}

/** Returns the client's name in the file of a tool: its usual one, unless a parameter has it. */
export function localName({ value }: ServerPlan["names"]): string {
  return ["input", "options"].includes(value) ? `${value}Client` : value;
}

/**
 * Returns a name of `[a-z0-9-]` for each tool, like those of the folders of servers: equal names, and those in `reserved`, are
 * distinguished by the hash of the wire name.
 */
export function toolSlugs(
  tools: readonly ToolPlan[],
  reserved: readonly string[],
): ReadonlyMap<ToolPlan, string> {
  const taken = new Set(reserved);
  const files = new Map<ToolPlan, string>();
  const sorted = [...tools].sort((a, b) => byCodeUnit(a.tool.name, b.tool.name));
  for (const tool of sorted) {
    const natural = slug(tool.method, "tool");
    let file = natural;
    for (let n = 1; taken.has(file); n++)
      file = `${natural.slice(0, 50)}-${shortHash(n === 1 ? tool.tool.name : `${tool.tool.name}#${n}`)}`;
    taken.add(file);
    files.set(tool, file);
  }
  return files;
}
