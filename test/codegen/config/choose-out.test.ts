import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseOut } from "../../../src/codegen/config/choose-out.js";
import { folderWith } from "./temporary-folder.js";

const OUTSIDE = "OUT_OUTSIDE_PROJECT";
const INVALID = "OPTION_INVALID";

describe("the output folder", () => {
  it.each<
    [
      intent: string,
      link: readonly [at: string, to: string] | undefined,
      named: string | undefined,
      options: string | undefined,
      want: string,
    ]
  >([
    ["is src/mcp", undefined, undefined, undefined, "src/mcp"],
    ["is the one of the options", undefined, undefined, "clients", "clients"],
    ["is the one named on the command line, whatever the options say", undefined, "here", "clients", "here"],
    [
      "is refused outside the project if only the options say so",
      undefined,
      undefined,
      "../clients",
      OUTSIDE,
    ],
    ["may lie outside if it was named", undefined, "../clients", "src", "../clients"],
    ["may be a link inside the project", ["src/mcp", "lib"], undefined, undefined, "src/mcp"],
    [
      "refuses a folder that is a link out of the project",
      ["src/mcp", "../outside"],
      undefined,
      undefined,
      OUTSIDE,
    ],
    ["is refused behind such a link", ["src", "../outside"], undefined, undefined, OUTSIDE],
    ["is refused if the link is broken", ["src/mcp", "../nothing"], undefined, undefined, OUTSIDE],
    [
      "of the options is refused if it is such a link",
      ["clients", "../outside"],
      undefined,
      "clients",
      OUTSIDE,
    ],
    [
      "named on the command line is refused if it is the empty value of a variable",
      undefined,
      "",
      "clients",
      INVALID,
    ],
    ["of the options is refused if it is empty", undefined, undefined, " ", INVALID],
    ["may be such a link if it was named", ["src/mcp", "../outside"], "src/mcp", undefined, "src/mcp"],
  ])("%s", async (_intent, link, named, options, want) => {
    const folder = await folderWith({ "project/.git/HEAD": "", "project/lib/a": "", "outside/a": "" });
    const project = join(folder, "project");
    if (link !== undefined) {
      const at = join(project, link[0]);
      await mkdir(join(at, ".."), { recursive: true });
      await symlink(join(project, link[1]), at);
    }
    const choose = (): string => chooseOut(named, options, project);
    if (want === OUTSIDE || want === INVALID) expect(choose).toThrow(expect.objectContaining({ code: want }));
    else expect(choose()).toBe(join(project, want));
  });
});
