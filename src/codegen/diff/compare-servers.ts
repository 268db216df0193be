import { byCodeUnit } from "../../shared/json/canonical.js";
import type { SchemaLimits } from "../../shared/json-schema/index.js";
import type { ServerModel } from "../model/index.js";
import type { Change } from "./change.js";
import { comparePrompts } from "./compare-prompt.js";
import { compareResources, compareTemplates } from "./compare-resource.js";
import { compareTools } from "./compare-tool.js";
import { compareServer } from "./compare-server.js";
import { type Note, noteFor } from "./note.js";

/**
 * Every difference between two states of the servers of a config, judged as code that calls them sees it. Sorted by server,
 * then in the order tools, prompts, resources, templates, each by name.
 */
export function compareServers(
  before: readonly ServerModel[],
  after: readonly ServerModel[],
  limits: Partial<SchemaLimits> = {},
): readonly Change[] {
  const [old, now] = [byKey(before), byKey(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort(byCodeUnit).flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const changes: Change[] = [];
    const note = noteFor(key, changes);
    if (was !== undefined && is !== undefined) compareTwo(was, is, note, limits);
    else if (is !== undefined) note("server", key, "presence", "safe", "server-added", "the server is new");
    else note("server", key, "presence", "breaking", "server-removed", "the server is gone");
    return changes;
  });
}

function compareTwo(
  before: ServerModel,
  after: ServerModel,
  note: Note,
  limits: Partial<SchemaLimits>,
): void {
  compareServer(before, after, note);
  compareTools(before.tools, after.tools, note, limits);
  comparePrompts(before.prompts, after.prompts, note, limits);
  compareResources(before.resources, after.resources, note);
  compareTemplates(before.resourceTemplates, after.resourceTemplates, note);
}

function byKey(models: readonly ServerModel[]): ReadonlyMap<string, ServerModel> {
  return new Map(models.map((model) => [model.key, model]));
}
