// `npm run pictures`: draws the pictures of the README from the output of the built generator and from what TypeScript reports
// for the generated examples.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stepsOf } from "../../test/readme/blocks.mjs";
import { root } from "../bundle.mjs";
import { highlight, inspect } from "./editor.mjs";
import { boxAt, textAt, waveAt, windowOf } from "./svg.mjs";
import { session } from "./terminal.mjs";

const COLUMNS = 92;
const CHOSEN = "getStructuredContent";
const images = join(root, "docs/images");

await mkdir(images, { recursive: true });
await writeFile(join(images, "terminal.svg"), await terminal());
await writeFile(join(images, "editor.svg"), editor());

/** Draws the generation of the README's config in an empty folder. */
async function terminal() {
  const folder = await mkdtemp(join(tmpdir(), "fmcp-picture-"));
  try {
    const steps = stepsOf(await readFile(join(root, "README.md"), "utf8"));
    const config = steps.find((step) => step.path === "mcp.json");
    await writeFile(join(folder, "mcp.json"), config.text);
    const bin = join(root, "bin/fmcp-codegen.js");
    const lines = session(folder, [
      {
        shown: "npx fmcp-codegen mcp.json -o src/mcp",
        run: [process.execPath, bin, "mcp.json", "-o", "src/mcp"],
      },
      { shown: "npx fmcp-codegen check", run: [process.execPath, bin, "check"] },
    ]);
    return windowOf("fmcp-codegen connects to two servers and writes their clients", lines.slice(0, -1), {
      columns: COLUMNS,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Draws the completion of a tool's name and the error for a wrong argument. */
function editor() {
  const wrong = 'await everything.getSum({ a: 1, b: "two" });';
  const typed = "await everything.get";
  const lines = ['import { everything } from "./mcp/index.js";', "", wrong, "", "", typed];
  const code = lines.join("\n");
  const { details, errors } = inspect(code, code.length, "get");
  const [error] = errors.filter(({ start }) => start < code.length - typed.length);
  const row = 2;
  const column = error.start - code.indexOf(wrong);
  const shown = details.slice(-6);
  const width = Math.max(...shown.map(({ name }) => name.length)) + 2;
  const first = lines.length;
  const chosen = shown.findIndex(({ name }) => name === CHOSEN);
  const wide = COLUMNS - 22 - width;
  const signature = shown[chosen].type.replace(/^\(method\) /, "");
  const help = [...wrap(signature, wide), ...wrap(shown[chosen].text.split("\n")[0], wide)].slice(
    0,
    shown.length,
  );
  const texts = wrap(signature, wide).length;
  const draw = () =>
    [
      waveAt(row, column, error.length),
      textAt([{ text: clip(error.text, COLUMNS), style: "red" }], row + 1, 0),
      boxAt(first, 17, shown.length, width),
      boxAt(first + chosen, 17, 1, width, "chosen"),
      ...shown.map(({ name }, i) => textAt([{ text: name }], first + i, 17)),
      boxAt(first, 19 + width, help.length, COLUMNS - 20 - width),
      ...help.map((text, i) =>
        textAt([{ text, ...(i >= texts && { style: "dim" }) }], first + i, 19 + width),
      ),
    ].join("\n");
  const rows = [...lines.map(highlight), ...shown.map(() => [])];
  return windowOf("completion lists the tools of a server, and a wrong argument is an error", rows, {
    columns: COLUMNS,
    draw,
  });
}

/** Wraps text to lines of at most `length` characters, at spaces and before members. */
function wrap(text, length) {
  const lines = [""];
  for (const word of text.split(/(?<=[ (])|(?=\.)/)) {
    if ((lines.at(-1) + word).trimEnd().length > length) lines.push("  ");
    lines[lines.length - 1] += word;
  }
  return lines.map((line) => clip(line.trimEnd(), length));
}

function clip(text, length) {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
