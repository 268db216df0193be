/** The files of a template folder, by their path in it; `sample` stands for a server. */
export const TEMPLATE_FILES = [
  "index.ts",
  "sample/catalogue.ts",
  "sample/client.ts",
  "sample/contract.ts",
  "sample/index.ts",
  "sample/schemas.ts",
  "sample/types.ts",
] as const;

export type TemplateFile = (typeof TEMPLATE_FILES)[number];

/** Returns the files of a server, by their path below the output folder. */
export function serverFiles(folder: string): readonly string[] {
  return TEMPLATE_FILES.filter((file) => file.startsWith("sample/")).map((file) =>
    file.replace("sample", folder),
  );
}

/** The text of every template. */
export type TemplateSet = Readonly<Record<TemplateFile, string>>;
