import { byCodeUnit } from "../../shared/json/canonical.js";
import { type Code, code, identifier, list, string } from "../printer/index.js";

export interface ImportedName {
  readonly name: string;
  readonly type: boolean;
}

/** Prints `import { type A, B } from specifier;`, sorted by name. */
export function importNames(names: readonly ImportedName[], specifier: Code): Code {
  return code`import ${nameList(names)} from ${specifier};`;
}

/** Prints `export { type A, B } from specifier;`, sorted by name. */
export function exportNames(names: readonly ImportedName[], specifier: Code): Code {
  return code`export ${nameList(names)} from ${specifier};`;
}

/** Prints the specifier of one of our files: `"./types.js"`. */
export function importSpecifier(path: string, importSuffix: string): Code {
  return string(`${path}${importSuffix}`);
}

function nameList(names: readonly ImportedName[]): Code {
  const sorted = [...names].sort(
    (a, b) => byCodeUnit(a.name.toLowerCase(), b.name.toLowerCase()) || byCodeUnit(a.name, b.name),
  );
  const items = sorted.map(({ name, type }) => (type ? code`type ${identifier(name)}` : identifier(name)));
  return list(code`{`, items, code`}`, { padded: true });
}
