import { show } from "../../shared/text/show.js";
import type { ResourceModel, ResourceTemplateModel } from "../model/index.js";
import type { Note } from "./note.js";
import { compareText, pair } from "./pair.js";
import { extensions } from "./template-extension.js";

export function compareResources(
  before: readonly ResourceModel[],
  after: readonly ResourceModel[],
  note: Note,
): void {
  pair(
    "resource",
    before,
    after,
    ({ uri }) => uri,
    note,
    (was, is, uri) => compareDescribed("resource", uri, was, is, note),
  );
}

/**
 * Compares templates by their URI template: a different one leads to different resources, whatever its name, unless it only
 * accepts more.
 */
export function compareTemplates(
  before: readonly ResourceTemplateModel[],
  after: readonly ResourceTemplateModel[],
  note: Note,
): void {
  const extended = extensions(before, after);
  for (const [uriTemplate, { uriTemplate: now }] of extended) {
    note(
      "resource template",
      uriTemplate,
      "presence",
      "safe",
      "template-extended",
      `it accepts more variables, all of them optional: ${show(now, 500)}`,
      { before: uriTemplate, after: now },
    );
  }
  pair(
    "resource template",
    before.map((was) => ({
      ...was,
      uriTemplate: extended.get(was.uriTemplate)?.uriTemplate ?? was.uriTemplate,
    })),
    after,
    ({ uriTemplate }) => uriTemplate,
    note,
    (was, is, template) => compareDescribed("resource template", template, was, is, note),
  );
}

interface Described {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly mimeType?: string;
}

function compareDescribed(
  kind: "resource" | "resource template",
  name: string,
  was: Described,
  is: Described,
  note: Note,
): void {
  if (was.name !== is.name) {
    // the method of a template is named after it
    const severity = kind === "resource" ? "dangerous" : "breaking";
    note(kind, name, "title", severity, "name-changed", "its name changed", {
      before: was.name,
      after: is.name,
    });
  }
  compareText(kind, name, "title", was.title, is.title, note);
  compareText(kind, name, "description", was.description, is.description, note);
  if (was.mimeType !== is.mimeType) {
    const message = `media type: ${show(was.mimeType ?? "unset")} → ${show(is.mimeType ?? "unset")}`;
    note(kind, name, "media type", "dangerous", "media-type-changed", message, {
      before: was.mimeType,
      after: is.mimeType,
    });
  }
}
