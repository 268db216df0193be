import type { Json } from "../../../shared/json/json.js";
import { below, type GivenIssue, tellBy, Unreadable, within } from "./given-issue.js";

/** Converts between the values that a server takes and those that a provider's schema describes. Absent: both are the same. */
export interface Codec {
  /** Converts a value of the server's schema to the provider's. */
  encode(value: Json): Json;
  /**
   * Converts a value from a model to the server's schema. A value that fits neither is returned unchanged.
   * @throws {Unreadable} if a part of it would be lost
   */
  decode(value: Json): Json;
  /** Says of a fault in the decoded value where it is in `value`, as the model gave it. */
  tell(issue: GivenIssue, value: Json): GivenIssue;
}

/** Encodes `value`; returns it unchanged if there is no codec. */
export function encodeBy(codec: Codec | undefined, value: Json): Json {
  return codec === undefined ? value : codec.encode(value);
}

/** Decodes `value`; returns it unchanged if there is no codec. */
export function decodeBy(codec: Codec | undefined, value: Json): Json {
  return codec === undefined ? value : codec.decode(value);
}

/** Any value as JSON text, where a provider's schema cannot describe it. Accepts a string that a model gave without quotes. */
export const JSON_TEXT: Codec = {
  encode: (value) => JSON.stringify(value),
  decode: (value) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value) as Json;
    } catch {
      return value;
    }
  },
  tell: (issue) => ({ ...issue, message: `${issue.message} (the value is written as JSON text)` }),
};

/** Converts the items of an array, each by the codec of its position. */
export function itemsCodec(
  prefix: readonly (Codec | undefined)[],
  rest: Codec | undefined,
): Codec | undefined {
  if (rest === undefined && prefix.every((each) => each === undefined)) return undefined;
  const codecAt = (index: number): Codec | undefined => (index < prefix.length ? prefix[index] : rest);
  const convert = (value: Json, way: typeof encodeBy): Json =>
    Array.isArray(value)
      ? (value as readonly Json[]).map((item, index) => within([index], () => way(codecAt(index), item)))
      : value;
  return {
    encode: (value) => convert(value, encodeBy),
    decode: (value) => convert(value, decodeBy),
    tell: (issue, value) => {
      const index = Number(issue.path[0]);
      const item: unknown = Array.isArray(value) ? value[index] : undefined;
      return item === undefined ? issue : below([index], issue, codecAt(index), item as Json);
    },
  };
}

/** One of several forms of a value. */
export interface Alternative {
  readonly codec: Codec | undefined;
  /** Whether the server's schema of this form accepts a value. */
  accepts(value: Json): boolean;
  /** Whether the printed schema of this form accepts a value. */
  admits(value: Json): boolean;
  /** Whether it accepts values of the kind of this one. */
  isOfKind(value: Json): boolean;
}

/** Converts a value by the first alternative that it fits. */
export function unionCodec(alternatives: readonly Alternative[]): Codec | undefined {
  if (alternatives.every(({ codec }) => codec === undefined)) return undefined;
  return {
    encode: (value) => encodeBy(alternatives.find((each) => each.accepts(value))?.codec, value),
    decode: (value) => {
      const best = chosen(alternatives, value);
      return best === undefined ? value : best.decode();
    },
    tell: (issue, value) => tellBy(chosen(alternatives, value)?.codec, issue, value),
  };
}

/** A form, and what a value is when it is decoded by it. */
interface Choice {
  readonly codec: Codec | undefined;
  readonly isAccepted: boolean;
  /** @throws {Unreadable} as the codec did */
  decode(): Json;
}

/**
 * The form by which a value from a model is decoded: one that the server then accepts, or else one that the model was shown, or else
 * one of the value's kind, so that what is wrong with it can be told.
 */
function chosen(alternatives: readonly Alternative[], value: Json): Choice | undefined {
  const admitted = alternatives.filter((each) => each.admits(value));
  // what no printed form admits may still be decoded to what the server accepts: a null for an absent member
  const tried = admitted.length > 0 ? admitted : alternatives;
  const choices = tried.map((each) => choice(each, value));
  const near = admitted.length > 0 ? 0 : tried.findIndex((each) => each.isOfKind(value));
  return choices.find(({ isAccepted }) => isAccepted) ?? choices[near];
}

function choice({ codec, accepts }: Alternative, value: Json): Choice {
  try {
    const decoded = decodeBy(codec, value);
    return { codec, isAccepted: accepts(decoded), decode: () => decoded };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const rethrow = (): never => {
      throw error;
    };
    return { codec, isAccepted: false, decode: rethrow };
  }
}
