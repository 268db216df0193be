import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { reportFaults } from "../failure.js";
import { Output } from "../output.js";
import type { Given } from "../../options/option-values.js";
import { configOf, type LoginContext } from "./named-entry.js";
import { authStatus } from "./status.js";
import { statusLine, statusName } from "./login-text.js";

/** `auth status`. @throws UsageError if there is no config */
export async function runStatus(given: Given<"auth status">, context: LoginContext): Promise<ExitCode> {
  const output = new Output(context.terminal);
  const { path, config: parsed } = await configOf(given.config, context);
  reportFaults(output, path, parsed.faults);
  const statuses = await authStatus(parsed.servers, {
    configPath: path,
    ...(given.subject !== undefined && { subject: given.subject }),
    env: context.terminal.env,
  });
  if (given.json === true) {
    const report = statuses.map(({ error, ...status }) => ({
      ...status,
      ...(error !== undefined && { error: error.message }),
    }));
    output.json(report);
    return EXIT.done;
  }
  const width = Math.max(...statuses.map((status) => statusName(status).length));
  const now = Date.now();
  for (const status of statuses) output.data(statusLine(status, width, now));
  return EXIT.done;
}
