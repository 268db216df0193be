import { updateDocument } from "./kit/docs.js";
import { leaksOf } from "./kit/leaks.js";
import { type Row, type Scale, table } from "./kit/report.js";
import { type Suite, suites } from "./suites/index.js";

/** `--short` (default) or `--report` (all of it, into the docs); names of suites run only those. */
export async function run(args: readonly string[]): Promise<number> {
  const scale: Scale = args.includes("--report") ? "full" : "short";
  const only = args.filter((arg) => !arg.startsWith("--"));
  const rows: Row[] = [];
  for (const [name, suite] of Object.entries(suites)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const started = Date.now();
    const row = await runSuite(name, suite, scale);
    rows.push(row);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(
      `${row.failures.length === 0 ? "pass" : "FAIL"} ${row.suite} (${seconds} s): ${row.load}; ${row.figures}`,
    );
    for (const failure of row.failures) console.log(`  ${failure}`);
  }
  console.log(`\n${table(rows)}`);
  if (scale === "full")
    updateDocument(
      "docs/resilience.md",
      rows.filter(({ load }) => load !== ""),
    );
  return rows.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

/** Clocks measure the whole machine: a bound on time is missed only where no try of these keeps it. */
const TRIES = 3;

async function runSuite(name: string, suite: Suite, scale: Scale, tried = 1): Promise<Row> {
  try {
    const { value, leaks } = await leaksOf(() => suite(scale));
    const { slow = [] } = value;
    const failures = [...value.failures, ...leaks];
    if (failures.length > 0 || slow.length === 0 || tried === TRIES)
      return { ...value, failures: [...failures, ...slow] };
    console.log(`  once more, ${name} was slow: ${slow.join("; ")}`);
  } catch (error) {
    console.error(error);
    return { suite: name, load: "", figures: "", failures: [String(error)] };
  }
  return runSuite(name, suite, scale, tried + 1);
}

// A first use would open them within a suite, and be taken for a leak.
void [process.stdout, process.stderr];
process.exitCode = await run(process.argv.slice(2));
