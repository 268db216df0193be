import type { PromptPlan, TemplatePlan, ToolPlan } from "../plan/index.js";
import { type Code, code, identifier, list, nothing, onLines, string } from "../printer/index.js";
import { promptDoc, templateDoc, toolDoc } from "./docs.js";

const OPTIONS = code`options?: CallOptions`;

/** `t.Name`: a type of the server's `types.ts`. */
export function typeRef(name: string): Code {
  return code`t.${identifier(name)}`;
}

/** What a tool's method resolves to. */
export function outputType(tool: ToolPlan): Code {
  return tool.output === undefined ? code`Content` : typeRef(tool.output.type);
}

/** The method of a tool, with a positional form of its own where the plan found one. */
export function toolMethod(tool: ToolPlan, docChars: number): Code {
  const input = typeRef(tool.input.type);
  const result = code`Promise<${outputType(tool)}>`;
  const name = identifier(tool.method);
  const signature = (parameter: Code): Code =>
    code`${name}${list(code`(`, [parameter, OPTIONS], code`)`)}: ${result}`;
  const mark = tool.optional ? code`?` : nothing;
  const { positional } = tool;
  const scalar =
    positional?.type === undefined
      ? positional && code`${input}[${string(positional.property)}]`
      : code`${identifier(positional.type)}`;
  const overloads =
    positional === undefined || scalar === undefined
      ? nothing
      : onLines([
          code`${signature(code`input${mark}: ${input}`)};`,
          code`${signature(code`${identifier(positional.parameter)}: ${scalar}`)};`,
          nothing,
        ]);
  // What stands behind overloads is seen by nobody: a compiler need not compare its types with theirs.
  const implemented =
    scalar === undefined
      ? signature(code`input${mark}: ${input}`)
      : code`${name}(input: unknown, ${OPTIONS}): unknown`;
  return code`${toolDoc(tool.tool, docChars)}${overloads}${implemented} {
  return this.$invoke(${string(tool.tool.name)}, input, options);
}`;
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

/** In an interface `new(…)` is what a class is called by, `"new"(…)` a method. */
function methodKey(name: string): Code {
  return name === "new" ? string(name) : identifier(name);
}
