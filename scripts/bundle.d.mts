import type { Metafile } from "esbuild";

export interface BundleOptions {
  readonly place?: "node" | "web" | "both";
  readonly format?: "esm" | "cjs";
}

export declare const root: string;
export declare function bundle(
  name: "runtime" | "codegen",
  outdir: string,
  options?: BundleOptions,
): Promise<Metafile>;
