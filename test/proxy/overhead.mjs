// `npm run proxy -- overhead`: CPU per call of `fmcp-codegen serve` beside other proxies, in front of the same server, in turn, and what many
// sessions cost. Writes the table of docs/proxy.md. Linux only: the processes of a proxy are found in /proc.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median } from "../bench/measure.mjs";
import { open, proxies } from "./peers.mjs";
import { sessions } from "./sessions.mjs";

const ROUNDS = Number(process.env.FMCP_BENCH_ROUNDS ?? 7);
const CALLS = 600;
const KINDS = [
  ["one at a time", 1],
  ["20 at once", 20],
];

export async function overhead() {
  const peers = {};
  for (const [name, command] of Object.entries(proxies()))
    if (name !== "direct") peers[name] = await open(command);
  const names = Object.keys(peers);
  const rows = [];
  try {
    for (const [kind, atOnce] of KINDS) {
      const figures = Object.fromEntries(names.map((name) => [name, []]));
      for (let round = 0; round <= ROUNDS; round++)
        for (const name of round % 2 === 0 ? names : names.toReversed()) {
          const before = peers[name].cpuMicros();
          for (let done = 0; done < CALLS; done += atOnce)
            await Promise.all(Array.from({ length: atOnce }, () => peers[name].call()));
          // the first round is for the compilers
          if (round > 0) figures[name].push((peers[name].cpuMicros() - before) / CALLS);
        }
      rows.push([kind, Object.fromEntries(names.map((name) => [name, median(figures[name])]))]);
    }
  } finally {
    for (const peer of Object.values(peers)) peer.close();
  }
  return rows;
}

const rows = await overhead();
const names = Object.keys(rows[0][1]);
const lines = [
  ["CPU of the proxy per call", ...names],
  ["---", ...names.map(() => "---")],
  ...rows.map(([kind, figures]) => [
    `stdio, ${kind}`,
    ...names.map((name) => {
      const share = `, ours is ${(figures["fmcp-codegen"] / figures[name]).toFixed(2)}x`;
      return `${figures[name].toFixed(0)} µs${name === "fmcp-codegen" ? "" : share}`;
    }),
  ]),
];
const { count, before, after } = await sessions(1_000);
const text = `${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}

${count.toLocaleString("en")} sessions open over HTTP, each with its own behind: ${before} MB before, ${after} MB with them.`;
console.log(text);
const page = fileURLToPath(new URL("../../docs/proxy.md", import.meta.url));
const [start, end] = ["<!-- overhead -->", "<!-- end -->"];
const written = readFileSync(page, "utf8");
writeFileSync(
  page,
  `${written.slice(0, written.indexOf(start) + start.length)}\n\n${text}\n\n${written.slice(written.indexOf(end))}`,
);
const behind = names.filter(
  (name) => name !== "fmcp-codegen" && rows.some(([, all]) => all["fmcp-codegen"] > all[name] / 2),
);
if (behind.length > 0) console.log(`more than half of ${behind.join(", ")}`);
process.exitCode = behind.length === 0 ? 0 : 1;
