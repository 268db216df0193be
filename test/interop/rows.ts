/** What came out of one server at one speed. */
export interface Row {
  readonly kind: string;
  readonly transport: "stdio" | "http";
  /** How late it started, or answered, in seconds. */
  readonly delay: number;
  /** Era, or why there is none. */
  readonly era: string;
  readonly tools: number;
  /** Of everything that was generated. */
  readonly hash: string;
  readonly seconds: number;
}

/** A row, and how it differs from the others of its server; `undefined`: it does not. */
export interface Judged extends Row {
  readonly fault: string | undefined;
}

const FACTS = ["era", "tools", "hash"] as const;

/** The rows of one server over one transport must be equal, whatever the delay. Sorted by server, transport and delay. */
export function judge(rows: readonly Row[]): readonly Judged[] {
  const keys = [...new Set(rows.map(keyOf))];
  return keys.flatMap((key) => {
    const group = rows.filter((row) => keyOf(row) === key).sort((a, b) => a.delay - b.delay);
    const usual = mostFrequent(group);
    return group.map((row) => ({ ...row, fault: faultOf(row, usual) }));
  });
}

function faultOf(row: Row, usual: Row): string | undefined {
  if (row.era !== "legacy" && row.era !== "modern") return row.era;
  const other = FACTS.filter((fact) => row[fact] !== usual[fact]);
  if (other.length === 0) return undefined;
  return other.map((fact) => `${fact} is ${row[fact]}, at ${usual.delay} s ${usual[fact]}`).join("; ");
}

function mostFrequent(group: readonly Row[]): Row {
  const count = (row: Row): number => group.filter((it) => sign(it) === sign(row)).length;
  return [...group].sort((a, b) => count(b) - count(a))[0] as Row;
}

function sign(row: Row): string {
  return FACTS.map((fact) => row[fact]).join(" ");
}

function keyOf({ kind, transport }: Row): string {
  return `${kind} ${transport}`;
}

/** A line for a terminal. */
export function lineOf({ kind, transport, delay, era, tools, hash, seconds, fault }: Judged): string {
  const cells = [kind.padEnd(13), transport.padEnd(5), `${delay} s`.padStart(4)];
  const found = fault === undefined ? `${era.padEnd(6)}  ${tools} tools  ${hash}` : fault;
  return `${fault === undefined ? "ok    " : "FAILED"} ${cells.join("  ")}  ${found}  ${seconds.toFixed(1).padStart(5)} s`;
}

/** The page that is kept of a whole run: a line for each server and transport, what came out at each delay. */
export function pageOf(rows: readonly Judged[]): string {
  const delays = [...new Set(rows.map(({ delay }) => delay))].sort((a, b) => a - b);
  const lines = [...new Set(rows.map(keyOf))].map((key) => {
    const group = rows.filter((row) => keyOf(row) === key);
    const [first] = group as [Judged, ...Judged[]];
    const cells = delays.map((delay) => {
      const row = group.find((it) => it.delay === delay);
      return row === undefined ? "" : row.fault === undefined ? `${row.seconds.toFixed(1)} s` : "differs";
    });
    return `| ${first.kind} | ${first.transport} | ${first.era} | ${first.tools} | ${first.hash} | ${cells.join(" | ")} |`;
  });
  const faults = rows.filter(({ fault }) => fault !== undefined);
  return `# One server, any speed

\`npm run interop\` generates from servers of ${new Set(rows.map(({ kind }) => kind)).size} frameworks, each of which starts after ${delays.join(", ")} seconds (over HTTP: a gateway holds
the requests as long). Era, number of tools and bytes of the output must not depend on that. The last columns say how long
generating took at each delay. ${faults.length === 0 ? `All ${rows.length} rows are equal to the others of their server.` : `${faults.length} of ${rows.length} rows differ.`}

| server | transport | era | tools | SHA-256 of the output | ${delays.map((delay) => `${delay} s`).join(" | ")} |
| --- | --- | --- | --- | --- | ${delays.map(() => "---").join(" | ")} |
${lines.join("\n")}
`;
}
