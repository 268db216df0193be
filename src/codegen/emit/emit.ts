import type { ImportExtension, Plan, ServerPlan } from "../plan/index.js";
import { type Code, fillTemplate, print } from "../printer/index.js";
import { catalogueRegions } from "./catalogue-file.js";
import { clientRegions } from "./client-file.js";
import type { TemplateFile, TemplateSet } from "./file-names.js";
import { rootIndexRegions, serverIndexRegions } from "./index-files.js";
import { schemasRegions } from "./schemas-file.js";
import { typesRegions } from "./types-file.js";

const SUFFIXES = { js: ".js", ts: ".ts", none: "" } as const;

/** The text of every file of a plan, by its path below the output folder (with `/`), in code-unit order of the paths. */
export function emit(
  plan: Plan,
  templates: TemplateSet,
  importExt: ImportExtension,
): ReadonlyMap<string, string> {
  const importSuffix = SUFFIXES[importExt];
  const files: [path: string, text: string][] = [];
  const add = (
    path: string,
    template: TemplateFile,
    regions: Readonly<Record<string, Code>>,
    words: Readonly<Record<string, string>>,
  ): void => {
    files.push([path, print(fillTemplate(template, templates[template], { regions, words, importSuffix }))]);
  };
  for (const server of plan.servers) {
    const words = wordsOf(server);
    const { folder } = server.names;
    add(`${folder}/catalogue.ts`, "sample/catalogue.ts", catalogueRegions(server), words);
    add(`${folder}/client.ts`, "sample/client.ts", clientRegions(server, importSuffix), words);
    add(`${folder}/index.ts`, "sample/index.ts", serverIndexRegions(server, importSuffix), words);
    add(`${folder}/schemas.ts`, "sample/schemas.ts", schemasRegions(server, importSuffix), words);
    add(`${folder}/types.ts`, "sample/types.ts", typesRegions(server), words);
  }
  add("index.ts", "index.ts", rootIndexRegions(plan.servers, importSuffix), {});
  return new Map(files);
}

/** The sample words of the templates, by what this server is called. */
function wordsOf({ names }: ServerPlan): Readonly<Record<string, string>> {
  return {
    sample: names.value,
    createSample: names.factory,
    SampleClient: names.client,
    SampleTools: `${names.prefix}Tools`,
    SampleResources: `${names.prefix}Resources`,
    SamplePrompts: `${names.prefix}Prompts`,
  };
}
