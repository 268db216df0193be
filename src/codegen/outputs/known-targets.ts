import { TargetUnknownError } from "./output-errors.js";
import { cli } from "./cli/cli.js";
import { fakes } from "./fakes/fakes.js";
import { llms } from "./llms/llms.js";
import { tree } from "./tree/tree.js";
import { isTargetName, type Target } from "./output-target.js";

/** Targets of this package, by name; clients are always generated. */
const OWN: readonly Target[] = [cli, fakes, llms, tree];

/** Names that `--target` takes. */
export const TARGET_NAMES: readonly string[] = ["client", ...OWN.map(({ name }) => name)];

/** Returns the targets in `targets` besides the clients, each once. @throws {TargetUnknownError} */
export function chosenTargets(chosen: readonly (string | Target)[]): readonly Target[] {
  const targets = new Map<string, Target>();
  for (const each of chosen) {
    if (each === "client") continue;
    const target = typeof each === "string" ? OWN.find(({ name }) => name === each) : each;
    if (target === undefined || !isTargetName(target.name))
      throw new TargetUnknownError(String(each), TARGET_NAMES);
    targets.set(target.name, target);
  }
  return [...targets.values()];
}
