import { exportTokens, importTokens } from "fmcp-runtime/internal";
import { FmcpError } from "../../../shared/errors/fmcp-error.js";
import { show } from "../../../shared/text/show.js";
import { OptionInvalidError, UsageError } from "../../config/usage-error.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { Output } from "../output.js";
import { type LoginContext, namedEntry } from "./named-entry.js";
import { credentialsOf, type EntryCredentials } from "./server-auth.js";

const PASSPHRASE = "FMCP_AUTH_PASSPHRASE";
const TOKENS = "FMCP_AUTH_TOKENS";

type TransferGiven = Given<"auth export" | "auth import">;

/** `auth export <server>`: prints the tokens to stdout, encrypted. @throws UsageError */
export function runExport(server: string, given: TransferGiven, context: LoginContext): Promise<ExitCode> {
  return transfer(server, given, context, async (credentials, output) => {
    output.data(await exportTokens(credentials, fromEnvironment(context, PASSPHRASE)));
    output.say(
      `${show(server)}: put the line into ${TOKENS} and its passphrase into ${PASSPHRASE} where \`auth import\` runs. A refresh token that its server renews at each use works on one machine only.`,
    );
  });
}

/** `auth import <server>`: reads what `auth export` printed from the environment. @throws UsageError */
export function runImport(server: string, given: TransferGiven, context: LoginContext): Promise<ExitCode> {
  return transfer(server, given, context, async (credentials, output) => {
    const sealed = fromEnvironment(context, TOKENS);
    await importTokens(credentials, sealed, fromEnvironment(context, PASSPHRASE));
    output.say(`${show(server)}: its tokens are stored for this user`);
  });
}

async function transfer(
  server: string,
  given: TransferGiven,
  context: LoginContext,
  work: (credentials: EntryCredentials, output: Output) => Promise<void>,
): Promise<ExitCode> {
  const output = new Output(context.terminal);
  const { entry, configPath } = await namedEntry(server, given.config, context);
  try {
    const credentials = credentialsOf(entry, {
      ...(configPath !== undefined && { configPath }),
      ...(given.subject !== undefined && { subject: given.subject }),
      env: context.terminal.env,
    });
    await work(credentials, output);
    return EXIT.done;
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof FmcpError)) throw error;
    output.error(`${show(server)}: ${error.message}`);
    return EXIT.allServersFailed;
  }
}

/**
 * Reads a secret from the environment rather than a flag: a command line is visible to every user of the
 * machine and kept in the shell's history.
 */
function fromEnvironment({ terminal }: LoginContext, name: string): string {
  const value = terminal.env[name];
  if (value === undefined || value === "")
    throw new OptionInvalidError(
      `${name} is not set.`,
      "Tokens and their passphrase are read from the environment.",
    );
  return value;
}
