import { callSafely } from "../../async/call-safely.js";
import type { CacheMode } from "../../cache/cache-mode.js";
import type { JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import type { Requester } from "../requester.js";
import { type Listed, listFacts, type ListKind } from "./list-kinds.js";
import { McpError } from "../../errors/mcp-error.js";
import { type Cursor, CursorTrail, type TrailStep } from "./cursor-trail.js";
import { type ListPage, readPage, type RejectedItem, type RepairedItem } from "./read-page.js";

/** Options of every list. */
export interface ListOptions {
  readonly signal?: AbortSignal;
  /** Deadline of the whole list, including all pages, in milliseconds. Default: the client's `listTimeoutMs` (30,000). 0: none. */
  readonly timeoutMs?: number;
  /** `"refresh"`: ask the server and cache its answer; `"bypass"`: ignore the cache. Default `"use"`. */
  readonly cache?: CacheMode;
  /** Most pages to read. Default 10,000. */
  readonly maxPages?: number;
  /** Most items to read. Default 10,000. */
  readonly maxItems?: number;
  /** Sent as `_meta` with every page. */
  readonly meta?: JsonObject;
  /**
   * Called for every item that was left out or repaired and every list that was cut, in addition to the client's `diagnostic`
   * events.
   */
  readonly onDiagnostic?: (diagnostic: ListDiagnostic) => void;
}

/** A problem in a list that a person should know about. */
export interface ListDiagnostic {
  /**
   * `ITEM_MALFORMED`: an item was left out. `TOOL_REPAIRED`: a tool's schema was unusable, but the tool can be called.
   * `LIST_TRUNCATED`: a limit ended the list. `CURSOR_REPEATED`: a cursor was repeated. `CURSOR_IGNORED`: a page had no new item. `CURSOR_ODD`: a cursor is not a string.
   */
  readonly code:
    | "ITEM_MALFORMED"
    | "TOOL_REPAIRED"
    | "LIST_TRUNCATED"
    | "CURSOR_REPEATED"
    | "CURSOR_IGNORED"
    | "CURSOR_ODD";
  readonly kind: ListKind;
  /** `tools "x"`, or the method. */
  readonly subject: string;
  readonly message: string;
  readonly rejected?: RejectedItem;
}

/** A page may have a single item, or none. */
const MAX_PAGES = 10_000;
const MAX_ITEMS = 10_000;

/**
 * Requests one page; `cursor` comes from the page before. Returns an empty list if the server does not declare it; tools are
 * always requested, since servers that declare nothing may have some.
 */
export async function listPage<K extends ListKind>(
  requester: Requester,
  kind: K,
  cursor: Cursor | undefined,
  options: ListOptions,
): Promise<ListPage<Listed[K]>> {
  const { capability, method } = listFacts[kind];
  const session = await requester.session(options.signal);
  const declared = session.info.capabilities[capability] !== undefined;
  const none: ListPage<Listed[K]> = { items: [], rejected: [], raw: { [kind]: [] } };
  if (!declared && kind !== "tools") return none;
  const params = {
    ...(cursor !== undefined && { cursor }),
    ...(options.meta !== undefined && { _meta: options.meta }),
  };
  const traits = {
    repeatable: true,
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    ...(options.cache !== undefined && { cache: options.cache }),
  };
  const answer = await requester.send(method, params, traits, options.signal).catch((error: unknown) => {
    // a server that has no such list says so at the first page
    if (declared || cursor !== undefined || !(error instanceof McpError)) throw error;
    return none.raw;
  });
  const page = readPage(kind, answer, session.info.era);
  for (const rejected of page.rejected) report(requester, options, malformed(kind, rejected));
  for (const repaired of page.repaired ?? []) report(requester, options, repairedTool(kind, repaired));
  return page;
}

/**
 * Yields all pages as they arrive; `left` returns how much of the deadline a page may use. Ends at a repeated cursor and at the
 * limits, each with a diagnostic, so that a server cannot keep its client busy forever.
 */
export async function* listPages<K extends ListKind>(
  requester: Requester,
  kind: K,
  options: ListOptions,
  left = (timeoutMs: number): number => timeoutMs,
): AsyncGenerator<ListPage<Listed[K]>, void, undefined> {
  const { maxPages = MAX_PAGES, maxItems = MAX_ITEMS } = options;
  const { method, id } = listFacts[kind];
  const trail = new CursorTrail();
  const idOf = (item: Listed[K]): string => String((item as Record<string, unknown>)[id]);
  let cursor: Cursor | undefined;
  let room = maxItems;
  for (let pages = 1; ; pages++) {
    const page = await listPage(requester, kind, cursor, {
      ...options,
      ...(options.timeoutMs && { timeoutMs: left(options.timeoutMs) }),
    });
    const step = trail.step(page, page.items.map(idOf));
    const items = page.items.filter((item) => step.isNew(idOf(item)));
    const cut = items.length > room;
    yield { ...page, items: cut ? items.slice(0, room) : items };
    room -= items.length;
    cursor = step.next;
    if (step.oddity !== undefined) report(requester, options, oddCursor(kind, method, step));
    if (cut || (room === 0 && cursor !== undefined))
      return report(requester, options, truncated(kind, method, `${maxItems} items`));
    if (cursor === undefined) return;
    if (pages >= maxPages) return report(requester, options, truncated(kind, method, `${maxPages} pages`));
  }
}

/** Returns all items of all pages. */
export async function listAll<K extends ListKind>(
  requester: Requester,
  kind: K,
  options: ListOptions,
): Promise<Listed[K][]> {
  const items: Listed[K][] = [];
  const started = performance.now();
  // The deadline is for the whole list: later pages get what is left of it.
  const left = (timeoutMs: number): number =>
    Math.max(1, Math.ceil(timeoutMs - (performance.now() - started)));
  for await (const page of listPages(requester, kind, options, left))
    for (const item of page.items) items.push(item);
  return items;
}

/** Yields items one by one; requests the next page when it is needed. Each page has the full deadline. */
export async function* iterate<K extends ListKind>(
  requester: Requester,
  kind: K,
  options: ListOptions,
): AsyncGenerator<Listed[K], void, undefined> {
  for await (const page of listPages(requester, kind, options)) yield* page.items;
}

function report({ server, emit }: Requester, options: ListOptions, diagnostic: ListDiagnostic): void {
  const { code, subject, message } = diagnostic;
  emit({ type: "diagnostic", severity: "warning", server, code, subject, message });
  callSafely(
    () => options.onDiagnostic?.(diagnostic),
    (cause) =>
      emit({
        type: "diagnostic",
        severity: "warning",
        server,
        code: "HANDLER_FAILED",
        message: "a handler threw",
        cause,
      }),
  );
}

function malformed(kind: ListKind, rejected: RejectedItem): ListDiagnostic {
  const subject = `${kind} "${show(rejected.name)}"`;
  return {
    code: "ITEM_MALFORMED",
    kind,
    subject,
    rejected,
    message: `${subject} was left out: ${rejected.reason}.`,
  };
}

function repairedTool(kind: ListKind, { name, repairs }: RepairedItem): ListDiagnostic {
  const subject = `${kind} "${show(name)}"`;
  return {
    code: "TOOL_REPAIRED",
    kind,
    subject,
    message: `${subject} is used although ${repairs.join(", and ")}.`,
  };
}

function truncated(kind: ListKind, method: string, bound: string): ListDiagnostic {
  return {
    code: "LIST_TRUNCATED",
    kind,
    subject: method,
    message: `${method} was cut after ${bound}; the server has more.`,
  };
}

function oddCursor(kind: ListKind, method: string, step: TrailStep): ListDiagnostic {
  const { cut, ignored, next, oddity = "" } = step;
  const last = ignored === true ? "CURSOR_IGNORED" : "CURSOR_REPEATED";
  const code = cut ? "LIST_TRUNCATED" : next === undefined ? last : "CURSOR_ODD";
  const end = next === undefined ? " The list ends here." : "";
  return { code, kind, subject: method, message: `${method}: ${oddity}${end}` };
}
