import type { Settings } from "../config/settings.js";
import type { Given } from "../options/values.js";
import { askInputs } from "./ask-inputs.js";
import { confirmCommands } from "./confirm/confirm-commands.js";
import { reportFaults, reportWarnings } from "./failure.js";
import { sayOthers } from "./others-found.js";
import type { Output } from "./output.js";

type Asked = Pick<Given, "config" | "optionsFile" | "yes" | "json" | "offline">;

/**
 * Settings as every command that asks servers may use them: the commands of a config that was found are confirmed, what the config
 * leaves open is asked for in a terminal, and its faults and warnings are printed, and the configs beside it that were not taken.
 *
 * @throws {CommandsNotConfirmedError} the person says no, or nobody can be asked
 */
export async function usableSettings(loaded: Settings, given: Asked, output: Output): Promise<Settings> {
  sayOthers(loaded.servers, output);
  if (given.offline !== true) await confirmCommands(loaded, given, output);
  const settings = given.json === true ? loaded : await askInputs(loaded, output);
  reportFaults(output, settings.servers.path, settings.faults);
  reportWarnings(output, settings.servers.path, settings.warnings);
  return settings;
}
