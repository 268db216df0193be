import type { Settings } from "../config/settings.js";
import type { Given } from "../options/option-values.js";
import { askInputs } from "./ask-inputs.js";
import { confirmCommands } from "./confirm/confirm-commands.js";
import { reportFaults, reportWarnings } from "./failure.js";
import { sayOthers } from "./others-found.js";
import type { Output } from "./output.js";

type Asked = Pick<Given, "config" | "optionsFile" | "yes" | "json" | "offline">;

/**
 * Prepares settings for a command that asks servers: has the commands of a found config confirmed, asks for open inputs at the
 * terminal, and prints faults, warnings and other configs that were not used.
 *
 * @throws {CommandsNotConfirmedError} the user declines, or there is no terminal to ask at
 */
export async function usableSettings(loaded: Settings, given: Asked, output: Output): Promise<Settings> {
  sayOthers(loaded.servers, output);
  if (given.offline !== true) await confirmCommands(loaded, given, output);
  const settings = given.json === true ? loaded : await askInputs(loaded, output);
  reportFaults(output, settings.servers.path, settings.faults);
  reportWarnings(output, settings.servers.path, settings.warnings);
  return settings;
}
