import type { Json } from "../../../shared/json/json.js";
import {
  type Kind,
  readSchema,
  type SchemaDocument,
  type SchemaNode,
} from "../../../shared/json-schema/index.js";
import { escapeForCode, replaceInvisible } from "../../../shared/text/invisible.js";
import { show } from "../../../shared/text/show.js";

/** A schema as TypeScript: the type, and declarations of the names that it refers to. */
export interface TypeText {
  readonly type: string;
  readonly declarations: readonly string[];
}

/** Longest description in a comment. */
const MAX_CHARS = 300;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * Prints a JSON Schema as a type for a model to read; leaves out what TypeScript cannot express.
 *
 * @param prefix prefix of the declared names
 */
export function typeText(schema: Json, prefix: string): TypeText {
  const document = readSchema(schema);
  const printer = new Printer(document, prefix);
  const type = printer.type(document.root, "");
  return { type, declarations: printer.declarations };
}

/** A one-line comment; empty if there is no text. */
export function comment(text: string | undefined, margin: string): string {
  const said = (text ?? "").replace(/\s+/g, " ").trim();
  if (said === "") return "";
  return `${margin}/** ${show(said, MAX_CHARS).replace(/\*\//g, "*\\/")} */\n`;
}

/** A key of an object type. */
export function memberKey(name: string): string {
  return IDENTIFIER.test(name) ? name : text(name);
}

/** A string literal. */
function text(value: string): string {
  return replaceInvisible(JSON.stringify(value), escapeForCode);
}

class Printer {
  readonly declarations: string[] = [];
  readonly #names = new Map<SchemaNode, string>();
  readonly #document: SchemaDocument;
  readonly #prefix: string;

  constructor(document: SchemaDocument, prefix: string) {
    this.#document = document;
    this.#prefix = prefix;
  }

  type(node: SchemaNode, margin: string): string {
    if (this.#document.definitions.has(node)) return this.#named(node);
    return this.#whole(node, margin);
  }

  /** Refers to a definition by name, and declares it on first use: it may refer to itself. */
  #named(node: SchemaNode): string {
    const known = this.#names.get(node);
    if (known !== undefined) return known;
    const hint = (this.#document.definitions.get(node) ?? "").replace(/\W+/g, "_");
    const name = `${this.#prefix}_${this.#names.size + 1}${hint === "" ? "" : `_${hint.slice(0, 40)}`}`;
    this.#names.set(node, name);
    this.declarations.push(`type ${name} = ${this.#whole(node, "")};`);
    return name;
  }

  #whole(node: SchemaNode, margin: string): string {
    if (node.always !== undefined) return node.always ? "unknown" : "never";
    const referred = node.ref ?? node.dynamicRef?.target;
    const factors = [
      ...(node.values !== undefined ? [union(node.values.map(literal))] : this.#own(node, margin)),
      ...(referred === undefined ? [] : [this.type(referred, margin)]),
      ...(node.allOf ?? []).map((each) => this.type(each, margin)),
      ...[node.anyOf, node.oneOf].flatMap((arms) =>
        arms === undefined ? [] : [union(arms.map((each) => this.type(each, margin)))],
      ),
    ].filter((each) => each !== "unknown");
    if (factors.length === 0) return "unknown";
    const different = [...new Set(factors)];
    return different.length === 1 ? (different[0] as string) : different.map(grouped).join(" & ");
  }

  /** The node's own constraints, without those it refers to. */
  #own(node: SchemaNode, margin: string): readonly string[] {
    const { kinds } = node;
    const isObject =
      node.properties !== undefined || node.required !== undefined || node.additionalProperties !== undefined;
    const isArray = node.items !== undefined || node.prefixItems !== undefined;
    const said: ReadonlySet<Kind> =
      kinds ?? new Set([...(isObject ? ["object" as const] : []), ...(isArray ? ["array" as const] : [])]);
    if (said.size === 0 || said.size === 6) return [];
    return [union([...said].map((kind) => this.#ofKind(kind, node, margin)))];
  }

  #ofKind(kind: Kind, node: SchemaNode, margin: string): string {
    if (kind === "object") return this.#object(node, margin);
    if (kind !== "array") return kind;
    const rest = node.items === undefined ? "unknown" : this.type(node.items, margin);
    const first = (node.prefixItems ?? []).map((each) => this.type(each, margin));
    if (first.length === 0) return `${grouped(rest)}[]`;
    const optional = first.map((type, i) => (i < (node.minItems ?? 0) ? type : `${grouped(type)}?`));
    return `[${optional.join(", ")}${rest === "never" ? "" : `, ...${grouped(rest)}[]`}]`;
  }

  #object(node: SchemaNode, margin: string): string {
    const inner = `${margin}  `;
    const required = node.required ?? new Set<string>();
    const properties = node.properties ?? new Map<string, SchemaNode>();
    const named = [...properties].map(
      ([key, each]) =>
        `${comment(describe(each), inner)}${inner}${memberKey(key)}${required.has(key) ? "" : "?"}: ${this.type(each, inner)};\n`,
    );
    const unnamed = [...required]
      .filter((key) => !properties.has(key))
      .map((key) => `${inner}${memberKey(key)}: unknown;\n`);
    const others = node.additionalProperties ?? node.unevaluatedProperties;
    const open = others !== undefined && others.always !== false;
    const members = [...named, ...unnamed];
    if (members.length === 0) {
      if (others?.always === false && node.patternProperties === undefined) return "Record<string, never>";
      return `Record<string, ${open ? this.type(others, margin) : "unknown"}>`;
    }
    const index = open || node.patternProperties !== undefined ? [`${inner}[key: string]: unknown;\n`] : [];
    return `{\n${[...members, ...index].join("")}${margin}}`;
  }
}

function describe({ annotations, ref }: SchemaNode): string | undefined {
  return annotations.description ?? ref?.annotations.description;
}

function union(arms: readonly string[]): string {
  const different = [...new Set(arms)].filter((arm) => arm !== "never");
  if (different.includes("unknown")) return "unknown";
  return different.length === 0
    ? "never"
    : different.map((arm) => (arm.includes(" & ") ? `(${arm})` : arm)).join(" | ");
}

/** Puts a type in parentheses if it has an operator outside brackets. */
function grouped(type: string): string {
  let depth = 0;
  for (const [i, c] of [...type].entries()) {
    if ("{[(<".includes(c)) depth++;
    else if ("}])>".includes(c)) depth--;
    else if (depth === 0 && (c === "|" || c === "&") && i > 0) return `(${type})`;
  }
  return type;
}

function literal(value: Json): string {
  if (typeof value === "string") return text(value);
  if (typeof value === "object" && value !== null)
    return Array.isArray(value) ? "unknown[]" : "Record<string, unknown>";
  return String(value);
}
