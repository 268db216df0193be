import { FmcpError } from "../../../shared/errors/fmcp-error.js";
import { show } from "../../../shared/text/show.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { onInterrupt } from "../interrupt.js";
import { Output } from "../output.js";
import { UsageError } from "../../config/usage-error.js";
import type { Given } from "../../options/option-values.js";
import { login } from "./login.js";
import { type LoginContext, namedEntry } from "./named-entry.js";
import { describeStatus } from "./login-text.js";

/** `login <server>`. @throws UsageError if there is no such server */
export async function runLogin(
  server: string,
  given: Given<"login">,
  context: LoginContext,
): Promise<ExitCode> {
  const { terminal } = context;
  const output = new Output(terminal);
  const { entry, configPath } = await namedEntry(server, given.config, context);
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  const print = (url: URL): void => void terminal.stderr.write(`To log in, visit:\n${url.href}\n`);
  try {
    const report = await login(entry, {
      ...(configPath !== undefined && { configPath }),
      env: terminal.env,
      signal: interrupt.signal,
      ...(given.browser === false && { openUrl: print }),
      ...(given.subject !== undefined && { subject: given.subject }),
      ...(given.device === true && { flow: "device" as const }),
    });
    const news =
      report.outcome === "notNeeded" ? "needs no login" : describeStatus(report.status, Date.now());
    output.say(`${show(server)}: ${news}`);
    if (!report.configured && report.outcome === "loggedIn") {
      output.warn(
        `The config has no "auth" for ${show(server)}: add "auth": "oauth", or these tokens are not used.`,
      );
    }
    if (given.subject !== undefined && report.outcome === "loggedIn") {
      output.say(
        `These tokens belong to ${show(given.subject)}: a client uses them if its \`subject\`, or that of "auth" in the config, is the same.`,
      );
    }
    if (given.json === true) output.json(report);
    return EXIT.done;
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    if (error instanceof UsageError || !(error instanceof FmcpError)) throw error;
    output.error(`${show(server)}: ${error.message}`);
    if (given.json === true) {
      output.json({ server, error: { code: error.code, message: error.message } });
    }
    return EXIT.allServersFailed;
  } finally {
    interrupt.dispose();
  }
}
