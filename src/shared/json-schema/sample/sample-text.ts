import type { Shape } from "../schema-shape.js";
import { textOfPattern } from "./pattern-text.js";
import { between, oneOf, type Random } from "./random.js";

const WORDS = [
  "amber",
  "birch",
  "cedar",
  "delta",
  "ember",
  "fjord",
  "grove",
  "harbor",
  "iris",
  "juniper",
] as const;

/** Makes a text of `shape`: from its pattern, else its format, else of words; its length fits the bounds. */
export function sampleText({ pattern, annotations: { format }, bounds }: Shape, random: Random): string {
  const least = bounds.minLength ?? 0;
  const most = bounds.maxLength ?? Math.max(least, 40);
  if (pattern !== undefined) {
    const length = least > 0 ? between(random, least, Math.min(most, least + 8)) : Math.min(most, 8);
    const text = textOfPattern(pattern, length, random);
    if (text !== undefined) return text;
  }
  const formatted = format === undefined ? undefined : FORMATS[format]?.(random);
  if (formatted !== undefined && formatted.length >= least && formatted.length <= most) return formatted;
  return words(least, most, random);
}

function words(least: number, most: number, random: Random): string {
  let text = oneOf(random, WORDS) as string;
  while ([...text].length < least) text += ` ${oneOf(random, WORDS) as string}`;
  return [...text].slice(0, most).join("");
}

const two = (value: number): string => String(value).padStart(2, "0");

function date(random: Random): string {
  return `${between(random, 2020, 2029)}-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}`;
}

function time(random: Random): string {
  return `${two(between(random, 0, 23))}:${two(between(random, 0, 59))}:${two(between(random, 0, 59))}Z`;
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => between(random, 0, 15).toString(16)).join("");
}

function word(random: Random): string {
  return oneOf(random, WORDS) as string;
}

/** Texts of the formats of JSON Schema 2020-12, section 7.3, and of a few others that servers use. */
const FORMATS: Readonly<Record<string, (random: Random) => string>> = {
  date,
  time,
  "date-time": (random) => `${date(random)}T${time(random)}`,
  duration: (random) => `PT${between(random, 1, 90)}M`,
  email: (random) => `${word(random)}@example.com`,
  "idn-email": (random) => `${word(random)}@example.com`,
  hostname: (random) => `${word(random)}.example.com`,
  "idn-hostname": (random) => `${word(random)}.example.com`,
  ipv4: (random) => `192.0.2.${between(random, 1, 254)}`,
  ipv6: (random) => `2001:db8::${between(random, 1, 4095).toString(16)}`,
  uri: (random) => `https://example.com/${word(random)}`,
  url: (random) => `https://example.com/${word(random)}`,
  iri: (random) => `https://example.com/${word(random)}`,
  "uri-reference": (random) => `/${word(random)}`,
  "iri-reference": (random) => `/${word(random)}`,
  "uri-template": (random) => `/${word(random)}/{id}`,
  "json-pointer": (random) => `/${word(random)}`,
  "relative-json-pointer": (random) => `0/${word(random)}`,
  regex: (random) => `^${word(random)}$`,
  uuid: (random) =>
    `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
};
