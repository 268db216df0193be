import { show } from "../../../shared/text/show.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { Output } from "../output.js";
import { OptionInvalidError } from "../../config/usage-error.js";
import type { Given } from "../../options/option-values.js";
import { logout, logoutEverywhere } from "./logout.js";
import { type LoginContext, namedEntry } from "./named-entry.js";

/** `logout <server>` and `logout --all`. @throws UsageError if there is no such server */
export async function runLogout(
  server: string | undefined,
  given: Given<"logout">,
  context: LoginContext,
): Promise<ExitCode> {
  const output = new Output(context.terminal);
  if (given.all === true && server !== undefined) {
    throw new OptionInvalidError(
      "--all logs out of every server, but a server is named.",
      "Leave out one of them.",
    );
  }
  if (given.all === true) {
    await logoutEverywhere();
    output.say("Every token of this user was deleted.");
    return EXIT.done;
  }
  if (server === undefined) {
    throw new OptionInvalidError("Nothing to log out of.", "Name a server, or pass --all.");
  }
  const { entry, configPath } = await namedEntry(server, given.config, context);
  await logout(entry, {
    ...(configPath !== undefined && { configPath }),
    ...(given.subject !== undefined && { subject: given.subject }),
    env: context.terminal.env,
  });
  output.say(`${show(server)}: logged out`);
  return EXIT.done;
}
