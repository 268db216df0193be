import { Command } from "commander";
import { packageVersion } from "../package/package-root.js";
import type { CommandContext } from "./command-context.js";
import { addCheck } from "./check/check-command.js";
import { addDiff } from "./diff/diff-command.js";
import { addDocs } from "./docs/docs-command.js";
import { addLint } from "./lint/lint-command.js";
import { addEdit } from "./edit/edit-command.js";
import { addInit } from "./init/init-command.js";
import { addGenerate } from "./generate/generate-command.js";
import { addWatch } from "./watch/watch-command.js";
import { addCall } from "./call/call-command.js";
import { addComplete } from "./complete/complete-command.js";
import { addLearn } from "./learn/learn-command.js";
import { addList } from "./list/list-command.js";
import { addMock } from "./mock/mock-command.js";
import { addPing } from "./ping/ping-command.js";
import { addPrompt } from "./prompt/prompt-command.js";
import { addRecord } from "./record/record-command.js";
import { addRead } from "./read/read-command.js";
import { addServe } from "./serve/serve-command.js";
import { addLogin } from "./login/login-command.js";

const FOOTER = `
Examples:
  fmcp-codegen mcp.json -o src/mcp             every server of a config
  fmcp-codegen                                 the nearest config of any client: mcp.json, .mcp.json, .vscode/…
  fmcp-codegen init                            an mcp.json with the servers of your clients, and its code
  fmcp-codegen --from cursor                   the servers of a client's own file
  fmcp-codegen https://example.com/mcp         one server: a URL, a script, a package, or -- command args
  fmcp-codegen -s github -x "github.delete_*"  one server, without some of its tools
  fmcp-codegen --dry-run                       what would change
  fmcp-codegen --json | jq .servers            one report for scripts
  fmcp-codegen call weather.forecast city=Oslo call a tool

Exit codes:
  0 done   1 drift, breaking change or a tool's error   2 usage or config error   3 some servers failed   4 all failed
  130 interrupted
`;

/** Creates the commands and flags. Their modules are loaded when one runs. */
export function createProgram(context: CommandContext): Command {
  const { terminal } = context;
  const program = new Command("fmcp-codegen")
    .description("Typed TypeScript clients, with zod validators, for live MCP servers.")
    .usage("[command] [options]")
    .version(packageVersion(), "-V, --version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help of a command")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      // printed once, by `reportFailure`
      outputError: () => undefined,
      getOutHasColors: () => false,
      getErrHasColors: () => terminal.colours,
    });
  const generate = addGenerate(program, context);
  addInit(program, context);
  addEdit(program, context);
  addCheck(program, context);
  addDiff(program, context);
  addDocs(program, context);
  addLint(program, context);
  addWatch(program, context);
  addList(program, context);
  addCall(program, context);
  addRead(program, context);
  addPrompt(program, context);
  addComplete(program, context);
  addPing(program, context);
  addRecord(program, context);
  addLearn(program, context);
  addMock(program, context);
  addServe(program, context);
  addLogin(program, context);
  program.addHelpText("after", () => `\nOptions of generate:\n${optionLines(generate)}\n${FOOTER}`);
  generate.addHelpText("after", FOOTER);
  return program;
}

/** Returns the options of the default command, which belong on the first page of help. */
function optionLines(command: Command): string {
  const help = command.createHelp();
  const width = help.longestOptionTermLength(command, help);
  return help
    .visibleOptions(command)
    .map((option) => help.formatItem(help.optionTerm(option), width, help.optionDescription(option), help))
    .join("\n");
}
