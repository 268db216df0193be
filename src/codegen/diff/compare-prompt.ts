import type { SchemaLimits } from "../../shared/json-schema/index.js";
import { show } from "../../shared/text/show.js";
import type { PromptArgumentModel, PromptModel } from "../model/index.js";
import type { Note } from "./note.js";
import { compareText, pair } from "./pair.js";
import { compareSchemas } from "./schema/compare-schemas.js";
import { severityOf } from "./schema/finding.js";
import { at } from "./schema/pointer.js";

/** The schema of an argument that has none. */
const STRING = { type: "string" };

export function comparePrompts(
  before: readonly PromptModel[],
  after: readonly PromptModel[],
  note: Note,
  limits: Partial<SchemaLimits>,
): void {
  pair("prompt", before, after, nameOf, note, (was, is, name) => {
    compareText("prompt", name, "title", was.title, is.title, note);
    compareText("prompt", name, "description", was.description, is.description, note);
    const [old, now] = [byName(was.arguments), byName(is.arguments)];
    for (const [argument, had] of old) {
      const has = now.get(argument);
      if (has === undefined)
        note(
          "prompt",
          name,
          "arguments",
          "breaking",
          "argument-removed",
          `argument "${show(argument)}" was removed`,
          { pointer: at("", argument) },
        );
      else compareArgument(name, had, has, note, limits);
    }
    for (const [argument, has] of now) {
      if (old.has(argument)) continue;
      const [severity, rule] = has.required
        ? (["breaking", "required-argument-added"] as const)
        : (["safe", "argument-added"] as const);
      note(
        "prompt",
        name,
        "arguments",
        severity,
        rule,
        `argument "${show(argument)}" is new and ${has.required ? "required" : "optional"}`,
        { pointer: at("", argument) },
      );
    }
  });
}

function compareArgument(
  prompt: string,
  was: PromptArgumentModel,
  is: PromptArgumentModel,
  note: Note,
  limits: Partial<SchemaLimits>,
): void {
  const pointer = at("", is.name);
  const shown = `argument "${show(is.name)}"`;
  if (was.required !== is.required) {
    const [severity, rule] = is.required
      ? (["breaking", "argument-required"] as const)
      : (["safe", "argument-optional"] as const);
    note(
      "prompt",
      prompt,
      "arguments",
      severity,
      rule,
      `${shown} is ${is.required ? "required" : "optional"} now`,
      { pointer },
    );
  }
  for (const text of ["title", "description"] as const) {
    if (was[text] === is[text]) continue;
    note(
      "prompt",
      prompt,
      "arguments",
      "dangerous",
      `argument-${text}-changed`,
      `the ${text} of ${shown} changed`,
      { pointer, before: was[text], after: is[text] },
    );
  }
  for (const { effect, rule, message, pointer: inner, before, after } of compareSchemas(
    was.schema ?? STRING,
    is.schema ?? STRING,
    limits,
  )) {
    note("prompt", prompt, "arguments", severityOf(effect, "input"), rule, `${shown}: ${message}`, {
      pointer: pointer + inner,
      before,
      after,
    });
  }
}

function nameOf(prompt: PromptModel): string {
  return prompt.name;
}

function byName(list: readonly PromptArgumentModel[]): ReadonlyMap<string, PromptArgumentModel> {
  return new Map(list.map((argument) => [argument.name, argument]));
}
