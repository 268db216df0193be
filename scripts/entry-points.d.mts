interface PackageRow {
  /** What it is published as. */
  readonly name: string;
  /** Where its package.json stands, from the root. */
  readonly folder: string;
  /** Where its sources are, from the root. */
  readonly room: string;
  /** Modules in `room` by what they are imported as: `./auth` → `auth`. */
  readonly entries: Readonly<Record<string, string>>;
}

export declare const PACKAGES: Readonly<Record<"runtime" | "codegen", PackageRow>>;
export declare function exportsOf(row: PackageRow): Readonly<Record<string, unknown>>;
export declare function typesVersionsOf(row: PackageRow): Readonly<Record<string, unknown>>;
