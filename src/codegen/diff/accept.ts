import type { ServerModel } from "../model/index.js";

/** Models with the accepted changes, and the selectors that matched nothing. */
export interface Accepted {
  readonly models: readonly ServerModel[];
  /** Selectors that match nothing in either state. */
  readonly unknown: readonly string[];
}

/**
 * Applies accepted changes to the older state, one by one.
 *
 * @param selectors `server` accepts everything about a server, `server.name` the change, addition or removal of one
 *   tool, prompt, resource (by URI) or resource template
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

/** Returns the longest key that the selector starts with, since keys and names may contain dots. */
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
    // in the order of the newer model: by code unit of the names
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

  /**
   * Applies accepted templates. Templates are sorted by their own names, so the order of the newer model is kept where
   * both have them.
   */
  function takeTemplates(old: ServerModel, now: ServerModel): ServerModel["resourceTemplates"] {
    const taken = take(old.resourceTemplates, now.resourceTemplates, (template) => template.uriTemplate);
    if (taken === old.resourceTemplates) return taken;
    const sortKey = ({ name: title, uriTemplate }: (typeof taken)[number]): string =>
      `${title}\u0000${uriTemplate}`;
    return [...taken].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  }
}
