interface PackageRow {
  /** The name it is published under. */
  readonly name: string;
  /** The folder of its package.json, relative to the root. */
  readonly folder: string;
  /** The folder of its sources, relative to the root. */
  readonly room: string;
  /** Modules in `room` by import path: `./auth` → `auth`. */
  readonly entries: Readonly<Record<string, string>>;
  /** The platforms that it is built for. */
  readonly place: "node" | "both";
}

export declare const PACKAGES: Readonly<Record<"runtime" | "codegen", PackageRow>>;
export declare const NODE_ONLY: readonly string[];
export declare function exportsOf(row: PackageRow): Readonly<Record<string, unknown>>;
export declare function importsOf(row: PackageRow): Readonly<Record<string, unknown>> | undefined;
export declare const EXTENSIONS: Readonly<Record<"esm" | "cjs", string>>;
export declare function typesVersionsOf(row: PackageRow): Readonly<Record<string, unknown>>;
