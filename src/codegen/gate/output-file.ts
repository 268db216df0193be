import type { ServerPlan } from "../plan/index.js";

/** What a file may contain: each kind has its own check in gate.ts, and there are no other kinds. */
export type FileKind = OutputFile["kind"];

/** A file of the output, as passed to the gate. */
export type OutputFile = ServerFile | RootIndexFile | ModuleFile | MarkdownFile;

interface Printed {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A file of a server's client: it contains only what follows from the plan. */
export interface ServerFile extends Printed {
  readonly kind: "catalogue" | "client" | "contract" | "schemas" | "server index" | "types";
  readonly server: ServerPlan;
}

/** `index.ts` of the output folder. */
export interface RootIndexFile extends Printed {
  readonly kind: "root index";
}

/** TypeScript of a target: it imports only files of the output and these packages, and uses no other globals. */
export interface ModuleFile extends Printed {
  readonly kind: "module";
  readonly packages: readonly string[];
  readonly globals: readonly string[];
}

/** Markdown of a target: these headings, no HTML, and only its own links and images. */
export interface MarkdownFile extends Printed {
  readonly kind: "markdown";
  readonly headings: readonly string[];
}
