import { readConfigText } from "../../../shared/config/index.js";
import { withoutUrlSecrets } from "../../../shared/secrets/index.js";
import { show } from "../../../shared/text/show.js";
import { didYouMean } from "../../../shared/text/suggest.js";
import { ConfigNotFoundError, FilterMatchesNothingError } from "../../config/usage-error.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { shortPath } from "../cli-text.js";
import { applyEdit } from "./apply-edit.js";
import { configToEdit } from "./config-to-edit.js";

/** `remove NAME`. @throws {UsageError} */
export async function runRemove(
  name: string,
  { file }: Given<"remove">,
  terminal: Terminal,
): Promise<ExitCode> {
  const config = await configToEdit(file, terminal.cwd);
  const shown = show(config.path, 1_000);
  if (config.text === "")
    throw new ConfigNotFoundError(
      `No such file: ${show(withoutUrlSecrets(file ?? config.path), 1_000)}.`,
      "Name the config with --file.",
    );
  const { servers, rejected } = await readConfigText(config.text, { path: config.path });
  const known = [...servers.map(({ key }) => key), ...Object.keys(rejected)];
  if (!known.includes(name)) {
    throw new FilterMatchesNothingError(
      `${shown} has no server "${show(name)}".${didYouMean(name, known)}`,
      `It has ${known.map((key) => show(key)).join(", ")}.`,
    );
  }
  await applyEdit(config, { kind: "remove", key: name });
  new Output(terminal).say(`${show(shortPath(config.path, terminal.cwd), 1_000)}: removed "${show(name)}"`);
  return EXIT.done;
}
