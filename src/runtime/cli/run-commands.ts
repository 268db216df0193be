import { EXIT, type ExitCode } from "../../shared/command-line/exit-code.js";
import { visibleJson } from "../../shared/text/visible-json.js";
import { configure } from "../server-client/configure.js";
import { addServer, toolCommands } from "./add-server.js";
import { completions } from "./completions.js";
import { completionScript, SHELLS } from "./completion-script.js";
import type { CommandLike } from "./command-like.js";
import { endingOf } from "./exit-of.js";
import { nameOf, processIo, type ProgramIo } from "./program-io.js";
import { runPrompt } from "./run-prompt.js";
import { runRead } from "./run-read.js";
import { runTool } from "./run-tool.js";
import type { ServerCommands } from "./server-commands.js";

/**
 * Adds a command for each server and each of its tools to a program, and runs what the arguments say: `mcp weather get-forecast
 * --city Oslo`. Flags and their help follow from the input schemas. Sets the exit code of the process: 0 done, 1 the tool
 * reported an error, 2 wrong arguments or config, 4 the server failed, 130 interrupted. Never rejects.
 *
 * ```ts
 * import { Command } from "commander";
 * import { runCommands } from "fmcp-runtime/cli";
 * import { weatherCommands } from "./mcp/cli/weather.js";
 *
 * void runCommands(new Command(), [weatherCommands]);
 * ```
 */
export async function runCommands(program: CommandLike, servers: readonly ServerCommands[]): Promise<void> {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, interrupt);
  process.stdout.on("error", ignoreClosedPipe);
  process.exitCode = await run(program, servers, processIo(), controller.signal);
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(name, interrupt);
}

/** Runs the program with other input and output; resolves to the exit code. */
export async function run(
  program: CommandLike,
  servers: readonly ServerCommands[],
  io: ProgramIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  const [first, ...words] = io.argv;
  if (first === "__complete") return printCompletions(words, servers, io);
  try {
    let exitCode: ExitCode = EXIT.done;
    prepare(program, io);
    for (const server of servers) {
      // the schemas of the others are not read: the help of one tool comes at once, however many there are
      const tools = io.argv.includes(server.command) ? await toolCommands(server) : undefined;
      const told = async (does: () => Promise<ExitCode>): Promise<ExitCode> => {
        const { config } = program.opts();
        if (typeof config === "string") configure({ config });
        return (exitCode = await does());
      };
      const use = { client: server.client, io, signal };
      addServer(program, server, tools, {
        tool: (tool, pairs, flags) => told(() => runTool(use, tool, pairs, flags)),
        prompt: (name, prompt, pairs, flags) => told(() => runPrompt(use, name, prompt, pairs, flags)),
        resource: (uri, flags) => told(() => runRead(use, uri, flags)),
      });
    }
    await program.parseAsync(io.argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (signal.aborted) return EXIT.interrupted;
    const { exitCode, code, message } = endingOf(error);
    if (message !== "") io.stderr.write(`error: ${message}\n`);
    if (message !== "" && io.argv.includes("--json"))
      io.stdout.write(`${visibleJson({ error: { code, message } })}\n`);
    return exitCode;
  } finally {
    await Promise.all(servers.map(({ client }) => client.$close()));
  }
}

function prepare(program: CommandLike, io: ProgramIo): void {
  const name = nameOf(io);
  program.name(name);
  program.enablePositionalOptions();
  program.exitOverride();
  program.configureOutput({
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => io.stderr.write(text),
    // printed once, with the other errors
    outputError: () => undefined,
  });
  program.option("--config <file>", "config with the servers");
  const completion = program.command("completion");
  completion.description("print a completion script for a shell");
  completion.argument("<shell>", SHELLS.join(", "));
  completion.action((shell) => void io.stdout.write(completionScript(String(shell), name)));
}

/** Prints candidates for a shell. A failure prints nothing: it would appear in the line that is being typed. */
async function printCompletions(
  words: readonly string[],
  servers: readonly ServerCommands[],
  io: ProgramIo,
): Promise<ExitCode> {
  const found = await completions(words, servers).catch(() => []);
  for (const { word, about } of found) io.stdout.write(about === "" ? `${word}\n` : `${word}\t${about}\n`);
  return EXIT.done;
}

/** A reader that closes the pipe early (`| head`) is not an error. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
