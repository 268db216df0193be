import type { ServerPlan } from "../plan/index.js";

/** What a file may hold: each kind has a check of its own in gate.ts, and there is no other kind. */
export type FileKind = OutputFile["kind"];

/** A file of the output, as the gate is told of it. */
export type OutputFile = ServerFile | RootIndexFile | ModuleFile | MarkdownFile;

interface Printed {
  /** Below the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A file of a server's client: nothing but what follows from the plan. */
export interface ServerFile extends Printed {
  readonly kind: "catalogue" | "client" | "contract" | "schemas" | "server index" | "types";
  readonly server: ServerPlan;
}

/** `index.ts` of the output folder. */
export interface RootIndexFile extends Printed {
  readonly kind: "root index";
}

/** TypeScript of a target: it imports nothing but files of the output and these packages, and uses no other globals. */
export interface ModuleFile extends Printed {
  readonly kind: "module";
  readonly packages: readonly string[];
  readonly globals: readonly string[];
}

/** Markdown of a target: these headings, no HTML, no link and no image that is not its own. */
export interface MarkdownFile extends Printed {
  readonly kind: "markdown";
  readonly headings: readonly string[];
}
