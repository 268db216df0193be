import { emit, serverFiles, type TemplateSet } from "../emit/index.js";
import type { OutputFile, ServerFile } from "../gate/output-file.js";
import type { ImportExtension, Plan } from "../plan/index.js";

/** The kind of each file of a server, by its name. */
const KINDS: Readonly<Record<string, ServerFile["kind"]>> = {
  "catalogue.ts": "catalogue",
  "client.ts": "client",
  "contract.ts": "contract",
  "index.ts": "server index",
  "schemas.ts": "schemas",
  "types.ts": "types",
};

/** Returns the clients, which are generated whatever the targets. */
export function clientFiles(
  plan: Plan,
  templates: TemplateSet,
  importExt: ImportExtension,
): readonly OutputFile[] {
  const texts = emit(plan, templates, importExt);
  const textOf = (path: string): string => texts.get(path) as string;
  const files = plan.servers.flatMap((server): readonly OutputFile[] =>
    serverFiles(server.names.folder).map((path) => {
      const kind = KINDS[path.slice(server.names.folder.length + 1)] as ServerFile["kind"];
      return { path, text: textOf(path), kind, server };
    }),
  );
  return [...files, { path: "index.ts", text: textOf("index.ts"), kind: "root index" }];
}
