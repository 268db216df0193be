import type { Json, JsonObject } from "../../../shared/json/json.js";
import type { ServerPlan } from "../../plan/index.js";
import {
  type Code,
  code,
  identifier,
  jsdoc,
  list,
  literal,
  memberKey,
  onLines,
} from "../../printer/index.js";
import type { TargetFile, TargetKit } from "../output-target.js";

/** Prints `fakeWeather`, the types of its handlers, and what it lists. */
export function serverFile(server: ServerPlan, { from }: TargetKit): readonly TargetFile[] {
  const { prefix, value, folder, factory } = server.names;
  const faked = identifier(`${prefix}Faked`);
  const tools = code`t.${identifier(`${prefix}Tools`)}`;
  const usage = `${factory}({ target: fake${prefix}({ tools: { … } }) })`;
  const text = onLines(
    [
      code`import { type Fake, fake, type FakeHandlers, type FakeLists, type FakeOptions } from "fmcp-runtime/testing";
import { ${identifier(value)} as client } from ${from(`../${folder}/index`)};
import type * as t from ${from(`../${folder}/index`)};`,
      code`${jsdoc(["What handlers are typed by, beside the tools: variables by URI template, arguments by prompt."])}export interface ${faked} {
  ${onLines(fakedMembers(server))}
}`,
      code`${jsdoc([`A fake of the server, for tests: \`${usage}\`. What has no handler is made by its schema.`])}export function ${identifier(`fake${prefix}`)}(
  handlers?: FakeHandlers<${tools}, ${faked}>,
  options?: FakeOptions,
): Fake<${tools}> {
  return fake<${tools}, ${faked}>(client, handlers, { lists, ...options });
}`,
      code`const lists: FakeLists = ${literal(listsOf(server))};`,
    ],
    1,
  );
  return [{ path: `${folder}.ts`, text }];
}

function fakedMembers({ templates, prompts, offersResources }: ServerPlan): readonly Code[] {
  return [
    code`resources: ${offersResources ? code`t.KnownResource` : code`never`};`,
    code`templates: ${members(
      templates.map(({ template, type }) => [
        template.uriTemplate,
        type === undefined ? code`Record<never, never>` : code`t.${identifier(type)}`,
      ]),
    )};`,
    code`prompts: ${members(prompts.map(({ prompt, input }) => [prompt.name, code`t.${identifier(input.type)}`]))};`,
  ];
}

function members(types: readonly (readonly [key: string, type: Code])[]): Code {
  if (types.length === 0) return code`Record<never, never>`;
  return list(
    code`{`,
    [...new Map(types)].map(([key, type]) => code`${memberKey(key)}: ${type}`),
    code`}`,
    { padded: true },
  );
}

/** Returns what the server lists besides its tools, without texts, which tests do not need. */
function listsOf({ model }: ServerPlan): JsonObject {
  const { resources, resourceTemplates, prompts } = model;
  return {
    resources: resources.map(({ uri, name, mimeType }) => given({ uri, name, mimeType })),
    resourceTemplates: resourceTemplates.map(({ uriTemplate, name, mimeType }) =>
      given({ uriTemplate, name, mimeType }),
    ),
    prompts: prompts.map(({ name, arguments: args }) =>
      given({ name, arguments: args?.map((each) => given({ name: each.name, required: each.required })) }),
    ),
  };
}

function given(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}
