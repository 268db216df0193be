import type { Dialect } from "./ir.js";

/** Dialects by their year or draft number, so that "since draft-06" is a comparison. */
const VERSIONS: Readonly<Record<Dialect, number>> = {
  "draft-04": 4,
  "draft-06": 6,
  "draft-07": 7,
  "2019-09": 2019,
  "2020-12": 2020,
};

export function versionOf(dialect: Dialect): number {
  return VERSIONS[dialect];
}

/** Returns the dialect for a `$schema` URI; `undefined` if it is unknown. */
export function dialectOf(uri: string): Dialect | undefined {
  const named =
    /^https?:\/\/json-schema\.org\/(?:draft[-/](0[3467]|2019-09|2020-12)\/)?(?:hyper-)?schema#?$/.exec(uri);
  if (named === null) return undefined;
  switch (named[1]) {
    case "03":
    case "04":
      return "draft-04";
    case "06":
      return "draft-06";
    case "07":
      return "draft-07";
    case "2019-09":
      return "2019-09";
    default:
      return "2020-12";
  }
}

/** First and last dialect with a keyword, if not all have it. In other dialects the keyword is ignored (their specs say so). */
const KNOWN: ReadonlyMap<string, readonly [first: number, last: number]> = new Map([
  ["const", [6, 2020]],
  ["contains", [6, 2020]],
  ["propertyNames", [6, 2020]],
  ["examples", [6, 2020]],
  ["if", [7, 2020]],
  ["readOnly", [7, 2020]],
  ["writeOnly", [7, 2020]],
  ["contentEncoding", [7, 2020]],
  ["contentMediaType", [7, 2020]],
  ["$anchor", [2019, 2020]],
  ["deprecated", [4, 2020]],
  ["minContains", [2019, 2020]],
  ["maxContains", [2019, 2020]],
  ["dependentRequired", [2019, 2020]],
  ["dependentSchemas", [2019, 2020]],
  ["unevaluatedItems", [2019, 2020]],
  ["unevaluatedProperties", [2019, 2020]],
  ["$recursiveRef", [2019, 2019]],
  ["$recursiveAnchor", [2019, 2019]],
  ["prefixItems", [2020, 2020]],
  ["$dynamicRef", [2020, 2020]],
  ["$dynamicAnchor", [2020, 2020]],
]);

/** Whether `keyword` has a meaning in schemas of this dialect. */
export function knows(version: number, keyword: string): boolean {
  const range = KNOWN.get(keyword);
  return range === undefined || (version >= range[0] && version <= range[1]);
}
