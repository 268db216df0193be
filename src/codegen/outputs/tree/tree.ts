import { type Code, code, list, propertyKey } from "../../printer/index.js";
import type { Markdown } from "../../markdown/index.js";
import { defineTarget, type TargetKit, type TargetServerName } from "../output-target.js";
import { serverFiles } from "./server-files.js";

/**
 * Tools as a tree of small files, for agents that read files and write code: a folder for each server, a file for each tool, and
 * a search over all of them. Importing them connects to nothing.
 */
export const tree = defineTarget({
  name: "tree",
  packages: ["fmcp-runtime", "fmcp-runtime/search"],
  server: serverFiles,
  all: (servers, kit) => [
    { path: "search.ts", text: searchText(servers, kit) },
    { path: "README.md", text: readme(servers, kit) },
  ],
});

function searchText(servers: readonly TargetServerName[], { from }: TargetKit): Code {
  const files = list(
    code`{`,
    servers.map(
      ({ key, names }) => code`${propertyKey(key)}: () => import(${from(`./${names.folder}/files`)})`,
    ),
    code`}`,
    { padded: true },
  );
  return code`import { type ToolSearch, toolSearch } from "fmcp-runtime/search";
import { mcp } from ${from("../index")};

/** Finds tools by what they do: \`await search("rain tomorrow")\` gives the best first, each with its file and function. */
export const search: ToolSearch = /* @__PURE__ */ toolSearch(mcp, ${files});`;
}

function readme(servers: readonly TargetServerName[], kit: TargetKit): Markdown {
  const { blocks, codeSpan, fenced, heading, prose } = kit;
  return blocks([
    heading(1, "Tools"),
    prose`A folder for each server, in it a file for each tool, and a README with a line for each. Read the file of a tool, import its function, and call it; the server is connected to on the first call.`,
    servers.map(({ key, names }) => prose`- ${codeSpan(`${names.folder}/`)}: ${key}\n`),
    prose`To find a tool among many:`,
    fenced(
      'import { search } from "./search.js";\n\nconsole.log(await search("what you want to do"));',
      "ts",
    ),
  ]);
}
