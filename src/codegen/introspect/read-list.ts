import { METHOD_NOT_FOUND } from "../../shared/json/json-rpc.js";
import type { Client } from "fmcp-runtime";
import { type Cursor, CursorTrail, listFacts } from "fmcp-runtime/internal";
import { McpError } from "fmcp-runtime";
import { isJsonObject } from "../../shared/json/json.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
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
  /** A sentence that names the limit if the server has more than it allows. */
  readonly cut?: string;
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
  signal: AbortSignal,
): Promise<ListAnswer> {
  const items: unknown[] = [];
  const listed: string[] = [];
  const { id } = listFacts[list];
  const idOf = (item: unknown): string => String((item as Record<string, unknown>)[id]);
  const diagnostics: ModelDiagnostic[] = [];
  const note = (code: string, message: string, severity: ModelDiagnostic["severity"] = "error"): void =>
    void diagnostics.push({ code, severity, subject: LIST_METHODS[list], message });
  const cutOff = (message: string): void => {
    cut = message;
    note("LIST_TRUNCATED", message);
  };
  const trail = new CursorTrail();
  let cut: string | undefined;
  let cursor: Cursor | undefined;
  let chars = 0;
  try {
    for (let pages = 1; ; pages++) {
      const page = await client[PAGES[list]](cursor, { signal, timeoutMs: 0 });
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
    const refused = error instanceof McpError && cursor === undefined;
    // many servers declare resources but do not know resources/templates/list: this counts as an empty list
    if (refused && error.rpcCode === METHOD_NOT_FOUND) return { items, listed, diagnostics, failed: false };
    note("LIST_FAILED", `${sentence(show(reasonOf(error), 500))} Its items are missing.`);
    return { items, listed, diagnostics, failed: true, ...(refused && { refused }) };
  }
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
