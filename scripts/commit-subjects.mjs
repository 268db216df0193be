// Checks the subjects of commits: node scripts/commit-subjects.mjs [range]   (default: origin/main..HEAD)
import { execFileSync } from "node:child_process";

/** Subjects from before the convention are not checked. */
const SINCE = "2026-11-29T00:00:00Z";
const MAX = 60;
/** `module: verb …` or `Verb …`, without a full stop. */
const FORM = /^(?:[\w./-]+(?:, [\w./-]+)*: )?[A-Za-z][\w-]*,?(?: .*)?[^.]$/;

/** Says what is wrong with a subject; `undefined` if nothing is. */
export function fault(subject) {
  if (/^(?:Merge|Revert|fixup!|squash!) /.test(subject)) return undefined;
  if (subject.length > MAX) return `is ${subject.length} characters long; at most ${MAX}`;
  if (!FORM.test(subject)) return "does not read `module: verb …` or `Verb …`, without a full stop";
  const [first = ""] = subject.replace(/^[^:]*: /, "").split(" ");
  if (/^(?:a|an|the|what|who|why|how|where|when|one|it|this|that)$/i.test(first))
    return `begins with "${first}", not with a verb`;
  return undefined;
}

if (import.meta.filename === process.argv[1]) {
  const range = process.argv[2] ?? "origin/main..HEAD";
  const log = execFileSync("git", ["log", "--no-merges", `--since=${SINCE}`, "--format=%h %s", range], {
    encoding: "utf8",
  });
  const faults = log
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const subject = line.slice(line.indexOf(" ") + 1);
      const problem = fault(subject);
      return problem === undefined ? [] : [`${line}\n  ${problem}`];
    });
  for (const line of faults) console.error(line);
  if (faults.length > 0) process.exitCode = 1;
}
