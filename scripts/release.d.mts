export interface ReleasedPackage {
  readonly name: string;
  readonly manifest: { readonly version: string; readonly dependencies?: Readonly<Record<string, string>> };
  readonly changelog: string;
}
/** Returns the changelog with its "unreleased" heading replaced by that of a release. */
export function datedChangelog(text: string, version: string, date: string): string;
/** Returns what a changelog says of a version; `undefined` if the version is not in it. */
export function notesOf(text: string, version: string): string | undefined;
/** Says what prevents a version from being released, one line each. */
export function faultsOf(version: string, packages: readonly ReleasedPackage[]): string[];
