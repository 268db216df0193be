import { ALL, type CharSet, complement, union } from "../../../shared/json-schema/pattern/char-set.js";
import { searchFor } from "../../../shared/json-schema/pattern/index.js";
import type { Pattern } from "../../../shared/json-schema/pattern/pattern.js";
import { parseTemplate } from "../../../shared/uri-template/parse-template.js";

/**
 * Returns a function that tells whether a URI can be an expansion of a template (RFC 6570): a plain variable contains no `/`,
 * the others may. Runs in linear time.
 */
export function matcherOf(template: string): (uri: string) => boolean {
  let parts: readonly Pattern[];
  try {
    parts = parseTemplate(template).flatMap((part) => {
      if (typeof part === "string") return [...part].map((c) => charIn(pointOf(c)));
      const value = charIn(part.operator.symbol === "" ? complement(SEPARATORS) : ALL);
      return [{ kind: "repeat", inner: value, min: 0, max: Infinity } as const];
    });
  } catch {
    // nothing is an expansion of an invalid template
    return () => false;
  }
  return searchFor({ kind: "sequence", of: [{ kind: "start" }, ...parts, { kind: "end" }] });
}

const SEPARATORS = union(...["/", "?", "#"].map(pointOf));

function pointOf(char: string): CharSet {
  const point = char.codePointAt(0) as number;
  return [[point, point]];
}

function charIn(points: CharSet): Pattern {
  return { kind: "set", set: { negated: false, points, properties: [] } };
}
