export interface ReleasedPackage {
  readonly name: string;
  readonly manifest: { readonly version: string; readonly dependencies?: Readonly<Record<string, string>> };
  readonly changelog: string;
}
/** The changelog with the heading of what is not released turned into that of a release. */
export function datedChangelog(text: string, version: string, date: string): string;
/** What a changelog says of a version, or nothing where it does not have it. */
export function notesOf(text: string, version: string): string | undefined;
/** What keeps a version from being released: one line each. */
export function faultsOf(version: string, packages: readonly ReleasedPackage[]): string[];
