import { type Change, SEVERITIES } from "../diff/index.js";
import { changeView } from "../html/change-view.js";
import { type Html, lines, markup } from "../html/html.js";
import type { ServerPlan, ToolPlan } from "../plan/index.js";
import { badgesOf, itemView } from "./item-view.js";
import { typeTexts } from "./type-texts.js";
import { typescriptView } from "./typescript-view.js";

/** Everything that one server offers, with the calls and types that the generated code has for it. */
export function serverView(
  server: ServerPlan,
  files: ReadonlyMap<string, string>,
  changes: readonly Change[] | undefined,
): Html {
  const { model, names, tools, prompts, templates } = server;
  const types = typeTexts(server, files);
  const known = new Set(types.keys());
  const idOf = (kind: string, name: string): string => `${names.folder}-${kind}-${name}`;
  const show = (text: string, own = ""): Html =>
    typescriptView(text, (type) => (type !== own && known.has(type) ? idOf("type", type) : undefined));
  const shown = new Set([
    ...tools.flatMap(typesOf),
    ...prompts.map(({ input }) => input.type),
    ...templates.flatMap(({ type }) => type ?? []),
  ]);
  const declared = (name: string | undefined): readonly Html[] => {
    const text = name === undefined ? undefined : types.get(name);
    return text === undefined || name === undefined
      ? []
      : [markup`<div id="${idOf("type", name)}">${show(text, name)}</div>`];
  };
  const others = [...types].filter(([name]) => !shown.has(name));
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
    ${section("Tools", tools.map(toolItem))}
    ${section(
      "Resources",
      model.resources.map(({ uri, name, title, description, mimeType }, i) =>
        itemView({
          id: idOf("resource", String(i)),
          name: uri,
          title: title ?? name,
          description,
          content: mediaType(mimeType),
        }),
      ),
    )}
    ${section(
      "Resource templates",
      model.resourceTemplates.map((template, i) => {
        const plan = templates.find((one) => one.template === template);
        const call =
          plan === undefined
            ? []
            : [
                show(
                  `${names.value}.resources.${plan.method}(${plan.type === undefined ? "" : `variables: ${plan.type}`}): Promise<ResourceContent>`,
                ),
              ];
        const { uriTemplate, name, title, description, mimeType } = template;
        return itemView({
          id: idOf("template", String(i)),
          name: uriTemplate,
          title: title ?? name,
          description,
          content: [...mediaType(mimeType), ...call, ...declared(plan?.type)],
        });
      }),
    )}
    ${section(
      "Prompts",
      prompts.map(({ prompt, method, input, optional }) => {
        const call = show(
          `${names.value}.prompts.${method}(args${optional ? "?" : ""}: ${input.type}): Promise<PromptResult>`,
        );
        return itemView({
          id: idOf("prompt", method),
          name: prompt.name,
          title: prompt.title,
          description: prompt.description,
          content: [call, ...declared(input.type)],
        });
      }),
    )}
    ${section(
      "Types",
      others.map(([name, text]) => itemView({ id: idOf("type", name), name, content: [show(text, name)] })),
    )}
  </section>`;

  function toolItem({ tool, method, input, output, optional, positional }: ToolPlan): Html {
    const result = `Promise<${output?.type ?? "Content"}>`;
    const calls = [
      `${names.value}.${method}(input${optional ? "?" : ""}: ${input.type}): ${result}`,
      ...(positional === undefined ? [] : [`${names.value}.${method}(${positional.parameter}): ${result}`]),
    ];
    return itemView({
      id: idOf("tool", method),
      name: tool.name,
      title: tool.title ?? tool.annotations?.title,
      badges: badgesOf(tool),
      description: tool.description,
      content: [show(calls.join("\n")), ...declared(input.type), ...declared(output?.type)],
    });
  }
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

/** A few changes are shown, many wait to be opened. */
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
