import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  fastmcpStdio,
  nodeStdio,
  npxStdio,
  pythonStdio,
  uvStdio,
  uvxStdio,
} from "../../../../src/runtime/transport/stdio/forms.js";

const dir = mkdtempSync(join(tmpdir(), "forms-"));
afterAll(() => rmSync(dir, { recursive: true }));

const file = (name: string): string => {
  const path = join(dir, name);
  writeFileSync(path, "");
  return path;
};
const [py, js, mjs, cjs, ts, txt] = ["s.py", "s.js", "s.mjs", "s.cjs", "s.ts", "s.txt"].map(file) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const node = process.execPath;

describe("argument vectors", () => {
  it.each([
    ["python", pythonStdio(py, { args: ["--x", "a b"] }), ["python3", py, "--x", "a b"]],
    ["another python", pythonStdio(py, { python: "/usr/bin/python3.12" }), ["/usr/bin/python3.12", py]],
    ["relative to cwd", pythonStdio("s.py", { cwd: dir }), ["python3", py]],
    ["node", nodeStdio(js, { args: ["a"] }), [node, js, "a"]],
    ["node, module", nodeStdio(mjs), [node, mjs]],
    ["node, CommonJS", nodeStdio(cjs), [node, cjs]],
    ["another node", nodeStdio(js, { node: "node" }), ["node", js]],
    ["TypeScript by a runner that can", nodeStdio(ts, { node: "tsx" }), ["tsx", ts]],
    ["fastmcp", fastmcpStdio(py, { args: ["a"] }), ["fastmcp", "run", py, "a"]],
    ["uv", uvStdio("server", { args: ["a"] }), ["uv", "run", "server", "a"]],
    [
      "uv with everything",
      uvStdio("pkg.server", {
        args: ["a"],
        module: true,
        pythonVersion: "3.12",
        with: ["x", "y==1"],
        withRequirements: txt,
        projectDirectory: dir,
      }),
      [
        "uv",
        "run",
        "--python",
        "3.12",
        "--directory",
        dir,
        "--with",
        "x",
        "--with",
        "y==1",
        "--with-requirements",
        txt,
        "--module",
        "pkg.server",
        "a",
      ],
    ],
    ["uvx", uvxStdio("tool", { args: ["a"] }), ["uvx", "tool", "a"]],
    [
      "uvx with everything",
      uvxStdio("tool", {
        args: ["a"],
        pythonVersion: "3.12",
        from: "pkg",
        with: ["x"],
        projectDirectory: dir,
      }),
      ["uvx", "--python", "3.12", "--from", "pkg", "--with", "x", "tool", "a"],
    ],
    ["npx", npxStdio("pkg@1", { args: ["a"] }), ["npx", "-y", "--prefer-offline", "pkg@1", "a"]],
    [
      "npx, bare",
      npxStdio("pkg", { yes: false, preferOffline: false, projectDirectory: dir }),
      ["npx", "pkg"],
    ],
  ])("%s", (_, { command, args = [] }, want) => {
    expect([command, ...args]).toEqual(want);
  });

  it("directories and variables", () => {
    expect(uvStdio("s", { projectDirectory: dir, env: { A: "1" } }).env).toEqual({
      UV_PROJECT_DIR: dir,
      A: "1",
    });
    expect(uvStdio("s")).not.toHaveProperty("env");
    expect(uvxStdio("s", { projectDirectory: dir }).cwd).toBe(dir);
    expect(npxStdio("s", { projectDirectory: dir }).cwd).toBe(dir);
    expect(pythonStdio(py, { keepAlive: false, logFile: "x" })).toMatchObject({
      keepAlive: false,
      logFile: "x",
    });
  });
});

describe("TypeScript", () => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const runs = major > 22 || (major === 22 && minor >= 6);
  it.runIf(runs)("runs on this Node", () => {
    expect(nodeStdio(ts).args?.at(-1)).toBe(ts);
  });
  it.skipIf(runs)("is an error that says what to do", () => {
    expect(() => nodeStdio(ts)).toThrow(
      /runs no TypeScript.*Build it to JavaScript, use Node 22\.18 or later, or give .*tsx/,
    );
  });
});

describe("faults", () => {
  it.each([
    ["missing script", () => pythonStdio(join(dir, "no.py")), /^Script not found: .*no\.py/],
    ["a folder named like a script", () => nodeStdio(dir + "/../no.js"), /^Script not found/],
    ["not Python", () => pythonStdio(js), /^Not a Python script: .*s\.js. It must end with \.py/],
    ["not JavaScript", () => nodeStdio(py), /^Not a JavaScript or TypeScript script/],
    ["not for fastmcp", () => fastmcpStdio(js), /^Not a Python script/],
    [
      "missing project",
      () => uvStdio("x", { projectDirectory: join(dir, "no") }),
      /^Project directory not found: .*no/,
    ],
    [
      "a file as project",
      () => uvxStdio("x", { projectDirectory: py }),
      /^Project directory is not a directory/,
    ],
    [
      "a file as project of npx",
      () => npxStdio("x", { projectDirectory: py }),
      /^Project directory is not a directory/,
    ],
    [
      "missing requirements",
      () => uvStdio("x", { withRequirements: join(dir, "no.txt") }),
      /^Requirements file not found/,
    ],
  ])("%s", (_, make, message) => {
    expect(make).toThrow(
      expect.objectContaining({ code: "CONFIGURATION", message: expect.stringMatching(message) as string }),
    );
  });
});
