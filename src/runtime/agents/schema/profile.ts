/** Which JSON Schema one provider takes for the arguments of a tool, as its documentation says. */
export interface ProviderProfile {
  /** The provider as messages name it: `OpenAI (strict)`. */
  readonly name: string;
  /** Where the rules stand in the provider's documentation. */
  readonly source: string;
  /** Keywords that may be written besides `type`, `properties`, `required`, `items`, `anyOf`, `enum` and `description`. */
  readonly keywords: ReadonlySet<string>;
  /** Values of `format` that may be written. `undefined`: any. */
  readonly formats?: ReadonlySet<string>;
  /** Kinds of value that an `enum` may hold. */
  readonly enumKinds: ReadonlySet<"string" | "number" | "boolean" | "null">;
  /** Every property is required and every object closed: a property that may be absent admits null instead. */
  readonly strict: boolean;
  /** References into `$defs` are understood; elsewhere they are written out, and what recurs is JSON text. */
  readonly references: boolean;
  /** A schema without `type` accepts anything. Elsewhere such a value is JSON text. */
  readonly untyped: boolean;
  /** What a property may be called. Others are renamed, and mapped back. */
  readonly propertyName: RegExp;
  /** What a tool may be called. */
  readonly toolName: RegExp;
  readonly limits: ProviderLimits;
}

/** Bounds on one schema. */
export interface ProviderLimits {
  /** Objects within objects, the root included. */
  readonly depth: number;
  /** Properties of all objects together. */
  readonly properties: number;
  /** Values of all enums together. */
  readonly enumValues: number;
  /** Characters of property names, definition names and enum values together. */
  readonly characters: number;
  /** Characters of the values of one enum that has more than 250 of them. */
  readonly longEnumCharacters: number;
}
