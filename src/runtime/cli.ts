export type { CommandLike } from "./cli/command-like.js";
export { runCommands } from "./cli/run-commands.js";
export type { PromptCommand, ServerCommands } from "./cli/server-commands.js";
