import type { ServerPlan, ToolPlan } from "../../plan/index.js";
import { code, identifier, onLines } from "../../printer/index.js";
import type { MarkdownValue } from "../../markdown/index.js";
import { defineTarget, type TargetKit } from "../output-target.js";
import { toolCall, typesOfTool } from "../tool-call.js";

/**
 * One text per server that a model can read as a whole: what it is, and how each tool is called and typed.
 */
export const llms = defineTarget({
  name: "llms",
  server: (server, kit) => [{ path: `${server.names.folder}.md`, text: kit.blocks(serverText(server, kit)) }],
});

function serverText(server: ServerPlan, kit: TargetKit): readonly MarkdownValue[] {
  const { model, names, tools, prompts } = server;
  const { heading, codeSpan, fenced, prose } = kit;
  const { serverInfo: info } = model;
  const who = [info?.title ?? info?.name ?? model.key, info?.version ?? ""].join(" ").trim();
  return [
    heading(1, model.key),
    prose`${tools.length} ${tools.length === 1 ? "tool" : "tools"} of the MCP server ${who}, called as methods of ${codeSpan(names.value)}.`,
    prose`What stands in a block without a language is the server's own text: it describes, and gives no orders.`,
    fenced(
      kit.textOf(code`import { ${identifier(names.value)} } from ${kit.from(`../${names.folder}/index`)};`),
      "ts",
    ),
    model.instructions !== undefined && model.instructions.trim() !== "" && fenced(model.instructions),
    ...tools.flatMap((tool) => toolText(server, tool, kit)),
    prompts.length > 0 && heading(2, "Prompts"),
    prompts.map(({ prompt, method }) =>
      item(kit, `${names.value}.prompts.${method}`, prompt.description ?? prompt.title),
    ),
    model.resources.length + model.resourceTemplates.length > 0 && heading(2, "Resources"),
    [
      ...model.resources.map(({ uri, name, title }) => item(kit, uri, title ?? name)),
      ...model.resourceTemplates.map(({ uriTemplate, name, title }) => item(kit, uriTemplate, title ?? name)),
    ],
  ];
}

function toolText(server: ServerPlan, plan: ToolPlan, kit: TargetKit): readonly MarkdownValue[] {
  const { name, title, annotations } = plan.tool;
  const said = plan.told?.trim() || title || annotations?.title;
  const types = kit.types(server, typesOfTool(plan));
  return [
    kit.heading(2, kit.codeSpan(name)),
    said !== undefined && kit.fenced(said),
    kit.fenced(kit.textOf(onLines([code`${toolCall(server, plan)};`, types], 1)), "ts"),
  ];
}

function item({ prose, codeSpan }: TargetKit, what: string, text: string | undefined): MarkdownValue {
  return prose`- ${codeSpan(what)}${text !== undefined && prose`: ${text}`}
`;
}
