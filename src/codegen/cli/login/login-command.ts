import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

type Flags = Record<string, unknown>;

/** `login`, `logout` and `auth status`. What they need is loaded when one of them runs. */
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
  const status = program
    .command("auth")
    .description("credentials of the servers")
    .command("status")
    .description("print which servers have tokens, and how long they are valid, without asking a server");
  const statusGiven = addOptions(status, "auth status");
  status.action(async (config: string | undefined, flags: Flags) => {
    const { runStatus } = await import("./run-status.js");
    context.finish(await runStatus(statusGiven(flags, config), around()));
  });
}
