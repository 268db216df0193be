export type GenerateEvent =
  | { readonly type: "server-start"; readonly server: string }
  | { readonly type: "server-ready"; readonly server: string; readonly durationMs: number }
  | { readonly type: "server-failed"; readonly server: string; readonly durationMs: number };
export interface ServerReport {
  readonly key: string;
  readonly status: "generated" | "kept" | "failed" | "skipped";
  readonly tools: number;
  readonly resources: number;
  readonly templates: number;
  readonly prompts: number;
  readonly durationMs: number;
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
}
export interface GenerateReport {
  readonly servers: readonly ServerReport[];
  readonly files: readonly {
    readonly path: string;
    readonly change: "created" | "updated" | "unchanged" | "removed";
  }[];
  readonly diagnostics: readonly unknown[];
  readonly exitCode: 0 | 3 | 4;
}
