import { originOf, type ToolModel } from "../model/index.js";
import { type Html, lines, markup } from "../html/html.js";

/** Something that a server offers: a line that opens to show its description. */
export interface Item {
  /** Id of the element; `[A-Za-z0-9_-]`. */
  readonly id: string;
  /** Wire name. */
  readonly name: string;
  readonly title?: string | undefined;
  readonly badges?: readonly Html[];
  readonly description?: string | undefined;
  readonly content?: readonly Html[];
}

/** Returns an item as an element that opens by click or keyboard and that the search covers. */
export function itemView({ id, name, title, badges = [], description, content = [] }: Item): Html {
  const [gist = ""] = (description ?? "").trim().split("\n");
  return markup`<details class="item" id="${id}">
    <summary><code>${name}</code> ${badges} <span class="gist">${title ?? gist}</span></summary>
    ${title !== undefined && markup`<p><b>${title}</b></p>`}
    ${description !== undefined && markup`<p class="text">${lines(description.trim())}</p>`} ${content}
  </details>`;
}

/**
 * Returns badges for what a tool claims about itself. Hints are claims, and what is not stated is not shown.
 */
export function badgesOf({
  annotations = {},
  taskSupport,
  learned,
  outputSchema,
}: ToolModel): readonly Html[] {
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
  const said: readonly (readonly [string, string, boolean])[] = [
    ["read-only", "read", readOnlyHint === true],
    ["writes", "", readOnlyHint === false && destructiveHint !== true],
    ["destructive", "destructive", destructiveHint === true && readOnlyHint !== true],
    ["idempotent", "", idempotentHint === true],
    ["open world", "", openWorldHint === true],
    [`task ${taskSupport ?? ""}`, "", taskSupport === "required" || taskSupport === "optional"],
    [
      learned === undefined ? "" : `output ${originOf(learned)}`,
      "",
      learned !== undefined && outputSchema === undefined,
    ],
  ];
  return said.flatMap(([text, kind, isSaid]) =>
    isSaid ? [markup`<span class="badge ${kind}">${text}</span> `] : [],
  );
}
