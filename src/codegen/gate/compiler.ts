import { createRequire } from "node:module";
import type { ts as Compiler } from "ts-morph";

/**
 * The compiler bundled with ts-morph: one version, whatever the user's project has. Required rather than imported,
 * since Node reads a CommonJS module of 10 MB twice for an import.
 */
export const ts = (createRequire(import.meta.url)("ts-morph") as { readonly ts: typeof Compiler }).ts;
