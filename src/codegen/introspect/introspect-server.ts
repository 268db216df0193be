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
import { listLimits, ListTime } from "./list-time.js";
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
    deadline.end();
    return await readServer(entry, opened, watch, options);
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
  { client, obtained, hints }: Pick<OpenedClient, "client" | "obtained" | "hints">,
  watch: ListWatch,
  options: IntrospectOptions,
): Promise<Introspected> {
  const { key } = entry;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const info = await client.initialize(options.signal && { signal: options.signal });
  const isDeclared = (list: ListName): boolean => info.capabilities[CAPABILITY[list]] !== undefined;
  // Some servers declare nothing but have tools.
  const wanted = LIST_NAMES.filter((list) => list === "tools" || isDeclared(list));
  const times = listLimits(entry, options);
  const total = AbortSignal.timeout(timerMs(times.totalMs));
  const settling = anySignal([total, ...(options.signal === undefined ? [] : [options.signal])]);
  const answers = new Map<ListName, ListAnswer>();
  const ask = async (list: ListName): Promise<void> => {
    const started = performance.now();
    watch.asking(list);
    const answer = await readList(client, list, limits, new ListTime(times, total), options.signal);
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
    const changed = await watch.settled(options.settleMs ?? SETTLE_MS, settling);
    const again = wanted.filter((list) => changed.includes(list));
    if (again.length === 0) break;
    await Promise.all(again.map(ask));
  }
  options.signal?.throwIfAborted();

  const asked = { entry, options, obtained: obtained(), hints };
  const { diagnostics, failedLists } = judged(answers, isDeclared, asked);
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

/** What is needed to judge and to describe the answers of a server. */
interface Asked extends Pick<OpenedClient, "hints"> {
  readonly entry: ServerEntry;
  readonly options: IntrospectOptions;
  readonly obtained: readonly string[];
}

/**
 * Returns diagnostics and failed lists of a server. @throws {NothingListedError} {@link ListCutError} if its answers cannot
 * be used
 */
function judged(
  answers: ReadonlyMap<ListName, ListAnswer>,
  isDeclared: (list: ListName) => boolean,
  { entry, options, obtained, hints }: Asked,
): { readonly diagnostics: readonly ModelDiagnostic[]; readonly failedLists: readonly ListName[] } {
  const { key } = entry;
  const clean = (text: string): string => withoutSecrets(text, entry, options.env ?? process.env, obtained);
  const noted = [
    ...[...answers.values()].flatMap((answer) => answer.diagnostics),
    ...unmatchedNames(entry, answers.get("tools")),
  ];
  const diagnostics = noted.map((diagnostic) => ({ ...diagnostic, message: clean(diagnostic.message) }));
  const empty = [...answers].filter(([, { failed, items }]) => failed && items.length === 0);
  const words = [...answers.values()].some(({ late }) => late === true) ? clean(hints()) : "";
  if (empty.length > 0 && empty.length === answers.size) {
    const reasons = diagnostics.map(({ subject, message }) => `${subject}: ${message}`);
    throw new NothingListedError(key, reasons, words);
  }
  // a list that was not declared and never came may not exist
  const cuts = [...answers].flatMap(([list, { cut, failed, items }]) =>
    cut !== undefined && (!failed || isDeclared(list) || items.length > 0) ? [clean(cut)] : [],
  );
  if (cuts.length > 0 && options.allowCut?.includes(key) !== true) throw new ListCutError(key, cuts, words);
  return { diagnostics, failedLists: empty.map(([list]) => list) };
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
