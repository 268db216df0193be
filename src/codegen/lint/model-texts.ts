import { isJsonObject, type Json } from "../../shared/json/json.js";
import type { SubjectKind } from "../diff/change.js";
import type { ServerModel } from "../model/index.js";

/** One text that a model reads, and its place. */
export interface ModelText {
  readonly kind: SubjectKind;
  readonly name: string;
  readonly part: string;
  readonly text: string;
}

/**
 * Returns every text of a server that reaches a model: names, titles, descriptions, and all texts and names in schemas.
 */
export function modelTexts(model: ServerModel): readonly ModelText[] {
  return [
    ...named("server", model.key, { instructions: model.instructions, name: model.serverInfo?.name }),
    ...model.tools.flatMap(({ name, title, description, annotations, inputSchema, outputSchema }) => [
      ...named("tool", name, { name, title: title ?? annotations?.title, description }),
      ...schemaTexts("tool", name, "/inputSchema", inputSchema),
      ...(outputSchema === undefined ? [] : schemaTexts("tool", name, "/outputSchema", outputSchema)),
    ]),
    ...model.resources.flatMap(({ uri, name, title, description }) =>
      named("resource", uri, { uri, name, title, description }),
    ),
    ...model.resourceTemplates.flatMap(({ uriTemplate, name, title, description }) =>
      named("resource template", uriTemplate, { uriTemplate, name, title, description }),
    ),
    ...model.prompts.flatMap((prompt) => [
      ...named("prompt", prompt.name, {
        name: prompt.name,
        title: prompt.title,
        description: prompt.description,
      }),
      ...prompt.arguments.flatMap(({ name, title, description }) =>
        named("prompt", prompt.name, {
          [`argument ${name}`]: name,
          [`title of argument ${name}`]: title,
          [`description of argument ${name}`]: description,
        }),
      ),
    ]),
  ];
}

function named(
  kind: SubjectKind,
  name: string,
  texts: Readonly<Record<string, string | undefined>>,
): readonly ModelText[] {
  return Object.entries(texts).flatMap(([part, text]) =>
    text === undefined ? [] : [{ kind, name, part, text }],
  );
}

/** Returns the texts of a schema. A model gets the schema itself, so it reads member names as well as values. */
function schemaTexts(kind: SubjectKind, name: string, pointer: string, value: Json): readonly ModelText[] {
  if (typeof value === "string") return [{ kind, name, part: pointer, text: value }];
  if (Array.isArray(value))
    return value.flatMap((item: Json, i) => schemaTexts(kind, name, `${pointer}/${i}`, item));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const place = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return [
      { kind, name, part: `name of ${place}`, text: key },
      ...schemaTexts(kind, name, place, below as Json),
    ];
  });
}
