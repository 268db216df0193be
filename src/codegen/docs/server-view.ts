import { type Change, SEVERITIES } from "../diff/index.js";
import { changeView } from "../html/change-view.js";
import { type Html, lines, markup } from "../html/html.js";
import type { ResourceModel, ResourceTemplateModel } from "../model/index.js";
import type { PromptPlan, ServerPlan, ToolPlan } from "../plan/index.js";
import { badgesOf, itemView } from "./item-view.js";
import { typeTexts } from "./type-texts.js";
import { typescriptView } from "./typescript-view.js";

/** Shows everything that one server offers, with the calls and types of the generated code. */
export function serverView(
  server: ServerPlan,
  files: ReadonlyMap<string, string>,
  changes: readonly Change[] | undefined,
): Html {
  const { model, names, tools, prompts, templates } = server;
  const types = new TypeViews(names.folder, typeTexts(server, files));
  const shown = new Set([
    ...tools.flatMap(typesOf),
    ...prompts.map(({ input }) => input.type),
    ...templates.flatMap(({ type }) => type ?? []),
  ]);
  const { serverInfo: info } = model;
  return markup`<section class="server" id="${names.folder}">
    <h2>${model.key} ${info && markup`<small>${info.title ?? info.name} ${info.version}</small>`}</h2>
    <p class="dim">MCP ${model.protocolVersion}, in code <code>${names.value}</code></p>
    ${
      model.instructions !== undefined &&
      markup`<details class="instructions">
        <summary>Instructions</summary>
        <p class="text">${lines(model.instructions)}</p>
      </details>`
    }
    ${changes !== undefined && changeList(changes)}
    ${section(
      "Tools",
      tools.map((tool) => toolView(tool, names.value, types)),
    )}
    ${section("Resources", model.resources.map(resourceView(types)))}
    ${section(
      "Resource templates",
      model.resourceTemplates.map((template, i) => templateView(template, i, server, types)),
    )}
    ${section(
      "Prompts",
      prompts.map((prompt) => promptView(prompt, names.value, types)),
    )}
    ${section("Types", types.except(shown))}
  </section>`;
}

/** The types of one server on its page: each is shown in one place, and every use of its name links there. */
class TypeViews {
  readonly #folder: string;
  readonly #texts: ReadonlyMap<string, string>;

  constructor(folder: string, texts: ReadonlyMap<string, string>) {
    this.#folder = folder;
    this.#texts = texts;
  }

  idOf(kind: string, name: string): string {
    return `${this.#folder}-${kind}-${name}`;
  }

  /** Returns TypeScript with links to its types, except to `own`. */
  code(text: string, own = ""): Html {
    return typescriptView(text, (type) =>
      type !== own && this.#texts.has(type) ? this.idOf("type", type) : undefined,
    );
  }

  /** Returns the declaration of a type, in its place. */
  declared(name: string | undefined): readonly Html[] {
    const text = name === undefined ? undefined : this.#texts.get(name);
    return text === undefined || name === undefined
      ? []
      : [markup`<div id="${this.idOf("type", name)}">${this.code(text, name)}</div>`];
  }

  /** Returns the types that are shown nowhere else on the page. */
  except(shown: ReadonlySet<string>): readonly Html[] {
    const others = [...this.#texts].filter(([name]) => !shown.has(name));
    return others.map(([name, text]) =>
      itemView({ id: this.idOf("type", name), name, content: [this.code(text, name)] }),
    );
  }
}

function toolView(
  { tool, method, input, output, optional, positional }: ToolPlan,
  value: string,
  types: TypeViews,
): Html {
  const result = `Promise<${output?.type ?? "Content"}>`;
  const calls = [
    `${value}.${method}(input${optional ? "?" : ""}: ${input.type}): ${result}`,
    ...(positional === undefined ? [] : [`${value}.${method}(${positional.parameter}): ${result}`]),
  ];
  return itemView({
    id: types.idOf("tool", method),
    name: tool.name,
    title: tool.title ?? tool.annotations?.title,
    badges: badgesOf(tool),
    description: tool.description,
    content: [types.code(calls.join("\n")), ...types.declared(input.type), ...types.declared(output?.type)],
  });
}

function resourceView(types: TypeViews): (resource: ResourceModel, index: number) => Html {
  return ({ uri, name, title, description, mimeType }, i) =>
    itemView({
      id: types.idOf("resource", String(i)),
      name: uri,
      title: title ?? name,
      description,
      content: mediaType(mimeType),
    });
}

function templateView(
  template: ResourceTemplateModel,
  index: number,
  { names, templates }: ServerPlan,
  types: TypeViews,
): Html {
  const plan = templates.find((one) => one.template === template);
  const variables = plan?.type === undefined ? "" : `variables: ${plan.type}`;
  const call =
    plan === undefined
      ? []
      : [types.code(`${names.value}.resources.${plan.method}(${variables}): Promise<ResourceContent>`)];
  const { uriTemplate, name, title, description, mimeType } = template;
  return itemView({
    id: types.idOf("template", String(index)),
    name: uriTemplate,
    title: title ?? name,
    description,
    content: [...mediaType(mimeType), ...call, ...types.declared(plan?.type)],
  });
}

function promptView({ prompt, method, input, optional }: PromptPlan, value: string, types: TypeViews): Html {
  const args = `args${optional ? "?" : ""}: ${input.type}`;
  return itemView({
    id: types.idOf("prompt", method),
    name: prompt.name,
    title: prompt.title,
    description: prompt.description,
    content: [
      types.code(`${value}.prompts.${method}(${args}): Promise<PromptResult>`),
      ...types.declared(input.type),
    ],
  });
}

function typesOf({ input, output }: ToolPlan): readonly string[] {
  return output === undefined ? [input.type] : [input.type, output.type];
}

function section(title: string, items: readonly Html[]): Html {
  return items.length === 0
    ? markup``
    : markup`<div class="items-list">
        <h3>${title} <small>${items.length}</small></h3>
        ${items}
      </div>`;
}

/** Shows a few changes directly; many are collapsed. */
function changeList(changes: readonly Change[]): Html {
  const summary = SEVERITIES.flatMap((severity) => {
    const count = changes.filter((change) => change.severity === severity).length;
    return count === 0 ? [] : [markup`<span class="badge ${severity}">${count} ${severity}</span> `];
  });
  if (changes.length === 0) return markup``;
  const views = changes.map(changeView);
  return changes.length <= MANY
    ? markup`<details class="change-list" open><summary>Changes ${summary}</summary>${views}</details>`
    : markup`<details class="change-list"><summary>Changes ${summary}</summary>${views}</details>`;
}

const MANY = 12;

function mediaType(mimeType: string | undefined): readonly Html[] {
  return mimeType === undefined ? [] : [markup`<p class="dim">${mimeType}</p>`];
}
