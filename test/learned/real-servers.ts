import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { toolRecording } from "../../src/runtime/recording/recorded-tools.js";
import { record } from "../../src/runtime/recording/record.js";
import { replay } from "../../src/runtime/recording/replay/replay.js";
import { Client, type ClientOptions, type ClientTarget } from "../../src/runtime/index.js";
import { canonicalJson } from "../../src/shared/json/canonical.js";
import type { RecordedTool } from "./halves.js";
import { type Call, type Lesson, lessonsOf, type Subject } from "./lessons.js";

type Entry = { readonly command: string; readonly args: readonly string[]; readonly env?: object };

/** What is kept of the calls of one server. */
export interface RecordedLesson {
  readonly server: string;
  /** How the registry names it. */
  readonly label: string;
  readonly calls: number;
  /** Calls that replay answered as the server did. */
  readonly same: number;
  readonly tools: readonly RecordedTool[];
  /** Why it did not start; then there are no calls. */
  readonly error?: string;
}

/** Asks real servers, which their launchers install, and records what they answer. @param root of the repository */
export async function recordRealServers(root: string): Promise<readonly RecordedLesson[]> {
  const folder = mkdtempSync(join(tmpdir(), "fmcp-learned-"));
  const { mcpServers } = JSON.parse(readFileSync(join(root, "test/tour/mcp.json"), "utf8")) as {
    readonly mcpServers: Readonly<Record<string, Entry>>;
  };
  try {
    const subject = subjectIn(folder, root);
    const recorded: RecordedLesson[] = [];
    for (const lesson of lessonsOf(subject)) {
      const entry = mcpServers[lesson.server] as Entry;
      const made = await ask(lesson, entry, subject).catch((error: unknown) => nothing(lesson, entry, error));
      console.log(`${made.label}: ${made.calls} calls, ${made.same} the same in replay ${made.error ?? ""}`);
      recorded.push(made);
    }
    return recorded;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A project of this repository's own sources, in two commits. */
function subjectIn(folder: string, root: string): Subject {
  const [project, state] = [join(folder, "project"), join(folder, "state")];
  mkdirSync(project);
  mkdirSync(state);
  const git = (...args: string[]): void => {
    const who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"];
    execFileSync("git", [...who, ...args], { cwd: project, stdio: "ignore" });
  };
  git("init");
  for (const part of ["json", "text"]) {
    cpSync(join(root, "src/shared", part), join(project, part), { recursive: true });
    git("add", ".");
    git("commit", "-m", `Add ${part}`);
  }
  const files = readdirSync(project, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => relative(project, join(project, path)))
    .sort();
  return { project, files, state };
}

async function ask(lesson: Lesson, entry: Entry, { project, state }: Subject): Promise<RecordedLesson> {
  const { server, env = {}, before = [], calls } = lesson;
  const to = join(state, "recordings");
  const target = {
    ...entry,
    args: [...entry.args],
    env: { ...entry.env, ...env },
    cwd: project,
    stderr: "ignore" as const,
  };
  await answers(before, target, { name: server });
  const recorder = record({ to, onReport: () => undefined });
  const live = await answers(calls, target, { name: server, interceptors: [recorder] });
  const replayed = await answers(calls, replay(to), { name: server });
  const tools = await recordedTools(to, server);
  return {
    server,
    label: labelOf(entry),
    calls: live.length,
    same: live.filter((each, n) => each === replayed[n]).length,
    tools,
  };
}

/** What a program prints that makes these calls: results, failures and errors. */
async function answers(
  calls: readonly Call[],
  target: ClientTarget,
  options: ClientOptions,
): Promise<readonly string[]> {
  const said: string[] = [];
  await using client = await Client.connect(target, {
    ...options,
    connectTimeoutMs: 300_000,
    timeoutMs: 120_000,
  });
  for (const [tool, args] of calls) {
    const answer = client.callTool(tool, args, { raiseOnError: false });
    said.push(
      await answer.then(
        (result) => canonicalJson({ ...result, content: [...result.content] } as never),
        String,
      ),
    );
  }
  return said;
}

async function recordedTools(folder: string, server: string): Promise<readonly RecordedTool[]> {
  const tools: RecordedTool[] = [];
  for (const file of await toolRecording(folder, server).files()) {
    const calls: RecordedTool["calls"][number][] = [];
    for await (const call of file.calls()) calls.push(call);
    tools.push({ server, name: String(calls[0]?.params["name"]), calls });
  }
  return tools;
}

function labelOf({ args }: Entry): string {
  return args.find((arg) => !arg.startsWith("-")) ?? "";
}

function nothing({ server }: Lesson, entry: Entry, error: unknown): RecordedLesson {
  return { server, label: labelOf(entry), calls: 0, same: 0, tools: [], error: String(error).slice(0, 300) };
}
