import { METHOD_NOT_FOUND } from "../../shared/json/json-rpc.js";
import type { Client } from "fmcp-runtime";
import { type Cursor, CursorTrail, listFacts } from "fmcp-runtime/internal";
import { McpError } from "fmcp-runtime";
import { isJsonObject } from "../../shared/json/json.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import type { ListTime } from "./list-time.js";
import { type Limits, LIST_METHODS, type ListName, type ModelDiagnostic, raise } from "../model/index.js";

/** The result of requesting one list. */
export interface ListAnswer {
  readonly items: readonly unknown[];
  /** Names of all that the server listed, also of what the config hides or renames. */
  readonly listed: readonly string[];
  readonly diagnostics: readonly ModelDiagnostic[];
  /** The list could not be read; `items` is what was received before. */
  readonly failed: boolean;
  /** The server answered the first request with an error: it has no such list, unless it declares one. */
  readonly refused?: true;
  /** Sentences that say why, if a part of the list is missing; they name the limit, if there is one. */
  readonly cut?: string;
  /** The server did not answer in time. */
  readonly late?: true;
}

const PAGES = {
  tools: "listToolsPage",
  resources: "listResourcesPage",
  resourceTemplates: "listResourceTemplatesPage",
  prompts: "listPromptsPage",
} as const satisfies Record<ListName, keyof Client>;

const KINDS: Readonly<Record<ListName, string>> = {
  tools: "tool",
  resources: "resource",
  resourceTemplates: "resource template",
  prompts: "prompt",
};

/** Reads every page of a list, within the limits. Never rejects: an error ends this list and is in `diagnostics`. */
export async function readList(
  client: Client,
  list: ListName,
  limits: Limits,
  time: ListTime,
  signal?: AbortSignal,
): Promise<ListAnswer> {
  const items: unknown[] = [];
  const listed: string[] = [];
  const { id } = listFacts[list];
  const idOf = (item: unknown): string => String((item as Record<string, unknown>)[id]);
  const diagnostics: ModelDiagnostic[] = [];
  const note = (code: string, message: string, severity: ModelDiagnostic["severity"] = "error"): void =>
    void diagnostics.push({ code, severity, subject: LIST_METHODS[list], message });
  const cutOff = (message: string): void => note("LIST_TRUNCATED", (cut = message));
  const trail = new CursorTrail();
  let cut: string | undefined;
  let cursor: Cursor | undefined;
  let chars = 0;
  try {
    for (let pages = 1; ; pages++) {
      const page = await client[PAGES[list]](cursor, {
        signal: time.page(signal, isEmpty(cursor)),
        timeoutMs: 0,
      });
      chars += charsOf(page.raw);
      listed.push(...namesIn(page.raw, list));
      if (chars > limits.listChars) {
        cutOff(
          `The list is longer than ${limits.listChars} characters. Only the items before that are used. ${raise("listChars")}`,
        );
        break;
      }
      const step = trail.step(page, page.items.map(idOf));
      items.push(...page.items.filter((item) => step.isNew(idOf(item))));
      diagnostics.push(...page.rejected.map((rejected) => malformed(list, rejected)));
      for (const { name, repairs } of page.repaired ?? [])
        diagnostics.push(...repairs.map((repair) => repaired(name, repair)));
      cursor = step.next;
      if (step.cut) cutOff(`${step.oddity ?? ""} Only the pages before are used.`);
      else if (step.oddity !== undefined)
        note("CURSOR_ODD", `${step.oddity} Check that its list is complete.`, "warning");
      if (items.length > limits.items)
        cut = `The list has more than ${limits.items} items. Only the first ones are used. ${raise("items")}`;
      if (cursor === undefined || cut !== undefined) break;
      if (pages >= limits.pages) {
        cutOff(
          `The list has more than ${limits.pages} pages. Only the first ones are used. ${raise("pages")}`,
        );
        break;
      }
    }
    return { items, listed, diagnostics, failed: false, ...(cut !== undefined && { cut }) };
  } catch (error) {
    const failure = failed(list, cursor, items.length, time, error, signal?.aborted === true);
    return { items, listed, ...failure, diagnostics: [...diagnostics, ...failure.diagnostics] };
  }
}

/** Describes the error that ended a list, after `count` items. */
function failed(
  list: ListName,
  cursor: Cursor | undefined,
  count: number,
  time: ListTime,
  error: unknown,
  aborted: boolean,
): Omit<ListAnswer, "items" | "listed"> {
  const subject = LIST_METHODS[list];
  const refused = error instanceof McpError && cursor === undefined;
  // many servers declare resources but do not know resources/templates/list: this counts as an empty list
  if (refused && error.rpcCode === METHOD_NOT_FOUND) return { diagnostics: [], failed: false };
  if (isEmpty(cursor) && !aborted) {
    const message = `The server returned the cursor ${JSON.stringify(cursor)} and did not answer it. It is taken for the end.`;
    return { diagnostics: [{ code: "CURSOR_ODD", severity: "warning", subject, message }], failed: false };
  }
  const { exceeded } = time;
  const why = exceeded ?? sentence(show(reasonOf(error), 500));
  const message = `${why} ${count === 0 ? "Its items are missing." : "Only the pages before are used."}`;
  return {
    diagnostics: [{ code: "LIST_FAILED", severity: "error", subject, message }],
    failed: true,
    // a server whose tools work is useful without a list that it does not serve
    ...((!refused || list === "tools") && { cut: `${subject}: ${why}` }),
    ...(refused && { refused }),
    ...(exceeded !== undefined && { late: true }),
  };
}

/** Whether a cursor has the value that some servers give in place of none. */
function isEmpty(cursor: Cursor | undefined): boolean {
  return cursor === "" || cursor === 0;
}

function namesIn(raw: unknown, list: ListName): readonly string[] {
  const items = isJsonObject(raw) ? raw[list] : undefined;
  const names = Array.isArray(items)
    ? items.map((item) => (isJsonObject(item) ? item["name"] : undefined))
    : [];
  return names.filter((name) => typeof name === "string");
}

/** Returns the length as JSON. What is nested too deeply for that counts as zero; the model leaves it out anyway. */
function charsOf(raw: unknown): number {
  try {
    return JSON.stringify(raw).length;
  } catch {
    const parts = Array.isArray(raw) ? raw : isJsonObject(raw) ? Object.values(raw) : [];
    return parts.length === 0 ? 0 : parts.map(shallowChars).reduce((sum, each) => sum + each, 0);
  }
}

function shallowChars(part: unknown): number {
  const members = Array.isArray(part) ? part : [part];
  return members.reduce<number>((sum, member) => {
    try {
      return sum + (JSON.stringify(member)?.length ?? 0);
    } catch {
      return sum;
    }
  }, 0);
}

function repaired(name: string, repair: string): ModelDiagnostic {
  const message = `It is used although ${repair}.`;
  return { code: "TOOL_REPAIRED", severity: "warning", subject: `tool "${show(name, 80)}"`, message };
}

function malformed(
  list: ListName,
  { name, reason }: { readonly name: string; readonly reason: string },
): ModelDiagnostic {
  const kind = KINDS[list];
  const subject = name.startsWith("#") ? kind : `${kind} "${show(name, 80)}"`;
  return {
    code: `${kind.replace(" ", "_").toUpperCase()}_MALFORMED`,
    severity: "error",
    subject,
    message: `It is left out: ${reason}.`,
  };
}

/** Ends a foreign message with a full stop. */
function sentence(text: string): string {
  return /[.!?…)]$/.test(text) ? text : `${text}.`;
}

function reasonOf(error: unknown): string {
  return reason(error);
}
