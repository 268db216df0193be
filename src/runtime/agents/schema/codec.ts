import type { Json } from "../../../shared/json/json.js";

/** The two ways between what a server takes and what a provider's schema says. Absent: both are the same. */
export interface Codec {
  /** A value of the server's schema as the provider's schema has it. */
  encode(value: Json): Json;
  /** A value that a model gave as the server's schema has it. What fits neither comes back as it was given. */
  decode(value: Json): Json;
}

/** `value` by `codec`; as it is where there is none. */
export function encodeBy(codec: Codec | undefined, value: Json): Json {
  return codec === undefined ? value : codec.encode(value);
}

/** `value` back by `codec`; as it is where there is none. */
export function decodeBy(codec: Codec | undefined, value: Json): Json {
  return codec === undefined ? value : codec.decode(value);
}

/** Any value as JSON text: for what a provider's schema cannot say. A model that leaves out the quotes of a string is understood. */
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

/** Items of an array, each by the codec of its position. */
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

/** A value by the first alternative that it fits. */
export function unionCodec(alternatives: readonly Alternative[]): Codec | undefined {
  if (alternatives.every(({ codec }) => codec === undefined)) return undefined;
  return {
    encode: (value) => encodeBy(alternatives.find((each) => each.accepts(value))?.codec, value),
    decode: (value) => {
      const admitted = alternatives.filter((each) => each.admits(value));
      const decoded = admitted.map((each) => {
        const candidate = decodeBy(each.codec, value);
        return { candidate, fits: each.accepts(candidate) };
      });
      const best = decoded.find(({ fits }) => fits) ?? decoded[0];
      return best === undefined ? value : best.candidate;
    },
  };
}
