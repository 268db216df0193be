import type { PromptPlan, TemplatePlan, ToolPlan } from "../plan/index.js";
import { type Code, code, identifier, list, nothing, operands, string } from "../printer/index.js";
import { promptDoc, templateDoc, toolDoc } from "./docs.js";

const OPTIONS = code`options?: CallOptions`;

/** Prints a reference to a type of the server's `types.ts`: `t.Name`. */
export function typeRef(name: string): Code {
  return code`t.${identifier(name)}`;
}

/** Returns what a tool's method resolves to. */
export function outputType(tool: ToolPlan): Code {
  return tool.output === undefined ? code`Content` : typeRef(tool.output.type);
}

/**
 * Prints the method of a tool. If the plan found one property that a scalar can stand for, the method also accepts
 * that scalar.
 */
export function toolMethod(tool: ToolPlan, docChars: number): Code {
  const { positional } = tool;
  const input = typeRef(tool.input.type);
  const scalar = positional && scalarType(positional, input);
  const mark = tool.optional ? code`?` : nothing;
  const parameter = code`input${mark}: ${operands(scalar === undefined ? [input] : [input, scalar], "|")}`;
  return code`${toolDoc(tool, docChars)}${identifier(tool.method)}${list(code`(`, [parameter, OPTIONS], code`)`)}: Promise<${outputType(tool)}> {
  return this.$invoke(${string(tool.tool.name)}, input, options);
}`;
}

function scalarType({ type, property }: NonNullable<ToolPlan["positional"]>, input: Code): Code {
  return type === undefined ? code`${input}[${string(property)}]` : code`${identifier(type)}`;
}

export function templateMethod(template: TemplatePlan, docChars: number): Code {
  const variables =
    template.type === undefined
      ? code`variables?: Record<string, never>`
      : code`variables${optional(template)}: ${typeRef(template.type)}`;
  return code`${templateDoc(template.template, docChars)}${methodKey(template.method)}${list(code`(`, [variables, OPTIONS], code`)`)}: Promise<ResourceContent>;`;
}

function optional(template: TemplatePlan): Code {
  return template.variables.some(({ required }) => required) ? nothing : code`?`;
}

export function promptMethod(prompt: PromptPlan, docChars: number): Code {
  const args = code`args${prompt.optional ? code`?` : nothing}: ${typeRef(prompt.input.type)}`;
  return code`${promptDoc(prompt.prompt, docChars)}${methodKey(prompt.method)}${list(code`(`, [args, OPTIONS], code`)`)}: Promise<PromptResult>;`;
}

/** Quotes `new`: in an interface, `new(…)` is a construct signature and `"new"(…)` a method. */
function methodKey(name: string): Code {
  return name === "new" ? string(name) : identifier(name);
}
