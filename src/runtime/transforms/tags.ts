import { isJsonObject, type JsonObject } from "../../shared/json/json.js";

/** Kinds of components that tags can filter. */
export type TaggedKind = "tools" | "resources" | "resourceTemplates" | "prompts";

/**
 * Returns the tags of a tool, resource, template or prompt: FastMCP servers put them under `_meta.fastmcp.tags`, older ones
 * under `_meta._fastmcp.tags`.
 */
export function tagsOf(component: { readonly _meta?: unknown }): readonly string[] {
  const meta = component._meta;
  if (!isJsonObject(meta)) return [];
  for (const key of ["fastmcp", "_fastmcp"]) {
    const own = Object.hasOwn(meta, key) ? meta[key] : undefined;
    const tags = isJsonObject(own) ? own["tags"] : undefined;
    if (Array.isArray(tags)) return (tags as readonly unknown[]).filter((tag) => typeof tag === "string");
  }
  return [];
}

/** Returns `_meta` with these tags. */
export function withTags(meta: JsonObject | undefined, tags: readonly string[]): JsonObject {
  const { _fastmcp, fastmcp, ...others } = meta ?? {};
  const own = isJsonObject(fastmcp) ? fastmcp : isJsonObject(_fastmcp) ? _fastmcp : {};
  return { ...others, fastmcp: { ...own, tags } };
}

/**
 * Decides which components a server's entry shows: with `includeTags`, those that have one of them; with `excludeTags`, those
 * that have none of them. As in FastMCP, this applies to every kind, so that `includeTags` hides everything without tags. An
 * empty list does not filter.
 */
export class TagFilter {
  readonly #include: ReadonlySet<string>;
  readonly #exclude: ReadonlySet<string>;

  constructor(include: readonly string[] = [], exclude: readonly string[] = []) {
    this.#include = new Set(include);
    this.#exclude = new Set(exclude);
  }

  /** Whether it shows everything. */
  get idle(): boolean {
    return this.#include.size === 0 && this.#exclude.size === 0;
  }

  admits(component: { readonly _meta?: unknown }): boolean {
    if (this.idle) return true;
    const tags = tagsOf(component);
    const included = this.#include.size === 0 || tags.some((tag) => this.#include.has(tag));
    return included && !tags.some((tag) => this.#exclude.has(tag));
  }
}
