import type { ServerModel } from "../model/index.js";

/** Models with some of their changes taken over, and what was asked for in vain. */
export interface Accepted {
  readonly models: readonly ServerModel[];
  /** Selectors that name nothing that either state has. */
  readonly unknown: readonly string[];
}

/**
 * Takes changes into the older state, one by one.
 *
 * @param selectors `server` takes over everything about a server, `server.name` one tool, prompt, resource (by URI) or
 *   resource template of it: its change, its coming or its going.
 */
export function acceptChanges(
  before: readonly ServerModel[],
  after: readonly ServerModel[],
  selectors: readonly string[],
): Accepted {
  const models = new Map(before.map((model) => [model.key, model]));
  const now = new Map(after.map((model) => [model.key, model]));
  const unknown: string[] = [];
  for (const selector of selectors) {
    const key = keyOf(selector, new Set([...models.keys(), ...now.keys()]));
    const [was, is] = key === undefined ? [] : [models.get(key), now.get(key)];
    if (key === undefined) unknown.push(selector);
    else if (key === selector) {
      if (is === undefined) models.delete(key);
      else models.set(key, is);
    } else {
      const merged =
        was === undefined || is === undefined ? undefined : takeItem(was, is, selector.slice(key.length + 1));
      if (merged === undefined) unknown.push(selector);
      else models.set(key, merged);
    }
  }
  return { models: [...models.values()], unknown };
}

/** The longest key that the selector begins with: keys and names may hold dots. */
function keyOf(selector: string, keys: ReadonlySet<string>): string | undefined {
  if (keys.has(selector)) return selector;
  return [...keys]
    .filter((key) => selector.startsWith(`${key}.`))
    .sort((a, b) => b.length - a.length)
    .at(0);
}

function takeItem(was: ServerModel, is: ServerModel, name: string): ServerModel | undefined {
  let found = false;
  const take = <Item>(
    old: readonly Item[],
    now: readonly Item[],
    nameOf: (item: Item) => string,
  ): readonly Item[] => {
    const named = (item: Item): boolean => nameOf(item) === name;
    if (!old.some(named) && !now.some(named)) return old;
    found = true;
    // in the newer order, which is that of the model: by code unit of the names
    const items = [...old.filter((item) => !named(item)), ...now.filter(named)];
    return items.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
  };
  const merged = {
    ...was,
    tools: take(was.tools, is.tools, (tool) => tool.name),
    prompts: take(was.prompts, is.prompts, (prompt) => prompt.name),
    resources: take(was.resources, is.resources, (resource) => resource.uri),
    resourceTemplates: takeTemplates(was, is),
  };
  return found ? merged : undefined;

  /** Templates are sorted by their own names, so that the order is the newer one's where both have them. */
  function takeTemplates(old: ServerModel, now: ServerModel): ServerModel["resourceTemplates"] {
    const taken = take(old.resourceTemplates, now.resourceTemplates, (template) => template.uriTemplate);
    if (taken === old.resourceTemplates) return taken;
    const sortKey = ({ name: title, uriTemplate }: (typeof taken)[number]): string =>
      `${title}\u0000${uriTemplate}`;
    return [...taken].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  }
}
