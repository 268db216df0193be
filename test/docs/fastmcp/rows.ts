/** One row of the page: a name of FastMCP, and what does the same here, as code. */
export interface Row {
  readonly there: string;
  /** Undefined: there is no counterpart. */
  readonly here: string | undefined;
  readonly note: string;
}

/** The rows of all tables whose first column is FastMCP's. */
export function tableRows(page: string): readonly Row[] {
  return page.split("\n").flatMap((line) => {
    const [, there = "", here = "", note = ""] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    if (!there.startsWith("`")) return [];
    return [{ there: there.replaceAll("`", ""), here: /^`(.*)`$/.exec(here)?.[1], note }];
  });
}
