import { Writable } from "node:stream";
import type { ConfigInput } from "../../shared/config/index.js";
import { inputVariable } from "../../shared/config/index.js";
import { isSecretName } from "../../shared/secrets/index.js";
import { show } from "../../shared/text/show.js";
import { openInputs, withAnswers } from "../config/inputs.js";
import type { Settings } from "../config/settings.js";
import type { Output } from "./output.js";
import { askPerson } from "./shell/person.js";

/**
 * Asks the user at the terminal for inputs that the config leaves open. Without a terminal, the servers concerned report
 * what to provide.
 */
export async function askInputs(settings: Settings, output: Output): Promise<Settings> {
  const { terminal } = output;
  const open = openInputs(settings.entries, terminal.env);
  if (open.length === 0 || !terminal.live || !process.stdin.isTTY) return settings;
  const answers: Record<string, string> = {};
  for (const input of open) answers[input.id] = await askFor(input, output);
  const names = open.map(({ id }) => inputVariable(id)).join(", ");
  output.say(`Where the generated code runs, set ${names}`);
  return { ...settings, entries: settings.entries.map((entry) => withAnswers(entry, answers)) };
}

async function askFor({ id, description, secret, options }: ConfigInput, output: Output): Promise<string> {
  const choice = options === undefined ? "" : ` (${options.map((each) => show(each)).join(", ")})`;
  const about = description === undefined ? show(id) : `${show(description, 200)} [${show(id)}]`;
  const { stderr } = output.terminal;
  const isHidden = secret === true || isSecretName(id);
  stderr.write(`${about}${choice}: `);
  const echo = new Writable({
    write(chunk, _encoding, done) {
      if (!isHidden) stderr.write(chunk as Buffer);
      done();
    },
  });
  try {
    return await askPerson("", output, echo);
  } finally {
    if (isHidden) stderr.write("\n");
  }
}
