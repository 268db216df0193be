import { existsSync } from "node:fs";
import { join } from "node:path";
import { readConfigText } from "../../../shared/config/index.js";
import { show } from "../../../shared/text/show.js";
import { freeIn } from "../../config/literal-secrets.js";
import { selectServers } from "../../config/filter.js";
import { ConfigNotFoundError, OptionInvalidError } from "../../config/usage-error.js";
import { writeConfig } from "../../config/write-config.js";
import type { Given } from "../../options/option-values.js";
import { confirmCommands } from "../confirm/confirm-commands.js";
import type { ExitCode } from "../../../shared/command-line/exit-code.js";
import { type RunContext, runGenerate } from "../generate/run-generate.js";
import { Output } from "../output.js";
import { plural } from "../cli-text.js";
import { cleanConfig } from "./clean-config.js";
import { envFileOf, keepInEnvFile } from "./env-file.js";
import { knownServers, type KnownServer } from "./known-servers.js";
import { chooseServers, confirm, defaultServers } from "./questions.js";

/**
 * `init`: finds the servers of every client, lets the user choose, writes a clean `mcp.json` and generates. Without a
 * terminal, or with `--yes`, it does what the flags say and takes the servers of the project, else of the home folder.
 *
 * @throws {UsageError} if there is nothing to take, an `mcp.json` exists already, or a command was not confirmed
 */
export async function runInit(given: Given<"init">, context: RunContext): Promise<ExitCode> {
  const { terminal } = context;
  const { cwd } = terminal;
  const output = new Output(terminal);
  const path = join(cwd, "mcp.json");
  if (existsSync(path) && given.config === undefined) {
    const hint = "Generate from it: fmcp-codegen; or put a server into it: fmcp-codegen add NAME TARGET";
    throw new OptionInvalidError(`${show(path, 1_000)} already exists.`, hint);
  }
  const asks = terminal.live && process.stdin.isTTY && given.yes !== true;
  const chosen = await choose(await knownServers(given.config, cwd), given, asks, output);
  const { text, keys, secrets } = cleanConfig(chosen, cwd, freeIn(terminal.env, await envFileOf(cwd)));
  // Before anything is written, so that a refusal leaves the folder as it was.
  if (given.config === undefined) await confirmFound(path, text, given, output);
  await writeConfig(path, text);
  output.say(`mcp.json: ${plural(keys.length, "server")}: ${keys.map((key) => show(key)).join(", ")}`);
  await tellSecrets(secrets, { asks, dotenv: given.dotenv === true, cwd }, output);
  // The first generation uses the values from the clients' files; later ones find them where they were stored.
  for (const [name, value] of Object.entries(secrets)) process.env[name] ??= value;
  return await runGenerate({ config: path, ...(given.out !== undefined && { out: given.out }) }, context);
}

/**
 * The servers come from files that were found, maybe in someone else's repository, so their commands are shown in full
 * first.
 */
async function confirmFound(
  path: string,
  text: string,
  { yes }: Given<"init">,
  output: Output,
): Promise<void> {
  const config = await readConfigText(text, { path, platform: process.platform });
  const servers = { path, discovered: true, config };
  await confirmCommands({ servers, entries: config.servers }, yes === undefined ? {} : { yes }, output, {
    source: {
      found: "The servers come from files that were",
      reason: "These come from files that were found here",
      outcome: "Nothing was written or started.",
      hint: "Read them, then run fmcp-codegen init --yes, or name the file: fmcp-codegen init FILE.",
    },
  });
}

async function choose(
  servers: readonly KnownServer[],
  { servers: globs }: Given<"init">,
  asks: boolean,
  output: Output,
): Promise<readonly KnownServer[]> {
  if (servers.length === 0) {
    throw new ConfigNotFoundError(
      "No client in this project or in the home folder has servers.",
      "Add one: fmcp-codegen add NAME TARGET",
    );
  }
  if (globs !== undefined) {
    const keys = new Set(
      selectServers([...new Set(servers.map(({ entry }) => entry.key))], { include: globs, exclude: [] }),
    );
    return servers.filter(({ entry }) => keys.has(entry.key));
  }
  return asks ? await chooseServers(servers, output) : defaultServers(servers);
}

async function tellSecrets(
  secrets: Readonly<Record<string, string>>,
  { asks, dotenv, cwd }: { readonly asks: boolean; readonly dotenv: boolean; readonly cwd: string },
  output: Output,
): Promise<void> {
  const names = Object.keys(secrets);
  if (names.length === 0) return;
  output.say(`Its secrets were replaced with variables: ${names.join(", ")}`);
  if (dotenv || (asks && (await confirm("Keep their values in .env, and .env out of git?", output)))) {
    const { changed, unkept } = await keepInEnvFile(cwd, secrets);
    if (changed.length > 0)
      output.say(
        `Written: ${changed.join(", ")}. Run your program with node --env-file=.env, and the generator with node --env-file=.env node_modules/fmcp-codegen/bin/fmcp-codegen.js`,
      );
    if (unkept.length > 0)
      output.warn(
        `Not written: ${unkept.join(", ")}. No line of .env keeps the value in every reader (quotes, a backslash, a carriage return). Set it where the generator and your program run.`,
      );
  } else output.say("Set them where the generator and your program run");
}
