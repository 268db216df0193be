import { byCodeUnit } from "../../shared/json/canonical.js";
import { show } from "../../shared/text/show.js";
import type { ServerPlan } from "../plan/index.js";

/** Counts the tokens of a text. */
export type CountTokens = (text: string) => number;

/** A tool as it is offered to a model. */
type Offered = ServerPlan["model"]["tools"][number];

interface Counted {
  readonly name: string;
  readonly tokens: number;
}

/**
 * Lists what the tools of each server cost a model in every request that offers them: name, description and input schema of each,
 * as JSON without white space, the most expensive first. Tools that the filter leaves out are counted together. `encoding` is
 * named in the first line.
 */
export function tokenTable(servers: readonly ServerPlan[], count: CountTokens, encoding: string): string {
  const tokensOf = ({ name, description, inputSchema }: Offered): number =>
    count(JSON.stringify({ name, description, inputSchema }));
  const lines = [`Tokens (${encoding}) of name, description and input schema of each tool`];
  let all = 0;
  let tools = 0;
  let saved = 0;
  let left = 0;
  let cut = 0;
  for (const { model, tools: chosen } of servers) {
    const offered = new Set(chosen.map(({ tool }) => tool.name));
    const counted = chosen
      .map(({ tool, told }): Counted => {
        const { description: _, ...rest } = tool;
        const tokens = tokensOf({ ...rest, ...(told !== undefined && { description: told }) });
        cut += tokensOf(tool) - tokens;
        return { name: tool.name, tokens };
      })
      .sort((a, b) => b.tokens - a.tokens || byCodeUnit(a.name, b.name));
    const out = model.tools.filter(({ name }) => !offered.has(name));
    const sum = counted.reduce((total, { tokens }) => total + tokens, 0);
    lines.push("", line(`${show(model.key)} (${numberOf(counted.length)})`, sum));
    for (const { name, tokens } of counted) lines.push(line(`  ${show(name)}`, tokens));
    all += sum;
    tools += counted.length;
    left += out.length;
    saved += out.reduce((total, tool) => total + tokensOf(tool), 0);
  }
  lines.push("", line(`all servers (${numberOf(tools)})`, all));
  if (left > 0) lines.push(line(`saved by the filter (${numberOf(left)} left out)`, saved));
  if (cut > 0) lines.push(line("saved by shorter descriptions", cut));
  return `${lines.join("\n")}\n`;
}

function numberOf(count: number): string {
  return `${count} ${count === 1 ? "tool" : "tools"}`;
}

function line(what: string, tokens: number): string {
  return `${what.padEnd(60)} ${tokens.toLocaleString("en-US").padStart(9)}`;
}
