import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";
import type { LoginContext } from "./named-entry.js";

type Flags = Record<string, unknown>;

/** `login`, `logout`, `auth status`, `auth export` and `auth import`. Their modules are loaded when one of them runs. */
export function addLogin(program: Command, context: CommandContext): void {
  const around = () => ({ ...context, commands: program.commands.map((command) => command.name()) });
  const login = program
    .command("login")
    .description("log in to a server once; later runs use its tokens")
    .argument("<server>", "name of the server in the config, or its URL");
  const loginGiven = addOptions(login, "login");
  login.action(async (server: string, config: string | undefined, flags: Flags) => {
    const { runLogin } = await import("./run-login.js");
    context.finish(await runLogin(server, loginGiven(flags, config), around()));
  });
  const logout = program
    .command("logout")
    .description("delete the tokens of a server and revoke them at its authorization server")
    .argument("[server]", "name of the server in the config, or its URL");
  const logoutGiven = addOptions(logout, "logout");
  logout.action(async (server: string | undefined, config: string | undefined, flags: Flags) => {
    const { runLogout } = await import("./run-logout.js");
    context.finish(await runLogout(server, logoutGiven(flags, config), around()));
  });
  addAuth(program, context, around);
}

function addAuth(program: Command, context: CommandContext, around: () => LoginContext): void {
  const auth = program.command("auth").description("credentials of the servers");
  const status = auth
    .command("status")
    .description("print which servers have tokens, and how long they are valid, without asking a server");
  const statusGiven = addOptions(status, "auth status");
  status.action(async (config: string | undefined, flags: Flags) => {
    const { runStatus } = await import("./run-status.js");
    context.finish(await runStatus(statusGiven(flags, config), around()));
  });
  const exporting = auth
    .command("export")
    .description("print the tokens of a server, encrypted with FMCP_AUTH_PASSPHRASE, for another machine")
    .argument("<server>", "name of the server in the config, or its URL");
  const exportGiven = addOptions(exporting, "auth export");
  exporting.action(async (server: string, config: string | undefined, flags: Flags) => {
    const { runExport } = await import("./run-transfer.js");
    context.finish(await runExport(server, exportGiven(flags, config), around()));
  });
  const importing = auth
    .command("import")
    .description("store the tokens in FMCP_AUTH_TOKENS, which `auth export` printed")
    .argument("<server>", "name of the server in the config, or its URL");
  const importGiven = addOptions(importing, "auth import");
  importing.action(async (server: string, config: string | undefined, flags: Flags) => {
    const { runImport } = await import("./run-transfer.js");
    context.finish(await runImport(server, importGiven(flags, config), around()));
  });
}
