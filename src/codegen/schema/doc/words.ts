import type { SchemaNode } from "../../../shared/json-schema/ir.js";

/** What the keywords of `node` ask of a value that its TypeScript type does not tell, as short sentences. */
export function constraintsInWords(node: SchemaNode): readonly string[] {
  if (node.values !== undefined) return [];
  const { annotations, prefixItems } = node;
  const sentences: string[] = [];
  const say = (sentence: string | undefined): void => {
    if (sentence !== undefined) sentences.push(sentence);
  };
  say(numbers(node));
  if (node.multipleOf !== undefined) say(`A multiple of ${node.multipleOf}.`);
  say(count(node.minLength, node.maxLength, "character"));
  if (node.pattern !== undefined) say(`Pattern: \`${node.pattern}\`.`);
  if (prefixItems === undefined) say(count(node.minItems, node.maxItems, "item"));
  if (node.uniqueItems === true) say("No item twice.");
  say(count(node.minProperties, node.maxProperties, "property", "properties"));
  if (annotations.format !== undefined) say(`Format: ${annotations.format}.`);
  if (annotations.contentEncoding !== undefined) say(`Encoding: ${annotations.contentEncoding}.`);
  if (annotations.contentMediaType !== undefined) say(`Media type: ${annotations.contentMediaType}.`);
  return sentences;
}

/** `1 to 14.`, `At least 1.`, `More than 0, at most 1.`; with `Integer` before it where only whole numbers are meant. */
function numbers(node: SchemaNode): string | undefined {
  if (node.kinds?.has("number") === false) return undefined;
  const { exclusiveMinimum, exclusiveMaximum } = node;
  const minimum = sayable(node.minimum);
  const maximum = sayable(node.maximum);
  const whole = node.integer === true ? "Integer" : undefined;
  if (
    minimum !== undefined &&
    maximum !== undefined &&
    exclusiveMinimum === undefined &&
    exclusiveMaximum === undefined
  ) {
    return sentence([whole, minimum === maximum ? `exactly ${minimum}` : `${minimum} to ${maximum}`]);
  }
  return sentence([
    whole,
    minimum === undefined ? undefined : `at least ${minimum}`,
    exclusiveMinimum === undefined ? undefined : `more than ${exclusiveMinimum}`,
    maximum === undefined ? undefined : `at most ${maximum}`,
    exclusiveMaximum === undefined ? undefined : `less than ${exclusiveMaximum}`,
  ]);
}

/** zod writes the range of safe integers on every integer: it tells a reader nothing. */
function sayable(limit: number | undefined): number | undefined {
  return limit !== undefined && Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit;
}

function count(min = 0, max: number | undefined, one: string, many = `${one}s`): string | undefined {
  const of = (n: number): string => `${n} ${n === 1 ? one : many}`;
  if (max === undefined) return min === 0 ? undefined : `At least ${of(min)}.`;
  if (min === 0) return `At most ${of(max)}.`;
  return min === max ? `Exactly ${of(min)}.` : `${min} to ${of(max)}.`;
}

function sentence(phrases: readonly (string | undefined)[]): string | undefined {
  const said = phrases.filter((phrase) => phrase !== undefined).join(", ");
  return said === "" ? undefined : `${said[0]?.toUpperCase()}${said.slice(1)}.`;
}
