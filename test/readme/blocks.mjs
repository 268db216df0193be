// Reads the README as a list of steps. A fence with a file name (```ts src/main.ts) is a file to write, ```sh holds commands,
// and ```text after them is what the last one prints.

/** @typedef {{ kind: "file", path: string, text: string } | { kind: "run", commands: string[], prints?: string }} Step */

/** The steps of a Markdown text, in order. Fences of other kinds are ignored. @returns {Step[]} */
export function stepsOf(markdown) {
  const steps = [];
  for (const [, language, info, text] of markdown.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)) {
    if (info !== undefined) steps.push({ kind: "file", path: info, text });
    else if (language === "sh") steps.push({ kind: "run", commands: commandsOf(text) });
    else if (language === "text") {
      const last = steps.at(-1);
      if (last?.kind !== "run") throw new Error(`a text block without commands before it: ${text}`);
      last.prints = text;
    }
  }
  return steps;
}

/** The lines of a shell block, without comments. */
function commandsOf(text) {
  return text
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
}
