import { show } from "../../../shared/text/show.js";
import type { ListPage } from "./read-page.js";

/** What asks for the next page. Texts by the protocol; a number is given back to a server as it came. */
export type Cursor = string | number;

/** What a page means for its list. */
export interface TrailStep {
  /** What to ask for next; absent: the list ends here. */
  readonly next?: Cursor;
  /** Whether the server said that there is more, in a form that cannot be asked for: items are missing. */
  readonly cut: boolean;
  /** What is odd about its cursor: a sentence. */
  readonly oddity?: string;
  /** Whether an item of the page is new to the list: a page that is sent again brings none. */
  readonly isNew: (id: string) => boolean;
}

/** Follows the cursors of one list: an end is found for every list, and no page is taken twice. */
export class CursorTrail {
  readonly #seen = new Set<Cursor>();
  readonly #ids = new Set<string>();

  /** Notes a page that came; `ids`: the names or URIs of its items. */
  step(page: Pick<ListPage<unknown>, "nextCursor" | "oddCursor">, ids: readonly string[]): TrailStep {
    const { nextCursor, oddCursor } = page;
    const before = new Set(this.#ids);
    for (const id of ids) this.#ids.add(id);
    const next = nextCursor ?? (typeof oddCursor === "number" ? oddCursor : undefined);
    const shown = show(JSON.stringify(next ?? oddCursor), 80);
    if (next === undefined) {
      if (oddCursor === undefined) return { cut: false, isNew: () => true };
      return {
        cut: true,
        isNew: () => true,
        oddity: `The server gave the cursor ${shown}, which is not a string.`,
      };
    }
    if (this.#seen.has(next)) {
      const oddity = `The server gave the cursor ${shown} twice: its list would never end.`;
      return { cut: false, isNew: (id) => !before.has(id), oddity };
    }
    this.#seen.add(next);
    const oddity = `The server gave the cursor ${shown}, which is not a string. It is given back as it came.`;
    return { next, cut: false, isNew: () => true, ...(nextCursor === undefined && { oddity }) };
  }
}
