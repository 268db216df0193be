import { hasInvisible, replaceInvisible } from "../../shared/text/invisible.js";
import { show } from "../../shared/text/show.js";
import type { SubjectKind } from "../diff/change.js";
import type { ServerModel } from "../model/index.js";
import { lookAlike, mixesScripts } from "./confusable.js";
import type { LintFinding } from "./finding.js";
import { ordersIn } from "./instructions.js";
import { type ModelText, modelTexts } from "./model-texts.js";

/** The number of characters above which something is too much for a model to read each time. */
export interface LintSizes {
  /** Of one text. Default: 2,000. */
  readonly text: number;
  /** Of all texts of a tool, with its schemas as JSON. Default: 10,000. */
  readonly tool: number;
  /** Of all tools of a server together. Default: 200,000. */
  readonly server: number;
}

const LINT_SIZES: LintSizes = { text: 2_000, tool: 10_000, server: 200_000 };

/**
 * Returns what a person should review before a model reads the texts of these servers: invisible characters, names that can be
 * mistaken for others (of the same server or another), texts that give orders to a model, and sizes. Sorted by server, then in
 * listed order.
 */
export function lint(models: readonly ServerModel[], sizes: Partial<LintSizes> = {}): readonly LintFinding[] {
  const bounds = { ...LINT_SIZES, ...sizes };
  return [...models.flatMap((model) => lintServer(model, bounds)), ...acrossServers(models)];
}

function lintServer(model: ServerModel, sizes: LintSizes): readonly LintFinding[] {
  const server = model.key;
  const found = modelTexts(model).flatMap((text) => lintText(server, text, sizes));
  const lengths = model.tools.map((tool) => ({ name: tool.name, length: lengthOf(tool) }));
  const total = lengths.reduce((sum, { length }) => sum + length, 0);
  const tool = (name: string, rule: LintFinding["rule"], message: string): LintFinding => ({
    ...{ server, kind: "tool" as const, name, part: "name", rule, message },
  });
  return [
    ...found,
    ...lookAlike(model.tools.map(({ name }) => name)).map((names) =>
      tool(names[0] as string, "confusable-name", `looks like ${quoted(names.slice(1))}`),
    ),
    ...lengths
      .filter(({ length }) => length > sizes.tool)
      .map(({ name, length }) => tool(name, "size", `has ${length} characters, including its schemas`)),
    ...(total > sizes.server
      ? [
          {
            ...{ server, kind: "server" as const, name: server, part: "tools", rule: "size" as const },
            message: `${model.tools.length} tools have ${total} characters in total`,
          },
        ]
      : []),
  ];
}

function lintText(server: string, { text, ...at }: ModelText, sizes: LintSizes): readonly LintFinding[] {
  const finding = (rule: LintFinding["rule"], message: string): LintFinding => ({
    server,
    ...at,
    rule,
    message,
  });
  const mixed = isName(at.part) ? mixesScripts(replaceInvisible(text, () => "")) : undefined;
  const hidden = hiddenIn(text);
  return [
    ...(hidden === "" ? [] : [finding("hidden-character", `holds ${hidden}`)]),
    ...(mixed === undefined ? [] : [finding("confusable-name", mixed)]),
    ...ordersIn(text).map(({ what, words }) => finding("instruction", `${what}: "${show(words, 200)}"`)),
    ...(text.length > sizes.text ? [finding("size", `has ${text.length} characters`)] : []),
  ];
}

/** Finds tools of two servers that look the same but are not: one may stand in for the other. */
function acrossServers(models: readonly ServerModel[]): readonly LintFinding[] {
  const owners = new Map<string, string>();
  for (const { key, tools } of models)
    for (const { name } of tools) owners.set(name, owners.get(name) ?? key);
  return lookAlike([...owners.keys()]).flatMap(([first = "", ...others]) =>
    others
      .filter((name) => owners.get(name) !== owners.get(first))
      .map((name) => ({
        ...{ server: owners.get(name) ?? "", kind: "tool" as SubjectKind, name, part: "name" },
        rule: "confusable-name" as const,
        message: `looks like ${quoted([first])} of ${show(owners.get(first) ?? "")}`,
      })),
  );
}

function isName(part: string): boolean {
  return /^(?:name|uri|uriTemplate|argument |name of )/.test(part);
}

/** Returns the invisible characters of a text. Those that only shape an emoji count as visible. */
function hiddenIn(text: string): string {
  const plain = text.replace(/\p{Extended_Pictographic}[\ufe0f\u200d]+/gu, "");
  const hidden = new Set([...plain].filter((character) => hasInvisible(character, "\n\t\r")));
  return [...hidden].map((character) => show(character)).join(", ");
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${show(name, 200)}"`).join(", ");
}

function lengthOf(value: unknown): number {
  return JSON.stringify(value).length;
}
