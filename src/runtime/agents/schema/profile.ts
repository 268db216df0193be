/** The subset of JSON Schema that one provider documents for the arguments of a tool. */
export interface ProviderProfile {
  /** The provider's name in messages: `OpenAI (strict)`. */
  readonly name: string;
  /** Where the provider documents the rules. */
  readonly source: string;
  /** Keywords allowed besides `type`, `properties`, `required`, `items`, `anyOf`, `enum` and `description`. */
  readonly keywords: ReadonlySet<string>;
  /** Allowed values of `format`. `undefined`: any. */
  readonly formats?: ReadonlySet<string>;
  /** Kinds of value that an `enum` may hold. */
  readonly enumKinds: ReadonlySet<"string" | "number" | "boolean" | "null">;
  /** Every property is required and every object is closed: a property that may be absent accepts null instead. */
  readonly strict: boolean;
  /**
   * Which recursive schemas are supported, as references into `$defs`: any, those that lead back through an optional property, or
   * none. Other recursive parts become JSON text; references that are not recursive are inlined.
   */
  readonly recursion: "any" | "optional" | "none";
  /** Whether `prefixItems` is supported. If not, an item may be anything that one of the places accepts. */
  readonly tuples: boolean;
  /** Whether a schema without `type` accepts anything. If not, such a value becomes JSON text. */
  readonly untyped: boolean;
  /** Allowed property names. Others are renamed and mapped back. */
  readonly propertyName: RegExp;
  /** Allowed tool names. */
  readonly toolName: RegExp;
  /** Most tools of one request. */
  readonly tools: number;
  /** Media types that the result of a tool may hold beside text. */
  readonly media: readonly string[];
  readonly limits: ProviderLimits;
}

/** Limits on one schema. */
export interface ProviderLimits {
  /** Depth of nested objects, including the root. */
  readonly depth: number;
  /** Properties of all objects in total. */
  readonly properties: number;
  /** Values of all enums in total. */
  readonly enumValues: number;
  /** Characters of property names, definition names and enum values in total. */
  readonly characters: number;
  /** Total characters of an enum that has more than 250 values. */
  readonly longEnumCharacters: number;
}
