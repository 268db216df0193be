import { show } from "../../../shared/text/show.js";
import { OptionInvalidError } from "../../config/usage-error.js";
import { acceptChanges, compareServers } from "../../diff/index.js";
import { generate } from "../../run/generate.js";
import { lockedServer } from "../../lock/index.js";
import type { Output } from "../output.js";
import { plural } from "../cli-text.js";
import type { Comparison } from "./compare.js";

/**
 * Takes the changes that `selectors` name into the lock and generates from it. Resolves to the remaining
 * comparison.
 *
 * @throws {OptionInvalidError} if a selector matches nothing; nothing is written then
 */
export async function accept(
  comparison: Comparison,
  selectors: readonly string[],
  output: Output,
): Promise<Comparison> {
  const { contract, before, after, now, changes } = comparison;
  const { models, unknown } = acceptChanges(before, after, selectors);
  if (unknown.length > 0)
    throw new OptionInvalidError(
      `--accept ${show(unknown.join(", "), 1_000)}: neither the lock nor the server has it.`,
      "Write server, or server.name with the name as diff prints it.",
    );
  const { servers } = contract.lock;
  const compared = new Set([...before, ...after].map(({ key }) => key));
  const untouched = Object.entries(servers).filter(([key]) => !compared.has(key));
  const taken = models.map((model) => {
    const whole = selectors.includes(model.key) ? now[model.key]?.transport : servers[model.key]?.transport;
    return [model.key, lockedServer(model, whole)] as const;
  });
  const remembered = Object.fromEntries([...untouched, ...taken]);
  const report = await generate({ ...contract.options, remembered });
  const left = compareServers(models, after, comparison.rules);
  const changed = report.files.filter(({ change }) => change !== "unchanged").length;
  output.say(
    `Accepted ${plural(changes.length - left.length, "change")}: ${plural(changed, "file")} written`,
  );
  const counted = new Set(changes.map((change) => JSON.stringify(change)));
  return {
    ...comparison,
    before: models,
    changes: left.filter((change) => counted.has(JSON.stringify(change))),
  };
}
