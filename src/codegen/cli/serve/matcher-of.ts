import { RE2JS } from "re2js";
import { parseTemplate } from "../../../shared/uri-template/parse-template.js";

/**
 * Returns a function that tells whether a URI can be an expansion of a template (RFC 6570): a plain variable contains no `/`,
 * the others may. Runs in linear time.
 */
export function matcherOf(template: string): (uri: string) => boolean {
  let source: string;
  try {
    source = parseTemplate(template)
      .map((part) => {
        if (typeof part === "string") return RE2JS.quote(part);
        return part.operator.symbol === "" ? "[^/?#]*" : ".*";
      })
      .join("");
  } catch {
    // nothing is an expansion of an invalid template
    return () => false;
  }
  const pattern = RE2JS.compile(source, RE2JS.DOTALL);
  return (uri) => pattern.matches(uri);
}
