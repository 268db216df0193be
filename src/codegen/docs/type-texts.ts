import type { ServerPlan } from "../plan/index.js";

/** Returns the declarations of a server's `types.ts`, as generated, by the name of the type. */
export function typeTexts(
  { names }: ServerPlan,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const text = files.get(`${names.folder}/types.ts`) ?? "";
  // declarations are separated by empty lines, and none contains one
  return new Map(
    text.split(/\n{2,}/).flatMap((declaration) => {
      const [, name] = /^export (?:interface|type) (\w+)/m.exec(declaration) ?? [];
      return name === undefined ? [] : [[name, declaration.trim()] as const];
    }),
  );
}
