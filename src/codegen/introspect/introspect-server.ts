import { timerMs } from "../../shared/time/forever.js";
import { anySignal } from "fmcp-runtime/internal";
import type { ServerEntry } from "../../shared/config/index.js";
import { unmatchedTools } from "../../shared/config/unmatched-tools.js";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import {
  buildModel,
  DEFAULT_LIMITS,
  type Limits,
  LIST_NAMES,
  type ListName,
  type ServerModel,
  type ModelDiagnostic,
  withoutQuoted,
} from "../model/index.js";
import { Deadline } from "./deadline.js";
import { IntrospectTimeoutError, ListCutError, NothingListedError } from "./introspect-errors.js";
import { ListWatch } from "./list-watch.js";
import { openClient, type OpenedClient } from "./open-client.js";
import type { IntrospectOptions } from "./introspect-options.js";
import { CLIENT_CAPABILITIES, decliningHandlers } from "./profile.js";
import { quotedSecrets, withoutSecrets } from "./secrets.js";
import { type ListAnswer, readList } from "./read-list.js";

/** A model, and the lists that could not be read. */
export interface Introspected {
  readonly model: ServerModel;
  readonly failedLists: readonly ListName[];
}

const LIST_TIMEOUT_MS = 10_000;
const SETTLE_MS = 150;
/** The most rounds for a server that keeps changing its lists; then it is taken as it is. */
const MAX_ROUNDS = 4;

/** The capability behind each list. */
const CAPABILITY: Readonly<Record<ListName, string>> = {
  tools: "tools",
  resources: "resources",
  resourceTemplates: "resources",
  prompts: "prompts",
};

/**
 * Connects to one server, reads what it declares, and disconnects: no process and no connection remains when the promise
 * settles.
 *
 * @throws {IntrospectTimeoutError} {@link NothingListedError} {@link ListCutError}, or the reason it could not be reached
 * @throws the reason of `options.signal` if that ended it
 */
export async function introspectServer(
  entry: ServerEntry,
  options: IntrospectOptions,
): Promise<Introspected> {
  const { timeoutMs, signal: outer } = options;
  outer?.throwIfAborted();
  const deadline = new Deadline(timeoutMs, outer);
  const { signal } = deadline;
  const watch = new ListWatch(() => performance.now());
  const opened = openClient(
    entry,
    decliningHandlers((method) => watch.notified(method)),
    { ...options, onInstaller: (installer) => deadline.startsWith(installer) },
  );
  const { client, hints } = opened;
  try {
    await client.connect({ signal });
    return await readServer(entry, opened, watch, options, signal);
  } catch (error) {
    outer?.throwIfAborted();
    if (!deadline.passed) throw error;
    throw new IntrospectTimeoutError(entry.key, deadline.limitMs, { cause: error, hints: hints() });
  } finally {
    deadline.end();
    await client.close();
  }
}

/** Reads what a server declares over an open connection, until its lists stop changing. */
export async function readServer(
  entry: ServerEntry,
  { client, obtained }: Pick<OpenedClient, "client" | "obtained">,
  watch: ListWatch,
  options: IntrospectOptions,
  signal: AbortSignal,
): Promise<Introspected> {
  const { key } = entry;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const info = await client.initialize({ signal });
  const isDeclared = (list: ListName): boolean => info.capabilities[CAPABILITY[list]] !== undefined;
  // Some servers declare nothing but have tools.
  const wanted = LIST_NAMES.filter((list) => list === "tools" || isDeclared(list));
  const { listTimeoutMs = LIST_TIMEOUT_MS } = options;
  const answers = new Map<ListName, ListAnswer>();
  const ask = async (list: ListName): Promise<void> => {
    const started = performance.now();
    watch.asking(list);
    const listSignal = anySignal([signal, AbortSignal.timeout(timerMs(listTimeoutMs))]);
    const answer = await readList(client, list, limits, listSignal);
    if (answer.refused === true && !isDeclared(list)) return;
    answers.set(list, answer);
    options.onEvent?.({
      type: "list",
      server: key,
      list,
      items: answer.items.length,
      durationMs: performance.now() - started,
    });
  };

  await Promise.all(wanted.map(ask));
  for (let round = 1; announcesChanges(info.capabilities) && round < MAX_ROUNDS; round++) {
    const changed = await watch.settled(options.settleMs ?? SETTLE_MS, signal);
    const again = wanted.filter((list) => changed.includes(list));
    if (again.length === 0) break;
    await Promise.all(again.map(ask));
  }
  options.signal?.throwIfAborted();

  const { diagnostics, failedLists } = judged(entry, wanted, answers, options, obtained());
  const model = buildModel(
    {
      key,
      era: info.era,
      protocolVersion: info.protocolVersion,
      serverInfo: info.serverInfo,
      instructions: info.instructions,
      capabilities: info.capabilities,
      clientCapabilities: CLIENT_CAPABILITIES,
      lists: Object.fromEntries([...answers].map(([list, { items }]) => [list, items])),
      diagnostics,
    },
    limits,
  );
  const masks = quotedSecrets(entry, options.env ?? process.env, obtained());
  return { model: masks === undefined ? model : withoutQuoted(model, masks), failedLists };
}

/**
 * Returns diagnostics and failed lists of a server. @throws {NothingListedError} {@link ListCutError} if its answers cannot
 * be used
 */
function judged(
  entry: ServerEntry,
  wanted: readonly ListName[],
  answers: ReadonlyMap<ListName, ListAnswer>,
  options: IntrospectOptions,
  obtained: readonly string[],
): { readonly diagnostics: readonly ModelDiagnostic[]; readonly failedLists: readonly ListName[] } {
  const { key } = entry;
  const env = options.env ?? process.env;
  const noted = [
    ...[...answers.values()].flatMap((answer) => answer.diagnostics),
    ...unmatchedNames(entry, answers.get("tools")),
  ];
  const diagnostics = noted.map((diagnostic) => ({
    ...diagnostic,
    message: withoutSecrets(diagnostic.message, entry, env, obtained),
  }));
  const failedLists = wanted.filter((list) => answers.get(list)?.failed === true);
  if (failedLists.length > 0 && failedLists.length === answers.size) {
    throw new NothingListedError(
      key,
      diagnostics.map(({ subject, message }) => `${subject}: ${message}`),
    );
  }
  const cuts = [...answers.values()].flatMap(({ cut }) => cut ?? []);
  if (cuts.length > 0 && options.allowCut?.includes(key) !== true) throw new ListCutError(key, cuts);
  return { diagnostics, failedLists };
}

/** What the config says of tools that the server does not have; nothing if its list is not whole. */
function unmatchedNames(entry: ServerEntry, tools: ListAnswer | undefined): readonly ModelDiagnostic[] {
  if (tools === undefined || tools.failed || tools.cut !== undefined) return [];
  return unmatchedTools(entry, tools.listed).map((message) => ({
    code: "TOOL_UNMATCHED",
    severity: "warning",
    subject: "config",
    message,
  }));
}

function announcesChanges(capabilities: JsonObject): boolean {
  return ["tools", "resources", "prompts"].some((name) => {
    const capability = capabilities[name];
    return isJsonObject(capability) && capability["listChanged"] === true;
  });
}
