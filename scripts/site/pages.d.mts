/** Files of the site by their path in the repository: `README.md` is the first page. */
export const PAGES: Readonly<Record<string, string>>;
/** Returns the path on the site of a file in the repository. */
export function pageOf(path: string): string;
/** Returns the title of a page: its first heading. */
export function titleOf(text: string): string;
/** Returns the text of a page with its links rewritten for the site. */
export function siteText(path: string, text: string, files: ReadonlySet<string>): string;
/** Returns the menu with titles. */
export function menuOf(texts: ReadonlyMap<string, string>): readonly {
  readonly text: string;
  readonly items: readonly { readonly text: string; readonly link: string }[];
}[];
