import type { ServerPlan } from "../plan/index.js";
import { type Code, code, identifier, list, memberKey, onLines } from "../printer/index.js";
import { serverDoc } from "./docs.js";
import { importNames, importSpecifier } from "./imports.js";
import { outputType, promptMethod, templateMethod, toolMethod, typeRef } from "./method.js";

/** Returns the regions of `client.ts`. */
export function clientRegions(server: ServerPlan, importSuffix: string): Readonly<Record<string, Code>> {
  return {
    imports: imports(server, importSuffix),
    tools: onLines(
      server.tools.map(
        (tool) =>
          code`${memberKey(tool.tool.name)}: { input: ${typeRef(tool.input.type)}; output: ${outputType(tool)} };`,
      ),
    ),
    documentation: serverDoc(server.model, server.docChars),
    methods: onLines(
      [...server.tools.map((tool) => toolMethod(tool, server.docChars)), ...members(server)],
      1,
    ),
    interfaces: onLines([...resourcesInterface(server), ...promptsInterface(server)], 1),
  };
}

function imports(server: ServerPlan, importSuffix: string): Code {
  const { tools, templates, prompts, offersResources } = server;
  const used = {
    CallOptions: tools.length + templates.length + prompts.length > 0,
    ClientOptions: true,
    Content: tools.some(({ output }) => output === undefined),
    PromptResult: prompts.length > 0,
    ResourceContent: templates.length > 0,
    ResourceReader: offersResources,
  };
  const types = Object.entries(used).flatMap(([name, isUsed]) => (isUsed ? [{ name, type: true }] : []));
  const runtime = importNames([...types, { name: "ServerClient", type: false }], code`"fmcp-runtime"`);
  const usesTypes = tools.length + prompts.length > 0 || offersResources;
  return onLines([
    runtime,
    code`import { contract } from ${importSpecifier("./contract", importSuffix)};`,
    ...(usesTypes ? [code`import type * as t from ${importSpecifier("./types", importSuffix)};`] : []),
  ]);
}

function members({ names, offersResources, offersPrompts }: ServerPlan): readonly Code[] {
  const fields = [
    ...(offersResources
      ? [code`readonly resources: ${identifier(`${names.prefix}Resources`)} = this.$resources();`]
      : []),
    ...(offersPrompts
      ? [code`readonly prompts: ${identifier(`${names.prefix}Prompts`)} = this.$prompts();`]
      : []),
  ];
  return fields.length === 0 ? [] : [onLines(fields)];
}

function resourcesInterface({ names, templates, offersResources, docChars }: ServerPlan): readonly Code[] {
  if (!offersResources) return [];
  const head = code`export interface ${identifier(`${names.prefix}Resources`)} extends ResourceReader<t.KnownResource>`;
  return [
    block(
      head,
      templates.map((template) => templateMethod(template, docChars)),
    ),
  ];
}

function promptsInterface({ names, prompts, offersPrompts, docChars }: ServerPlan): readonly Code[] {
  if (!offersPrompts) return [];
  const head = code`export interface ${identifier(`${names.prefix}Prompts`)}`;
  return [
    block(
      head,
      prompts.map((prompt) => promptMethod(prompt, docChars)),
    ),
  ];
}

function block(head: Code, body: readonly Code[]): Code {
  if (body.length === 0) return code`${head} ${list(code`{`, [], code`}`)}`;
  return code`${head} {
  ${onLines(body, 1)}
}`;
}
