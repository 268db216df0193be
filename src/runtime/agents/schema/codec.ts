import type { Json } from "../../../shared/json/json.js";

/** Converts between the values that a server takes and those that a provider's schema describes. Absent: both are the same. */
export interface Codec {
  /** Converts a value of the server's schema to the provider's. */
  encode(value: Json): Json;
  /** Converts a value from a model to the server's schema. A value that fits neither is returned unchanged. */
  decode(value: Json): Json;
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
};

/** Converts the items of an array, each by the codec of its position. */
export function itemsCodec(
  prefix: readonly (Codec | undefined)[],
  rest: Codec | undefined,
): Codec | undefined {
  if (rest === undefined && prefix.every((each) => each === undefined)) return undefined;
  const convert = (value: Json, way: typeof encodeBy): Json =>
    Array.isArray(value)
      ? (value as readonly Json[]).map((item, index) =>
          way(index < prefix.length ? prefix[index] : rest, item),
        )
      : value;
  return {
    encode: (value) => convert(value, encodeBy),
    decode: (value) => convert(value, decodeBy),
  };
}

/** One of several forms of a value. */
export interface Alternative {
  readonly codec: Codec | undefined;
  /** Whether the server's schema of this form accepts a value. */
  accepts(value: Json): boolean;
  /** Whether the printed schema of this form accepts a value. */
  admits(value: Json): boolean;
}

/** Converts a value by the first alternative that it fits. */
export function unionCodec(alternatives: readonly Alternative[]): Codec | undefined {
  if (alternatives.every(({ codec }) => codec === undefined)) return undefined;
  return {
    encode: (value) => encodeBy(alternatives.find((each) => each.accepts(value))?.codec, value),
    decode: (value) => {
      const admitted = alternatives.filter((each) => each.admits(value));
      // what no printed form admits may still be decoded to what the server accepts: a null for an absent member
      const tried = admitted.length > 0 ? admitted : alternatives;
      const decoded = tried.map((each) => {
        const candidate = decodeBy(each.codec, value);
        return { candidate, fits: each.accepts(candidate) };
      });
      const best = decoded.find(({ fits }) => fits) ?? (admitted.length > 0 ? decoded[0] : undefined);
      return best === undefined ? value : best.candidate;
    },
  };
}
