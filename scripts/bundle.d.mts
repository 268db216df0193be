import type { Metafile } from "esbuild";

export declare const root: string;
export declare function bundle(name: "runtime" | "codegen", outdir: string): Promise<Metafile>;
