import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { LoginFlags, LogoutFlags, StatusFlags } from "./login-flags.js";

const CONFIG = "file with mcpServers; default: the nearest one at or above this folder";

/** `login`, `logout` and `auth status`. What they stand on is loaded when one of them runs. */
export function addLogin(program: Command, context: CommandContext): void {
  const commands = (): string[] => program.commands.map((command) => command.name());
  program
    .command("login")
    .description("log in to a server once; its tokens serve every later run")
    .argument("<server>", "name of the server in the config, or its URL")
    .argument("[config]", CONFIG)
    .option("--no-browser", "print the address to visit, and ask for the one that the browser ended on")
    .option("--device", "log in with a code on any other device, where the server offers it (RFC 8628)")
    .option("--json", "print one machine-readable report")
    .action(async (server: string, config: string | undefined, flags: LoginFlags) => {
      const { runLogin } = await import("./run-login.js");
      context.finish(await runLogin(server, config, flags, { ...context, commands: commands() }));
    });
  program
    .command("logout")
    .description("forget the tokens of a server, and have its authorization server forget them")
    .argument("[server]", "name of the server in the config, or its URL")
    .argument("[config]", CONFIG)
    .option("--all", "forget every token of this user, of any config; no server is told")
    .action(async (server: string | undefined, config: string | undefined, flags: LogoutFlags) => {
      const { runLogout } = await import("./run-logout.js");
      context.finish(await runLogout(server, config, flags, { ...context, commands: commands() }));
    });
  program
    .command("auth")
    .description("credentials of the servers")
    .command("status")
    .description("say which servers have tokens, and how long they are good; no server is asked")
    .argument("[config]", CONFIG)
    .option("--json", "print one machine-readable report")
    .action(async (config: string | undefined, flags: StatusFlags) => {
      const { runStatus } = await import("./run-status.js");
      context.finish(await runStatus(config, flags, { ...context, commands: commands() }));
    });
}
