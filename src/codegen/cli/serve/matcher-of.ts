import { RE2JS } from "re2js";
import { parseTemplate } from "../../../shared/uri-template/parse.js";

/** Whether a URI can be an expansion of a template (RFC 6570): a plain variable holds no `/`, the others may. In linear time. */
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
    // nothing is an expansion of what is no template
    return () => false;
  }
  const pattern = RE2JS.compile(source, RE2JS.DOTALL);
  return (uri) => pattern.matches(uri);
}
