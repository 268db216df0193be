import type { SchemaNode } from "../../../shared/json-schema/ir.js";
import { canonicalJson } from "../../../shared/json/canonical.js";
import type { Json } from "../../../shared/json/json.js";
import type { DocTag } from "../../printer/index.js";
import { constraintTags, isInteger } from "./constraint-tags.js";

/** The content of a comment. The text is foreign: it becomes code only through the printer's `jsdoc`. */
export interface DocText {
  readonly paragraphs: readonly string[];
  readonly tags: readonly DocTag[];
}

export interface DescribeOptions {
  /** Name of the property or type: an equal title is left out. */
  readonly name: string;
}

/** A description up to this length is followed by the facts on the same line. */
const SHORT = 100;
const MOST_EXAMPLES = 3;
const LONGEST_VALUE = 80;

/**
 * Returns the comment of a property or a type that these schemas describe: title, description, constraints, default,
 * examples.
 */
export function describe(nodes: readonly SchemaNode[], options: DescribeOptions): DocText {
  const text = unique(nodes.flatMap((node) => textOf(node, options.name)));
  const facts = unique(nodes.flatMap(factsOf)).join(" ");
  const deprecated = nodes.some(({ annotations }) => annotations.deprecated === true);
  return {
    paragraphs: joined(text, facts),
    tags: uniqueTags([
      ...nodes.flatMap((node) => constraintTags(soleBranch(node))),
      ...nodes.flatMap(({ annotations }) => defaultOf(annotations.default)),
      ...(deprecated ? [{ tag: "deprecated" } as const] : []),
    ]),
  };
}

/** Returns title and description of a schema, unless they say nothing new. */
function textOf(
  { annotations: { title = "", description = "" } }: SchemaNode,
  name: string,
): readonly string[] {
  return [isTelling(title, description, name) ? title.trim() : "", description.trim()].filter(
    (part) => part !== "",
  );
}

function isTelling(title: string, description: string, name: string): boolean {
  if (title === "" || isIdentifier(title) || bare(title) === bare(name)) return false;
  return !description.toLowerCase().includes(title.toLowerCase());
}

/** Whether a title is a class name such as `get_weatherArguments` or `WeatherData`, which generators put there. */
function isIdentifier(title: string): boolean {
  return /^\w*(?:_|[a-z0-9][A-Z])\w*$/.test(title);
}

function factsOf(node: SchemaNode): readonly string[] {
  const { annotations } = node;
  return [
    ...(isInteger(soleBranch(node)) ? ["Integer."] : []),
    ...(annotations.readOnly === true ? ["Read-only."] : []),
    ...(annotations.writeOnly === true ? ["Write-only."] : []),
    ...examplesOf(annotations.examples ?? []),
  ];
}

/** Returns the only schema besides `null` in an `anyOf`, which is how pydantic writes an optional value; else `node` itself. */
function soleBranch(node: SchemaNode): SchemaNode {
  const branches = (node.anyOf ?? node.oneOf ?? []).filter(
    ({ kinds }) => !(kinds?.size === 1 && kinds.has("null")),
  );
  return branches.length === 1 && constraintTags(node).length === 0 && !isInteger(node)
    ? (branches[0] as SchemaNode)
    : node;
}

function defaultOf(value: Json | undefined): readonly DocTag[] {
  if (value === undefined || value === null) return [];
  const text = canonicalJson(value);
  return text.length > LONGEST_VALUE ? [] : [{ tag: "default", text }];
}

function examplesOf(values: readonly Json[]): readonly string[] {
  const texts = values.map((value) => canonicalJson(value)).filter((text) => text.length <= LONGEST_VALUE);
  if (texts.length === 0) return [];
  return [`${texts.length === 1 ? "Example" : "Examples"}: ${texts.slice(0, MOST_EXAMPLES).join(", ")}.`];
}

/** Appends facts to a short description on its line, or puts them below a long one. */
function joined(text: readonly string[], facts: string): readonly string[] {
  const last = text.at(-1);
  if (last === undefined) return facts === "" ? [] : [facts];
  if (facts === "") return text;
  const ended = /[.!?:;…。]$/.test(last) ? last : `${last}.`;
  const together = `${ended} ${facts}`;
  return together.length <= SHORT && !/[\r\n]/.test(last)
    ? [...text.slice(0, -1), together]
    : [...text, facts];
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function unique(texts: readonly string[]): readonly string[] {
  return texts.length < 2 ? texts : [...new Set(texts)];
}

function uniqueTags(tags: readonly DocTag[]): readonly DocTag[] {
  const seen = new Map(tags.map((tag) => [`${tag.tag} ${tag.text ?? ""}`, tag]));
  return seen.size < tags.length ? [...seen.values()] : tags;
}
