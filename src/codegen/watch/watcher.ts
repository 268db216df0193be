import { join } from "node:path";
import { batch } from "fmcp-runtime/batch";
import { canonicalJson } from "../../shared/json/canonical.js";
import { selectsTool } from "../config/filter.js";
import type { Settings } from "../config/settings.js";
import { type Change, compareServers } from "../diff/index.js";
import { gather } from "../run/gather.js";
import { generate } from "../run/generate.js";
import type { GenerateOptions, ServerReport } from "../run/generate-options.js";
import type { IntrospectOptions, IntrospectResult } from "../introspect/index.js";
import { LEARNED_NAME } from "../learn/learned-file.js";
import { type LockedServer, lockedServer, type LockFile, transportFacts } from "../lock/index.js";
import { DEFAULT_LIMITS, schemaLimits } from "../model/index.js";
import { askingValues, outputValues } from "../options/option-values.js";
import { entryChanges } from "./entry-changes.js";
import { FileWatch } from "./file-watch.js";
import { dueAt, notice, type Pending, type Sign } from "./pending.js";
import { scriptsOf } from "./scripts.js";
import { type Answer, WatchedServer } from "./watched-server.js";
import type { WatchEvent } from "./watch-event.js";

/** The inputs of a watcher. */
export interface WatcherOptions {
  /** Reads the current config and options. @throws {UsageError} */
  readonly load: () => Promise<Settings>;
  /** Returns the options of a run besides those for asking servers. */
  readonly generateOptions: (settings: Settings) => GenerateOptions;
  /** The lock on disk, if there is one, with which the first run is compared. */
  readonly lock: LockFile | undefined;
  readonly onEvent: (event: WatchEvent) => void;
  /** Ends the watcher. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const CONCURRENCY = 8;

/**
 * Keeps generated files in line with the servers of a config: every server stays open, is asked again when it reports that
 * a list changed, restarted when its script was edited, and tried again when it was lost. Only changed files are written.
 */
export class Watcher {
  readonly #options: WatcherOptions;
  readonly #servers = new Map<string, WatchedServer>();
  readonly #files: FileWatch;
  /** The servers, or other inputs, that each watched file belongs to. */
  #owners = new Map<string, readonly (string | undefined)[]>();
  /** Path of `mcp.learned.json`. */
  #learned: string | undefined;
  #settings: Settings | undefined;
  #remembered: Readonly<Record<string, LockedServer>>;
  #pending: Pending | undefined;
  #reasons = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#remembered = options.lock?.servers ?? {};
    this.#files = new FileWatch((path) => this.#edited(path));
  }

  /**
   * Generates, then follows changes until the signal ends it; no process is left then.
   * @throws {UsageError} if the config cannot be used at the start
   */
  async run(): Promise<void> {
    const { signal } = this.#options;
    try {
      await this.#takeUp(await this.#options.load());
      await this.#round([...this.#servers.keys()], true);
      while (!signal.aborted) {
        const pending = await this.#next();
        if (pending !== undefined) await this.#work(pending);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      clearTimeout(this.#timer);
      this.#files.close();
      await Promise.all([...this.#servers.values()].map((server) => server.close()));
    }
  }

  async #work({ config, outputs, restart, ask }: Pending): Promise<void> {
    const reasons = [...this.#reasons];
    this.#reasons = new Set();
    if (reasons.length > 0) this.#options.onEvent({ type: "look", reasons });
    try {
      const touched = config ? await this.#takeUp(await this.#options.load()) : { ask: [], write: false };
      await Promise.all([...restart].map((key) => this.#servers.get(key)?.restart()));
      await this.#round([...new Set([...touched.ask, ...restart, ...ask])], touched.write || outputs);
    } catch (error) {
      this.#options.signal.throwIfAborted();
      this.#options.onEvent({ type: "fault", error });
    }
  }

  /** Applies new settings; unchanged servers are not touched. */
  async #takeUp(settings: Settings): Promise<{ readonly ask: readonly string[]; readonly write: boolean }> {
    const before = this.#settings;
    const { added, removed, changed } = entryChanges(before?.entries ?? [], settings.entries);
    await Promise.all([...removed, ...changed].map((key) => this.#servers.get(key)?.close()));
    for (const key of removed) this.#servers.delete(key);
    const options: IntrospectOptions = {
      ...askingValues(settings),
      signal: this.#options.signal,
      env: this.#options.env,
      configPath: settings.servers.path,
      last: this.#remembered,
    };
    const fresh = new Set([...added, ...changed]);
    for (const entry of settings.entries)
      if (fresh.has(entry.key))
        this.#servers.set(
          entry.key,
          new WatchedServer(entry, options, (sign) => this.#notice(sign), this.#options.onEvent),
        );
    this.#settings = settings;
    this.#watchFiles(settings);
    const { path } = settings.servers;
    if (settings.faults.length > 0) this.#options.onEvent({ type: "faults", path, faults: settings.faults });
    return {
      ask: [...fresh],
      write: before === undefined || optionsOf(before) !== optionsOf(settings) || removed.length > 0,
    };
  }

  /** Asks servers, and writes what their answers change. */
  async #round(keys: readonly string[], write: boolean): Promise<void> {
    const settings = this.#settings;
    if (settings === undefined) return;
    const servers = keys.flatMap((key) => this.#servers.get(key) ?? []);
    const asked = await batch(servers, async (server) => [server, await server.ask()] as const, {
      concurrency: settings.concurrency ?? CONCURRENCY,
    });
    const answers = asked.flatMap((result) => {
      if (result.status === "rejected") throw result.reason;
      return result.status === "fulfilled" ? [result.value] : [];
    });
    this.#options.signal.throwIfAborted();
    this.#watchFiles(settings);
    const before = this.#remembered;
    const { reports, remembered } = this.#remember(settings, answers);
    const isSame = canonicalJson(before) === canonicalJson(remembered);
    if (isSame && !write) return;
    this.#remembered = remembered;
    const report = await generate({
      ...this.#options.generateOptions(settings),
      offline: true,
      remembered,
      signal: this.#options.signal,
    });
    // the output folder may be new
    this.#watchFiles(settings);
    const first = !this.#hasWritten;
    this.#hasWritten = true;
    const { files, diagnostics } = report;
    const changes = this.#compare(before, remembered, settings);
    this.#options.onEvent({ type: "written", first, servers: reports, changes, files, diagnostics });
  }

  #hasWritten = false;

  #remember(
    settings: Settings,
    answers: readonly (readonly [WatchedServer, Answer])[],
  ): {
    readonly reports: readonly ServerReport[];
    readonly remembered: Readonly<Record<string, LockedServer>>;
  } {
    const entries = answers.map(([{ entry }]) => entry);
    const gathered = gather({ entries }, resultOf(answers), { servers: this.#remembered });
    const kept = [...settings.entries.map(({ key }) => key), ...settings.others].flatMap((key) => {
      const known = Object.hasOwn(this.#remembered, key) ? this.#remembered[key] : undefined;
      return known === undefined ? [] : [[key, known] as const];
    });
    const said = gathered.models.map((model) => {
      const entry = entries.find(({ key }) => key === model.key);
      const facts = gathered.transports.get(model.key) ?? (entry && transportFacts(entry));
      return [model.key, lockedServer(model, facts)] as const;
    });
    return { reports: gathered.reports, remembered: Object.fromEntries([...kept, ...said]) };
  }

  #compare(
    before: Readonly<Record<string, LockedServer>>,
    after: Readonly<Record<string, LockedServer>>,
    { globs, names, severities, limits: given }: Settings,
  ): readonly Change[] {
    const limits = { ...DEFAULT_LIMITS, ...given };
    const includes = (server: string, tool: string): boolean => selectsTool(server, tool, globs);
    const models = (state: typeof before) => Object.values(state).map(({ model }) => model);
    return compareServers(models(before), models(after), {
      limits: schemaLimits(limits),
      plan: { names, includes, limits },
      ...(severities !== undefined && { severities }),
    }).filter(({ kind, server, name }) => kind !== "tool" || includes(server, name));
  }

  #watchFiles(settings: Settings): void {
    const owners = new Map<string, (string | undefined)[]>();
    const own = (path: string, owner: string | undefined): void => {
      owners.set(path, [...(owners.get(path) ?? []), owner]);
    };
    own(settings.servers.path, undefined);
    if (settings.optionsPath !== undefined) own(settings.optionsPath, undefined);
    for (const entry of settings.entries)
      for (const path of scriptsOf(entry, this.#options.env)) own(path, entry.key);
    this.#owners = owners;
    this.#learned = join(settings.out, LEARNED_NAME);
    this.#files.only([...owners.keys(), this.#learned]);
  }

  #edited(path: string): void {
    this.#reasons.add(path);
    if (path === this.#learned) this.#notice({ type: "outputs" });
    for (const server of this.#owners.get(path) ?? [])
      this.#notice(server === undefined ? { type: "config" } : { type: "script", server });
  }

  #notice(sign: Sign): void {
    this.#pending = notice(this.#pending, sign, performance.now());
    this.#wake?.();
  }

  /** Returns what has to be done, once no more signs arrive. */
  async #next(): Promise<Pending | undefined> {
    const { signal } = this.#options;
    while (!signal.aborted) {
      const wait = this.#pending === undefined ? undefined : dueAt(this.#pending) - performance.now();
      if (wait !== undefined && wait <= 0) break;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(this.#timer);
          signal.removeEventListener("abort", wake);
          this.#wake = undefined;
          resolve();
        };
        this.#wake = wake;
        signal.addEventListener("abort", wake);
        // without a sign, the timer only keeps the program alive
        this.#timer = setTimeout(wake, wait ?? 2 ** 30);
      });
    }
    const pending = this.#pending;
    this.#pending = undefined;
    return signal.aborted ? undefined : pending;
  }
}

function resultOf(answers: readonly (readonly [WatchedServer, Answer])[]): IntrospectResult {
  const models = answers.flatMap(([, answer]) => ("model" in answer ? [answer.model] : []));
  const failures = answers.flatMap(([{ entry }, answer]) =>
    "failure" in answer
      ? [{ ...answer.failure, server: entry.key, durationMs: answer.durationMs, cause: undefined }]
      : [],
  );
  const failedLists = new Map(
    answers.flatMap(([{ entry }, answer]) =>
      "model" in answer && answer.failedLists.length > 0 ? [[entry.key, answer.failedLists] as const] : [],
    ),
  );
  const durations = new Map(answers.map(([{ entry }, { durationMs }]) => [entry.key, durationMs] as const));
  return { models, failures, failedLists, durations };
}

/** Returns everything besides the servers that affects the output. */
function optionsOf(settings: Settings): string {
  const { globs, out, others, templates } = settings;
  return canonicalJson({ ...outputValues(settings), globs, out, others, templates });
}
