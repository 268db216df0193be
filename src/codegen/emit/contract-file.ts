import type { Json } from "../../shared/json/json.js";
import { argumentsValidatorOf, validatorNamesOf } from "../../shared/tool/validator-names.js";
import type { ServerPlan } from "../plan/index.js";
import {
  type Code,
  code,
  identifier,
  list,
  literal,
  onLines,
  propertyKey,
  string,
} from "../printer/index.js";
import { importSpecifier } from "./imports.js";

/** Returns the region of `contract.ts`: plain data that the runtime works from. */
export function contractRegions(server: ServerPlan, importSuffix: string): Readonly<Record<string, Code>> {
  const { model, source, knowsPlace, tools, templates, prompts } = server;
  const members = [
    member("server", string(model.key)),
    ...facts(source),
    ...(knowsPlace ? [code`base: import.meta.url`] : []),
    member("era", string(model.era)),
    ...(tools.length + prompts.length > 0
      ? [code`validators: () => import(${importSpecifier("./schemas", importSuffix)})`]
      : []),
    ...(tools.length > 0
      ? [code`catalogue: () => import(${importSpecifier("./catalogue", importSuffix)})`]
      : []),
    ...(tools.length === 0 ? [code`tools: {}`] : []),
    ...table(
      "tools",
      tools.map(({ tool, input, output, facts: rest }) => ({
        key: tool.name,
        members: [...validators(tool.name, input.validator, output?.validator), ...facts(rest)],
      })),
    ),
    ...table(
      "resources",
      templates.map(({ template, method, completes }) => ({
        key: method,
        members: [
          member("template", string(template.uriTemplate)),
          ...(completes ? [member("complete", code`true`)] : []),
        ],
      })),
    ),
    ...table(
      "prompts",
      prompts.map(({ prompt, method, input, completes }) => ({
        key: method,
        members: [
          member("name", string(prompt.name)),
          ...(input.validator === argumentsValidatorOf(method, undefined)
            ? []
            : [member("input", string(input.validator))]),
          ...(completes ? [member("complete", code`true`)] : []),
        ],
      })),
    ),
  ];
  return { contract: onLines(members.map((one) => code`${one},`)) };
}

/** Returns the validators whose names do not follow from the name of the tool. */
function validators(tool: string, input: string, output: string | undefined): readonly Code[] {
  const followed = validatorNamesOf(tool, { output: true });
  return [
    ...(input === followed.input ? [] : [member("input", string(input))]),
    ...(output === undefined
      ? []
      : [member("output", output === followed.output ? code`true` : string(output))]),
  ];
}

function member(key: string, value: Code): Code {
  return code`${propertyKey(key)}: ${value}`;
}

function facts(object: Readonly<Record<string, Json>>): readonly Code[] {
  return Object.entries(object).map(([key, value]) => member(key, literal(value)));
}

/** Prints `name: { key: { … }, … }`, one entry per line; nothing if there are no entries. */
function table(
  name: string,
  entries: readonly { readonly key: string; readonly members: readonly Code[] }[],
): readonly Code[] {
  if (entries.length === 0) return [];
  const lines = entries.map(
    ({ key, members }) => code`${propertyKey(key)}: ${list(code`{`, members, code`}`, { padded: true })},`,
  );
  return [
    code`${identifier(name)}: {
  ${onLines(lines)}
}`,
  ];
}
