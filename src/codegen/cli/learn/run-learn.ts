import { join, resolve } from "node:path";
import { show } from "../../../shared/text/show.js";
import { findLock } from "../../check/index.js";
import { selectServers } from "../../config/filter.js";
import { compareSchemas } from "../../diff/schema/compare-schemas.js";
import { severityOf } from "../../diff/schema/finding.js";
import {
  LEARNED_NAME,
  LEARNED_VERSION,
  type LearnedFile,
  type LearnedTool,
} from "../../learn/learned-file.js";
import { learnTools, misfitsOf } from "../../learn/learn-tools.js";
import { serializeLearned } from "../../learn/read-learned.js";
import { OPTIONS } from "../../options/table.js";
import type { Given } from "../../options/option-values.js";
import { learnedIn } from "../../run/output-sources.js";
import { writeText } from "../../write/write-text.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { plural, shortPath } from "../cli-text.js";
import { type RecordedServer, recordingsOf } from "./recorded-server.js";

/** The result for one tool: a line of the report. */
interface ToolReport {
  readonly server: string;
  readonly tool: string;
  readonly status: "new" | "same" | "changed" | "prose" | "declared" | "unknown";
  readonly answers: number;
  /** Further answers, left out because they tell of a failure. */
  readonly failures: number;
  /** The change as callers see it, in the terms of `diff`. */
  readonly changes?: readonly { readonly severity: string; readonly message: string }[];
}

/**
 * `learn`: infers outputs from recordings into `mcp.learned.json`; with `--check`, only compares.
 *
 * @throws {LockMissingError} {@link RecordingsMissingError} {@link LearnedInvalidError}
 */
export async function runLearn(given: Given<"learn">, terminal: Terminal): Promise<ExitCode> {
  const output = new Output(terminal, { quiet: given.quiet ?? false });
  const { lock, out } = await findLock(given, terminal.cwd);
  const folder = resolve(terminal.cwd, given.recordings ?? OPTIONS.recordings.default);
  const { servers: include = [] } = given;
  const keys = Object.keys(lock.servers);
  const chosen = new Set(include.length === 0 ? keys : selectServers(keys, { include, exclude: [] }));
  const models = Object.values(lock.servers).map(({ model }) => model);
  const recorded = await recordingsOf(
    folder,
    models.filter(({ key }) => chosen.has(key)),
    output,
  );
  const last = (await learnedIn(out)) ?? { learnedVersion: LEARNED_VERSION, servers: {} };
  if (given.fits === true) return await check(recorded, last, given, output);

  const servers = new Map(Object.entries(last.servers));
  const reports: ToolReport[] = [];
  for (const server of recorded) {
    const { key } = server.model;
    const learned = await learnServer(server, servers.get(key) ?? {});
    servers.set(key, learned.tools);
    reports.push(...learned.reports);
  }
  const path = join(out, LEARNED_NAME);
  const text = serializeLearned({ learnedVersion: LEARNED_VERSION, servers: Object.fromEntries(servers) });
  const isNew = text !== serializeLearned(last);
  if (isNew) await writeText(path, text);
  tell(reports, output);
  const learned = reports.filter(({ status }) => ["new", "same", "changed"].includes(status)).length;
  const short = show(shortPath(path, terminal.cwd), 1_000);
  output.say(`${short}: ${plural(learned, "output")} learned${isNew ? "" : ", nothing new"}`);
  if (isNew) output.say("Next: fmcp-codegen generate --offline");
  if (given.json === true) output.json({ file: short, changed: isNew, tools: reports });
  return EXIT.done;
}

async function learnServer(
  { model, files }: RecordedServer,
  known: Readonly<Record<string, LearnedTool>>,
): Promise<{
  readonly tools: Readonly<Record<string, LearnedTool>>;
  readonly reports: readonly ToolReport[];
}> {
  const tools = new Map(Object.entries(known));
  const reports: ToolReport[] = [];
  for (const { calls } of files)
    for (const [name, { answers, failures, learned }] of await learnTools(calls, known)) {
      const tool = model.tools.find((each) => each.name === name);
      const report = (status: ToolReport["status"]): ToolReport => ({
        server: model.key,
        tool: name,
        status,
        answers,
        failures,
      });
      const before = tools.get(name);
      if (tool === undefined) reports.push(report("unknown"));
      else if (tool.outputSchema !== undefined) {
        tools.delete(name);
        reports.push(report("declared"));
      } else if (learned === undefined) {
        tools.delete(name);
        reports.push({ ...report("prose"), ...(before !== undefined && { changes: [FORGOTTEN] }) });
      } else {
        tools.set(name, learned);
        const changes = before === undefined ? [] : changesOf(before, learned);
        const status = before === undefined ? "new" : changes.length > 0 ? "changed" : "same";
        reports.push({ ...report(status), ...(changes.length > 0 && { changes }) });
      }
    }
  return { tools: Object.fromEntries(tools), reports };
}

const FORGOTTEN = {
  severity: "breaking",
  message: "an answer is prose: the method resolves to content again",
};

function changesOf(before: LearnedTool, after: LearnedTool): NonNullable<ToolReport["changes"]> {
  return compareSchemas(before.schema, after.schema).map(({ effect, message, pointer }) => ({
    severity: severityOf(effect, "output"),
    message: `${pointer === "" ? "" : `${show(pointer, 200)}: `}${message}`,
  }));
}

function tell(reports: readonly ToolReport[], output: Output): void {
  for (const { server, tool, status, answers, failures, changes = [] } of reports) {
    const left = failures === 0 ? "" : `; ${plural(failures, "failure")} without isError left out`;
    const line = `${show(server)}.${show(tool)}: ${plural(answers, "answer")}, ${WORDS[status]}${left}`;
    if (changes.some(({ severity }) => severity === "breaking")) output.warn(line);
    else output.say(line);
    for (const { severity, message } of changes) output.say(`  ${severity}: ${message}`);
  }
}

const WORDS: Readonly<Record<ToolReport["status"], string>> = {
  new: "learned",
  same: "as before",
  changed: "changed",
  prose: "prose, or a value alone: it stays content",
  declared: "declares its output itself",
  unknown: "not in the lock",
};

/** `--check`: nothing is written. */
async function check(
  recorded: readonly RecordedServer[],
  { servers }: LearnedFile,
  given: Given<"learn">,
  output: Output,
): Promise<ExitCode> {
  const found: object[] = [];
  let compared = 0;
  for (const { model, files } of recorded) {
    const known = servers[model.key] ?? {};
    for (const { path, calls } of files)
      for (const [tool, { answers, misfits, first }] of await misfitsOf(calls, known)) {
        compared += answers;
        if (first === undefined) continue;
        const file = join(given.recordings ?? OPTIONS.recordings.default, path);
        found.push({
          server: model.key,
          tool,
          file,
          answers,
          misfits,
          path: first.path,
          message: first.message,
        });
        const place = first.path.length === 0 ? "the answer" : show(first.path.join("."), 200);
        output.error(
          `${show(file, 1_000)}: ${show(model.key)}.${show(tool)}: ${misfits} of ${plural(answers, "answer")} do not fit what was learned: ${place} ${first.message}.`,
          { file },
        );
      }
  }
  if (given.json === true) output.json({ answers: compared, misfits: found });
  if (found.length === 0)
    output.say(`${output.style("green", "✔")} ${plural(compared, "recorded answer")} fit`);
  else output.say("Learn again: fmcp-codegen learn. It says which callers that breaks.");
  return found.length === 0 ? EXIT.done : EXIT.drift;
}
