import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { readSchema, type SchemaDocument } from "../../../shared/json-schema/index.js";
import type { ValidationIssue } from "../../errors/validation-errors.js";
import { decodeBy, encodeBy, JSON_TEXT } from "./codec.js";
import { tellBy } from "./given-issue.js";
import { printMembers, withRequired } from "./members.js";
import { SchemaPrinter, TooLarge } from "./print.js";
import { lossesOfReading } from "./losses-of-reading.js";
import type { Loss, Printed } from "./printed.js";
import type { ProviderProfile } from "./profile.js";
import { rootShape } from "./root.js";
import { sizeOf } from "./size.js";

/** The arguments of one tool, as one provider takes them. */
export interface ToolSchema {
  /** The schema to send to the provider. */
  readonly schema: JsonObject;
  /** Converts arguments for the server to the provider's schema: for examples and for the history of a conversation. */
  encode(args: JsonObject): JsonObject;
  /**
   * Converts arguments from a model to the server's form. They still have to be validated by the server's own schema.
   * @throws {Unreadable} if a part of them would be lost
   */
  decode(args: JsonObject): JsonObject;
  /**
   * Describes a fault in decoded arguments by its place in `args`, as the model gave them, with the names that the model
   * knows.
   */
  tell(issue: ValidationIssue, args: JsonObject): ValidationIssue;
  /** What the provider's schema cannot express. Empty: it expresses everything. */
  readonly losses: readonly Loss[];
}

const LIMITS = ["depth", "properties", "enumValues", "characters", "longEnumCharacters"] as const;

/** The property that holds all arguments as JSON text if no schema fits. */
const WHOLE = "arguments_json";

/**
 * Rewrites the input schema of a tool for a provider. Never throws: constraints that cannot be expressed are loosened and
 * listed in `losses`.
 */
export function toolSchema(inputSchema: JsonObject, profile: ProviderProfile): ToolSchema {
  const document = readSchema(inputSchema);
  for (const limits of tries(profile)) {
    const found = tryPrint(document, profile, limits);
    if (found !== undefined) return found;
  }
  return wholeAsText(profile);
}

/** Yields ever smaller schemas: first fewer values, then less depth. */
function* tries({
  limits,
}: ProviderProfile): Generator<{ readonly depth: number; readonly enumValues: number }> {
  for (const enumValues of [limits.enumValues, 250, 25, 0]) yield { depth: limits.depth, enumValues };
  for (const depth of [6, 4, 3, 2, 1]) if (depth < limits.depth) yield { depth, enumValues: 25 };
}

function tryPrint(
  document: SchemaDocument,
  profile: ProviderProfile,
  limits: { readonly depth: number; readonly enumValues: number },
): ToolSchema | undefined {
  const printer = new SchemaPrinter(document, profile, limits);
  for (const { path, message } of lossesOfReading(document)) printer.lose(path, message);
  try {
    const { shape: root, merged } = rootShape(document.root);
    const shape = withRequired(root);
    if (merged) printer.lose("", "alternatives of the arguments are merged into one object");
    for (const keyword of shape.dropped) printer.lose("", `"${keyword}" cannot be expressed`);
    const open = shape.properties.size === 0 && shape.others === undefined && !profile.strict;
    const printed: Printed = open
      ? { schema: { type: "object", properties: {} } }
      : printMembers(printer, closedWhereEmpty(shape, profile), 1, "");
    const definitions = Object.keys(printer.definitions).length > 0 && { $defs: printer.definitions };
    const schema = { ...printed.schema, ...definitions };
    const size = sizeOf(schema);
    const fits = LIMITS.every((limit) => size[limit] <= profile.limits[limit]);
    return fits ? made(schema, printed, printer.losses) : undefined;
  } catch (error) {
    if (error instanceof TooLarge || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** An object schema that says nothing about its members means no arguments: in strict form, the empty object. */
function closedWhereEmpty<
  S extends {
    readonly properties: ReadonlyMap<string, unknown>;
    readonly others: unknown;
    readonly closed: boolean;
  },
>(shape: S, { strict }: ProviderProfile): S {
  return strict && shape.properties.size === 0 && shape.others === undefined
    ? { ...shape, closed: true }
    : shape;
}

function made(schema: JsonObject, { codec }: Printed, losses: readonly Loss[]): ToolSchema {
  const object = (value: Json, given: JsonObject): JsonObject => (isJsonObject(value) ? value : given);
  return {
    schema,
    encode: (args) => object(encodeBy(codec, args), args),
    decode: (args) => object(decodeBy(codec, args), args),
    tell: (issue, args) => tellBy(codec, issue, args),
    losses,
  };
}

function wholeAsText({ strict, name }: ProviderProfile): ToolSchema {
  return {
    schema: {
      type: "object",
      properties: {
        [WHOLE]: { type: "string", description: "The arguments as the text of one JSON object." },
      },
      required: [WHOLE],
      ...(strict && { additionalProperties: false }),
    },
    encode: (args) => ({ [WHOLE]: JSON_TEXT.encode(args) }),
    decode: (args) => {
      const decoded = Object.hasOwn(args, WHOLE) ? JSON_TEXT.decode(args[WHOLE] as Json) : args;
      return isJsonObject(decoded) ? decoded : args;
    },
    tell: (issue, args) =>
      Object.hasOwn(args, WHOLE)
        ? JSON_TEXT.tell({ ...issue, path: [WHOLE, ...issue.path] }, args[WHOLE] as Json)
        : issue,
    losses: [
      { path: "", message: `the schema is too large for ${name}: the arguments are given as JSON text` },
    ],
  };
}
