import { show } from "../../../shared/text/show.js";
import type { ListPage } from "./read-page.js";

/** Requests the next page. Strings in the protocol; a number is sent back to the server unchanged. */
export type Cursor = string | number;

/** What to do after a page. */
export interface TrailStep {
  /** Cursor of the next page; absent: the list ends here. */
  readonly next?: Cursor;
  /** Whether the server announced another page with a cursor that cannot be used, so that items are missing. */
  readonly cut: boolean;
  /** The server gave another cursor, but only items that it had given before. */
  readonly ignored?: true;
  /** What is wrong with the cursor: a sentence. */
  readonly oddity?: string;
  /** Whether an item of the page is new: a repeated page has no new items. */
  readonly isNew: (id: string) => boolean;
}

/** Follows the cursors of one list, so that every list ends and no item is used twice. */
export class CursorTrail {
  readonly #seen = new Set<Cursor>();
  readonly #ids = new Set<string>();

  /** Records a page; `ids` are the names or URIs of its items. */
  step(page: Pick<ListPage<unknown>, "nextCursor" | "oddCursor">, ids: readonly string[]): TrailStep {
    const { nextCursor, oddCursor } = page;
    const given = new Set(ids.filter((id) => this.#ids.has(id)));
    for (const id of ids) this.#ids.add(id);
    const isNew = (id: string): boolean => !given.has(id);
    const next = nextCursor ?? (typeof oddCursor === "number" ? oddCursor : undefined);
    const shown = show(JSON.stringify(next ?? oddCursor), 80);
    if (next === undefined) {
      if (oddCursor === undefined) return { cut: false, isNew };
      return {
        cut: true,
        isNew,
        oddity: `The server returned the cursor ${shown}, which is not a string.`,
      };
    }
    if (this.#seen.has(next)) {
      const oddity = `The server returned the cursor ${shown} twice: its list would never end.`;
      return { cut: false, isNew, oddity };
    }
    // an empty page says nothing of the next one
    if (ids.length > 0 && !ids.some(isNew)) {
      const oddity = `The server returned a page without new items and the cursor ${shown}: it ignores cursors.`;
      return { cut: false, ignored: true, isNew, oddity };
    }
    this.#seen.add(next);
    const oddity = `The server returned the cursor ${shown}, which is not a string. It is sent back unchanged.`;
    return { next, cut: false, isNew, ...(nextCursor === undefined && { oddity }) };
  }
}
