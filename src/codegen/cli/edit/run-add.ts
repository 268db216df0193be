import { homedir } from "node:os";
import { relative, resolve } from "node:path";
import { parseConfig, readConfigText, resolveEntry } from "../../../shared/config/index.js";
import { workspaceFolderOf } from "../../../shared/config/workspace-folder.js";
import { show } from "../../../shared/text/show.js";
import { freeIn, withoutLiteralSecrets } from "../../config/literal-secrets.js";
import { targetOf } from "../../config/targets/target-word.js";
import { entryOfTarget } from "../../config/targets/target-entry.js";
import { OptionInvalidError } from "../../config/usage-error.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { shortPath } from "../cli-text.js";
import { envFileOf } from "../init/env-file.js";
import { reportWarnings } from "../failure.js";
import { applyEdit } from "./apply-edit.js";
import { configToEdit } from "./config-to-edit.js";

/** `add NAME TARGET`. Literal secrets of the target become variables. @throws {UsageError} */
export async function runAdd(
  name: string,
  word: string,
  { file, registry, package: wanted }: Given<"add">,
  terminal: Terminal,
): Promise<ExitCode> {
  const { cwd } = terminal;
  const output = new Output(terminal);
  const target = targetToAdd(word, wanted, cwd);
  const config = await configToEdit(file, cwd);
  const { servers } = await readConfigText(config.text, { path: config.path });
  if (servers.some(({ key }) => key === name)) {
    throw new OptionInvalidError(
      `${show(config.path, 1_000)} already has a server "${show(name)}".`,
      `Remove it first: fmcp-codegen remove ${show(name)}`,
    );
  }
  const folder = resolve(workspaceFolderOf(config.path));
  const made = await entryOfTarget(target, {
    folder,
    cwd,
    registryUrl: registry,
    wanted,
    env: terminal.env,
    note: (message) => output.warn(message),
    tell: (message) => output.say(message),
  });
  const { entry, secrets } = withoutLiteralSecrets(
    name,
    made,
    [],
    freeIn(terminal.env, await envFileOf(folder)),
  );
  const { warnings = [] } = await applyEdit(config, { kind: "add", key: name, entry });
  const short = show(shortPath(config.path, cwd), 1_000);
  output.say(`${short}: added "${show(name)}"`);
  for (const variable of Object.keys(secrets))
    output.say(`Set ${variable}: the config refers to it and contains no secret`);
  reportWarnings(
    output,
    config.path,
    warnings.filter(({ server }) => server === name),
  );
  const [added] = parseConfig({ mcpServers: { [name]: entry } }).servers;
  const env = { ...terminal.env, ...secrets };
  const missing = added && resolveEntry(added, { env, workspaceFolder: folder, userHome: homedir() }).faults;
  for (const line of new Set(missing?.map(({ message, hint }) => `${message} ${hint}`))) output.say(line);
  const shown = relative(cwd, config.path).startsWith("..") ? "" : ` ${short}`;
  output.say(`Generate its client: fmcp-codegen${shown}`);
  return EXIT.done;
}

/** @throws {OptionInvalidError} for a word that names a client or nothing, or if `wanted` does not apply */
function targetToAdd(
  word: string,
  wanted: string | undefined,
  cwd: string,
): Exclude<NonNullable<ReturnType<typeof targetOf>>, { kind: "client" }> {
  const target = targetOf(word, cwd);
  if (target === undefined || target.kind === "client") {
    throw new OptionInvalidError(
      `${show(word)} is not a server that can be added.`,
      "Give a URL, a script, npm:NAME, pypi:NAME, registry:NAME, a .mcpb file, or -- command args.",
    );
  }
  if (wanted !== undefined && target.kind !== "registry")
    throw new OptionInvalidError(
      "--package chooses among the packages of a registry's entry.",
      "Leave it out, or give registry:NAME.",
    );
  return target;
}
