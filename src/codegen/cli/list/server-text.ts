import { show } from "../../../shared/text/show.js";
import type { ServerModel } from "../../model/index.js";
import { signature } from "../../../shared/command-line/signature.js";

/** Lists what one server offers, an item per line: how it is called and the first line of its description. */
export function serverText(model: ServerModel, bold: (text: string) => string): string {
  const { serverInfo, protocolVersion } = model;
  const identity = serverInfo === undefined ? "" : `${show(serverInfo.name)} ${show(serverInfo.version)}, `;
  const sections: readonly (readonly [string, readonly Line[]])[] = [
    ["tools", model.tools.map((tool) => ({ call: signature(tool), about: tool.description ?? tool.title }))],
    [
      "resources",
      model.resources.map(({ uri, description, name }) => ({ call: show(uri), about: description ?? name })),
    ],
    [
      "templates",
      model.resourceTemplates.map(({ uriTemplate, description, name }) => ({
        call: show(uriTemplate),
        about: description ?? name,
      })),
    ],
    [
      "prompts",
      model.prompts.map((prompt) => ({
        call: [
          show(prompt.name),
          ...prompt.arguments.map(({ name, required }) => (required ? `${show(name)}=` : `[${show(name)}=]`)),
        ].join(" "),
        about: prompt.description ?? prompt.title,
      })),
    ],
  ];
  const lines = sections.flatMap(([title, items]) =>
    items.length === 0 ? [] : [`  ${title}`, ...items.map(lineOf)],
  );
  return [`${bold(show(model.key))}  (${identity}${show(protocolVersion)})`, ...lines, ""].join("\n");
}

interface Line {
  readonly call: string;
  readonly about: string | undefined;
}

function lineOf({ call, about }: Line): string {
  const [first = ""] = (about ?? "").trim().split("\n", 1);
  return first === "" ? `    ${call}` : `    ${call}  — ${show(first, 120)}`;
}
