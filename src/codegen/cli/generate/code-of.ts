import type { GenerateReport } from "../../run/generate-options.js";

/** Returns the text of every file, preceded by its path. */
export function codeOf({ files, texts }: GenerateReport): string {
  const present = files.filter(({ change }) => change !== "removed").map(({ path }) => path);
  return present.map((path) => `// ${path}\n${texts.get(path) ?? ""}`).join("\n");
}
