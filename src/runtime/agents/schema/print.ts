import type { Json, JsonObject } from "../../../shared/json/json.js";
import {
  acceptsNode,
  type Kind,
  kindOf,
  readSchema,
  type SchemaDocument,
} from "../../../shared/json-schema/index.js";
import { accepts } from "../../../shared/json-schema/index.js";
import { printArray } from "./provider-arrays.js";
import { type Codec, decodeBy, encodeBy, JSON_TEXT, unionCodec } from "./codec.js";
import { tellBy } from "./given-issue.js";
import { kindsOf } from "./kinds-of.js";
import { printMembers } from "./members.js";
import { anyOf, type Loss, type Printed } from "./printed.js";
import type { PrintLimits, Printer } from "./printer.js";
import type { ProviderProfile } from "./profile.js";
import { printNumber, printText, printValues } from "./scalars.js";
import {
  type All,
  onlyRequires,
  type Shape,
  shapeOf,
  type Term,
} from "../../../shared/json-schema/schema-shape.js";

/** Most schemas that one document may become once references are inlined. */
const MAX_PRINTED = 20_000;

/** The document does not fit at any depth. */
export class TooLarge extends Error {}

interface Definition {
  readonly name: string;
  /** How many optional properties lead to it from the arguments. */
  readonly optional: number;
  used: boolean;
  codec?: Codec | undefined;
}

/**
 * Prints the nodes of one document in the form that `profile` takes. The result accepts every encoded value that the nodes
 * accept.
 */
export class SchemaPrinter implements Printer {
  readonly #document: SchemaDocument;
  readonly profile: ProviderProfile;
  readonly limits: PrintLimits;
  readonly losses: Loss[] = [];
  readonly definitions: Record<string, JsonObject> = {};
  readonly #open = new Map<string, Definition>();
  readonly #ids = new Map<object, number>();
  #printed = 0;
  #optional = 0;

  constructor(document: SchemaDocument, profile: ProviderProfile, limits: PrintLimits) {
    this.#document = document;
    this.profile = profile;
    this.limits = limits;
  }

  /** Reports a loss at `path`. */
  lose(path: string, message: string): void {
    this.losses.push({ path, message });
  }

  /** Whether the server's schemas accept `value`. */
  accepts(all: All, value: Json): boolean {
    return all.every((term) => {
      if ("any" in term) return term.any.some((each) => this.accepts(each, value));
      return "facts" in term || acceptsNode(this.#document, term, value);
    });
  }

  /** The schema of a value to which `all` apply, nested `depth` objects below the arguments. `optional`: its property may be absent. */
  print(all: All, depth: number, path: string, optional = false): Printed {
    if (!optional) return this.#print(all, depth, path);
    this.#optional++;
    const printed = this.#print(all, depth, path);
    this.#optional--;
    return printed;
  }

  #print(all: All, depth: number, path: string): Printed {
    if (++this.#printed > MAX_PRINTED) throw new TooLarge();
    const key = this.#key(all);
    const open = this.#open.get(key);
    if (open !== undefined) return this.#again(open, path);
    const name = `type_${this.#open.size}_${this.#printed}`;
    const definition: Definition = { name, optional: this.#optional, used: false };
    this.#open.set(key, definition);
    const printed = this.#printShape(shapeOf(all), depth, path);
    this.#open.delete(key);
    if (!definition.used) return printed;
    definition.codec = printed.codec;
    this.definitions[definition.name] = printed.schema;
    return { schema: { $ref: `#/$defs/${definition.name}` }, codec: printed.codec };
  }

  /** A schema that refers to itself. */
  #again(definition: Definition, path: string): Printed {
    const { recursion } = this.profile;
    if (recursion === "none" || (recursion === "optional" && this.#optional === definition.optional))
      return this.jsonText(path, "a schema that refers to itself");
    definition.used = true;
    return {
      schema: { $ref: `#/$defs/${definition.name}` },
      codec: {
        encode: (value) => encodeBy(definition.codec, value),
        decode: (value) => decodeBy(definition.codec, value),
        tell: (issue, value) => tellBy(definition.codec, issue, value),
      },
    };
  }

  /** A value that the provider's schema cannot describe. */
  jsonText(path: string, what: string, description?: string): Printed {
    this.lose(path, `${what} is given as JSON text`);
    const note = "A JSON value, written as JSON text.";
    return {
      schema: { type: "string", description: description === undefined ? note : `${description} ${note}` },
      codec: JSON_TEXT,
    };
  }

  #printShape(shape: Shape, depth: number, path: string): Printed {
    for (const keyword of shape.dropped) this.lose(path, `"${keyword}" cannot be expressed`);
    const group = this.#groupOf(shape, path);
    if (group !== undefined) return this.#printGroup(shape, group, depth, path);
    if (shape.values !== undefined) return this.#annotate(printValues(this, shape, path), shape);
    const kinds = kindsOf(shape);
    if (kinds === undefined || kinds.length === 0) return this.#printAnything(shape, path);
    const forms = kinds.map((kind) => this.#printKind(kind, shape, depth, path));
    const [only] = forms;
    if (forms.length === 1 && only !== undefined) return this.#annotate(only, shape);
    const printed = this.#union(
      path,
      forms.map((form, index) => ({ form, accepts: (value) => kindOf(value) === kinds[index] })),
    );
    return this.#annotate(printed, shape);
  }

  /** Chooses the group of alternatives to print: a provider's schema has room for only one. */
  #groupOf(shape: Shape, path: string): readonly All[] | undefined {
    const telling = shape.groups.filter((group) => !group.every((all) => onlyRequires(all)));
    if (telling.length < shape.groups.length)
      this.lose(path, "alternatives that differ in required properties alone cannot be expressed");
    if (telling.length > 1)
      this.lose(
        path,
        `${telling.length - 1} of ${telling.length} groups of alternatives cannot be expressed`,
      );
    return telling[0];
  }

  #printGroup(shape: Shape, group: readonly All[], depth: number, path: string): Printed {
    const { annotations, ...rest } = shape;
    const base: Term = { facts: { ...rest, annotations: {}, groups: [], dropped: [] } };
    const printed = this.#union(
      path,
      group.map((all) => ({
        form: this.print([...all, base], depth, path),
        accepts: (value) => this.accepts(all, value),
      })),
    );
    return this.#annotate(printed, { ...shape, annotations });
  }

  #union(
    path: string,
    forms: readonly { readonly form: Printed; readonly accepts: (value: Json) => boolean }[],
  ): Printed {
    // A string could be a plain string or the JSON text of another value.
    if (forms.some(({ form }) => form.codec === JSON_TEXT) && forms.some(({ form }) => isText(form)))
      return this.jsonText(path, "a text or another value");
    return {
      schema: anyOf(forms.map(({ form }) => form.schema)),
      codec: unionCodec(
        forms.map(({ form, accepts: acceptsValue }) => ({
          codec: form.codec,
          accepts: acceptsValue,
          admits: this.#admits(form.schema),
          isOfKind: (value) => typesOf(form).includes(kindOf(value)),
        })),
      ),
    };
  }

  /** Whether a printed schema accepts a value; the schema is read on first use, with the definitions known by then. */
  #admits(schema: JsonObject): (value: Json) => boolean {
    let document: SchemaDocument | undefined;
    return (value) => {
      document ??= readSchema({ ...schema, $defs: this.definitions });
      return accepts(document, value);
    };
  }

  #printAnything(shape: Shape, path: string): Printed {
    if (this.profile.untyped) return this.#annotate({ schema: {} }, shape);
    return this.jsonText(path, "any value", shape.annotations.description);
  }

  #printKind(kind: Kind, shape: Shape, depth: number, path: string): Printed {
    switch (kind) {
      case "object":
        if (depth >= this.limits.depth) return this.jsonText(path, "an object this deep");
        return printMembers(this, shape, depth + 1, path);
      case "array":
        return printArray(this, shape, depth, path);
      case "number":
        return printNumber(this, shape, path);
      case "string":
        return printText(this, shape, path);
      default:
        return { schema: { type: kind } };
    }
  }

  /** A reference must stand alone: OpenAI refuses other keywords next to it. */
  #annotate(printed: Printed, { annotations }: Shape): Printed {
    const { title, description } = annotations;
    if ("$ref" in printed.schema) return printed;
    return {
      ...printed,
      schema: {
        ...printed.schema,
        ...(title !== undefined && this.profile.keywords.has("title") && { title }),
        ...(description !== undefined && printed.schema["description"] === undefined && { description }),
        ...(annotations.default !== undefined &&
          this.profile.keywords.has("default") && { default: annotations.default }),
      },
    };
  }

  /** The same key for the same schemas. */
  #key(all: All): string {
    return all
      .map((term) => {
        if ("any" in term) return `{${term.any.map((each) => this.#key(each)).join("|")}}`;
        const known = this.#ids.get(term);
        if (known !== undefined) return String(known);
        this.#ids.set(term, this.#ids.size);
        return String(this.#ids.size - 1);
      })
      .join("&");
  }
}

/** Whether a plain string may be a value of this form. */
function isText(form: Printed): boolean {
  return form.codec !== JSON_TEXT && (form.schema["type"] === undefined || typesOf(form).includes("string"));
}

function typesOf({ schema }: Printed): readonly unknown[] {
  const { type } = schema;
  return Array.isArray(type) ? type : [type === "integer" ? "number" : type];
}
