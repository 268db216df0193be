import type { Tool } from "@modelcontextprotocol/client";
import type { ServerEntry } from "../../shared/config/entry.js";
import { unmatchedTools } from "../../shared/config/unmatched-tools.js";
import { describeFaults } from "../config/describe-faults.js";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { InputValidationError } from "../errors/validation-errors.js";
import type { ToolKnowledge } from "../backend/operations/call-tool.js";
import { UnknownComponentError } from "../errors/unknown-component-error.js";
import { ArgumentFault, transformInputSchema } from "./input-schema.js";
import { mapEntries } from "./schema-parts.js";
import { readTransforms } from "./read-transforms.js";
import { TagFilter, type TaggedKind, withTags } from "./tags.js";
import { ToolNames } from "./tool-names.js";
import type { ToolTransform } from "./tool-transform.js";

/** A component of a list. */
interface Component {
  readonly _meta?: unknown;
}

const ID = { tools: "name", prompts: "name", resources: "uri", resourceTemplates: "uriTemplate" } as const;

/**
 * A server as its config shows it: tools are transformed, then components with an excluded tag, or without an included one, are
 * left out. Everything that uses a server of a config sees it in this way: one client or several, and generated code.
 */
export class ServerView {
  readonly #server: string;
  readonly #filter: TagFilter;
  readonly #names: ToolNames;
  readonly #byTool: ReadonlyMap<string, ToolTransform>;
  /** The transforms by name, as the config has them. */
  readonly #written: Readonly<Record<string, JsonObject>>;
  readonly #byName: ReadonlyMap<string, ToolTransform>;
  /** Components of the latest list of each kind that are hidden by tags. */
  readonly #hidden = new Map<TaggedKind, ReadonlySet<string>>();
  /** Whether the transforms have been checked against the server's tools. */
  #checked = false;

  constructor(
    server: string,
    transforms: readonly ToolTransform[],
    filter: TagFilter,
    names: ToolNames = new ToolNames(undefined, undefined),
  ) {
    this.#server = server;
    this.#names = names;
    this.#filter = filter;
    this.#byTool = new Map(transforms.map((transform) => [transform.tool, transform]));
    this.#written = Object.fromEntries(transforms.map(({ tool }) => [tool, {}]));
    this.#byName = new Map(transforms.map((transform) => [transform.name ?? transform.tool, transform]));
  }

  /**
   * Returns a complete list as the config shows it; `note` is called for transforms without a tool. @throws
   * {ConfigurationError}
   */
  list<T extends Component>(kind: TaggedKind, items: readonly T[], note: (message: string) => void): T[] {
    if (kind === "tools") {
      const listed = items.map((tool) => (tool as unknown as Tool).name);
      for (const message of unmatchedTools({ ...this.#names.lists, tools: this.#written }, listed))
        note(message);
    }
    const shown = this.items(kind, items);
    if (kind === "tools") this.#checked = true;
    if (!this.#filter.idle) {
      const admitted = new Set(shown.map((item) => idOf(kind, item)));
      const all = this.#transformed(kind, items).map((item) => idOf(kind, item));
      this.#hidden.set(kind, new Set(all.filter((id) => !admitted.has(id))));
    }
    return shown;
  }

  /** Returns a part of a list as the config shows it. @throws {ConfigurationError} */
  items<T extends Component>(kind: TaggedKind, items: readonly T[]): T[] {
    return this.#transformed(kind, items).filter((item) => this.#filter.admits(item));
  }

  /** Whether the list of this kind must be known first: tags may hide the component, or its arguments may not fit the config. */
  asks(kind: TaggedKind, id: string): boolean {
    if (!this.#filter.idle && !this.#hidden.has(kind)) return true;
    return kind === "tools" && !this.#checked && (this.#byName.get(id)?.arguments.size ?? 0) > 0;
  }

  /** Forgets the lists, which may have changed. */
  forget(): void {
    this.#hidden.clear();
    this.#checked = false;
  }

  /** @throws {UnknownComponentError} for components that tags hide */
  admit(kind: TaggedKind, id: string): void {
    if (this.#hidden.get(kind)?.has(id) === true)
      throw new UnknownComponentError(
        kind,
        id,
        "The tags that its config includes or excludes hide it.",
        this.#server,
      );
  }

  /**
   * Converts a call with the config's names to the server's names; fills in defaults.
   * @throws {UnknownComponentError} for a tool that is disabled, or has another name here
   * @throws {InputValidationError} for an argument that is hidden, or has another name here
   */
  call(name: string, args: JsonObject): { readonly name: string; readonly args: JsonObject } {
    const transform = this.#byName.get(name);
    if (!this.#names.admits(transform?.tool ?? name))
      throw new UnknownComponentError("tools", name, "Its config hides it.", this.#server);
    if (transform === undefined) {
      const renamed = this.#byTool.get(name);
      if (renamed === undefined) return { name, args };
      throw new UnknownComponentError(
        "tools",
        name,
        `Its config calls it "${show(renamed.name)}".`,
        this.#server,
      );
    }
    if (transform.enabled === false)
      throw new UnknownComponentError("tools", name, "Its config disables it.", this.#server);
    return { name: transform.tool, args: this.#argumentsOf(transform, name, args) };
  }

  /** Returns what generated code knows about a tool, with the arguments for headers under the server's names. */
  knowledge<T extends ToolKnowledge>(name: string, known: T): T {
    const transform = this.#byName.get(name);
    const properties = known.headerSchema?.["properties"];
    if (transform === undefined || !isJsonObject(properties)) return known;
    const originals = originalNames(transform);
    const renamed = mapEntries(properties, (key, value) => [originals.get(key) ?? key, value]);
    return { ...known, headerSchema: { ...known.headerSchema, properties: renamed } };
  }

  #argumentsOf(transform: ToolTransform, name: string, args: JsonObject): JsonObject {
    if (transform.arguments.size === 0) return args;
    const originals = originalNames(transform);
    const sent = Object.entries(args).map(([key, value]) => {
      const renamed = originals.has(key) ? undefined : transform.arguments.get(key);
      if (renamed?.hide === true) throw this.#refused(name, key, "is set by the config");
      if (renamed?.name !== undefined && renamed.name !== key)
        throw this.#refused(name, key, `is called "${show(renamed.name)}" in the config`);
      return [originals.get(key) ?? key, value] as const;
    });
    const given = new Set(sent.map(([key]) => key));
    for (const [original, { default: preset }] of transform.arguments)
      if (preset !== undefined && !given.has(original)) sent.push([original, preset.value]);
    return Object.fromEntries(sent);
  }

  #refused(tool: string, argument: string, message: string): InputValidationError {
    return new InputValidationError(`tool "${show(tool)}"`, [{ path: [argument], message }], {
      server: this.#server,
      subject: tool,
    });
  }

  #transformed<T extends Component>(kind: TaggedKind, items: readonly T[]): readonly T[] {
    if (kind !== "tools" || (this.#byTool.size === 0 && this.#names.idle)) return items;
    return (items as unknown as readonly Tool[]).flatMap((tool) => {
      if (!this.#names.admits(tool.name)) return [];
      const transform = this.#byTool.get(tool.name);
      if (transform !== undefined) return transform.enabled === false ? [] : [this.#tool(tool, transform)];
      const other = this.#byName.get(tool.name);
      if (other === undefined) return [tool];
      throw this.#misconfigured(
        `${other.pointer}/name`,
        `Tool "${show(other.tool)}" cannot be called "${show(tool.name)}": the server has a tool of that name.`,
      );
    }) as unknown as readonly T[];
  }

  #tool(tool: Tool, transform: ToolTransform): Tool {
    const { name, title, description, version, tags, meta } = transform;
    const base = { ...(tool._meta as JsonObject | undefined), ...meta };
    const tagged = tags === undefined ? base : withTags(base, tags);
    const _meta = version === undefined ? tagged : withVersion(tagged, version);
    return {
      ...tool,
      name: name ?? tool.name,
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(Object.keys(_meta).length > 0 && { _meta }),
      inputSchema: this.#inputSchema(tool, transform) as Tool["inputSchema"],
    };
  }

  #inputSchema(tool: Tool, transform: ToolTransform): JsonObject {
    try {
      return transformInputSchema(tool.inputSchema as JsonObject, transform.arguments);
    } catch (error) {
      if (!(error instanceof ArgumentFault)) throw error;
      throw this.#misconfigured(error.pointer, error.message, tool.name);
    }
  }

  #misconfigured(pointer: string, message: string, subject?: string): ConfigurationError {
    const fault = { pointer, server: this.#server, message, hint: "Correct the transform." };
    return new ConfigurationError(describeFaults([fault]), { server: this.#server, subject });
  }
}

/** Returns the config's changes to its server; `undefined` if there are none. @throws {ConfigurationError} */
export function viewOf(entry: ServerEntry | undefined): ServerView | undefined {
  if (entry === undefined) return undefined;
  const filter = new TagFilter(entry.includeTags, entry.excludeTags);
  const transforms = readTransforms(entry);
  const names = new ToolNames(entry.includeTools, entry.excludeTools);
  if (filter.idle && names.idle && transforms.length === 0) return undefined;
  return new ServerView(entry.key, transforms, filter, names);
}

/** Maps the names that callers see to those on the server. */
function originalNames(transform: ToolTransform): ReadonlyMap<string, string> {
  const visible = [...transform.arguments].filter(([, { hide }]) => hide !== true);
  return new Map(visible.map(([original, { name = original }]) => [name, original]));
}

function withVersion(meta: JsonObject, version: string): JsonObject {
  const { fastmcp } = meta;
  return { ...meta, fastmcp: { ...(typeof fastmcp === "object" ? fastmcp : {}), version } };
}

function idOf(kind: TaggedKind, item: object): string {
  return (item as Readonly<Record<string, string>>)[ID[kind]]!;
}
