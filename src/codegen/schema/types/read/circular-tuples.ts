import { arrayOf, type NamedType, type Type } from "../algebra/type.js";
import { union } from "../algebra/union.js";

/**
 * An alias such as `type A = [A[]?] | null` is circular to a compiler (TS2456): it resolves optional items immediately, other
 * tuples, arrays and objects only later. Replaces such a tuple by a plain array. `leadsBack` says whether a name leads to the
 * alias; `widened` is called for each tuple.
 */
export function withoutCircularTuples(
  type: Type,
  leadsBack: (name: NamedType) => boolean,
  widened: () => void,
): Type {
  if (type.is === "union")
    return union(type.of.map((member) => withoutCircularTuples(member, leadsBack, widened)));
  if (type.is === "intersection") {
    return { ...type, of: type.of.map((factor) => withoutCircularTuples(factor, leadsBack, widened)) };
  }
  if (type.is !== "array" || type.items.length <= type.min || !seesAtOnce(type, leadsBack)) return type;
  widened();
  return arrayOf({ ...type, items: [], rest: union([...type.items, type.rest]) });
}

function seesAtOnce(type: Type, leadsBack: (name: NamedType) => boolean): boolean {
  if (type.is === "name") return leadsBack(type);
  if (type.is === "array") return [...type.items, type.rest].some((item) => seesAtOnce(item, leadsBack));
  return (
    (type.is === "union" || type.is === "intersection") && type.of.some((part) => seesAtOnce(part, leadsBack))
  );
}
