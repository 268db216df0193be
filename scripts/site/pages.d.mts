/** Files of the site by their path in the repository: `README.md` is the first page. */
export const PAGES: Readonly<Record<string, string>>;
/** Where a file of the repository stands on the site. */
export function pageOf(path: string): string;
/** The title of a page: its first heading. */
export function titleOf(text: string): string;
/** The text of a page with links that hold on the site. */
export function siteText(path: string, text: string, files: ReadonlySet<string>): string;
/** The menu, with titles. */
export function menuOf(texts: ReadonlyMap<string, string>): readonly {
  readonly text: string;
  readonly items: readonly { readonly text: string; readonly link: string }[];
}[];
