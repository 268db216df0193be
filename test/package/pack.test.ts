import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Installed, installPacked, writeFiles } from "./installed.js";

/** What a stranger has: a TypeScript project, a config, and the package from its tarball, which brings the types of Node.js. */
const EXTRA = [
  "typescript@5.9.3",
  "typescript-7@npm:typescript@7.0.2",
  "@modelcontextprotocol/server-everything@2026.8.31",
];

const FILES = {
  "mcp.json": JSON.stringify({
    mcpServers: {
      everything: {
        command: "node",
        args: ["node_modules/@modelcontextprotocol/server-everything/dist/index.js"],
      },
    },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "ES2022",
      module: "NodeNext",
      strict: true,
      lib: ["ES2022", "ESNext.Disposable"],
      outDir: "out",
      rootDir: "src",
    },
    include: ["src"],
  }),
  "src/main.ts": `
    import { defineConfig, generateFromModel } from "fmcp-codegen";
    import { Client } from "fmcp-runtime";
    import { createEverything, everything, mcp } from "./mcp/index.js";

    const { data } = await everything.$call("echo", { message: "hi" });
    const typed: string = (await everything.echo({ message: "hello" })).text;
    console.log(JSON.stringify([typed, typeof data, typeof Client.connect, typeof defineConfig, typeof generateFromModel]));
    await mcp.$close();
    await using another = createEverything();
  `,
  "src/strict.ts": `
    import { everything } from "./mcp/index.js";
    // @ts-expect-error the message is a string
    export const wrong = () => everything.echo({ message: 3 });
  `,
};

describe("the package as npm gives it", () => {
  let installed: Installed | undefined;

  beforeAll(async () => {
    installed = await installPacked(EXTRA);
    if (installed === undefined) console.warn("package tests skipped: the registry cannot be reached");
    else await writeFiles(installed.folder, FILES);
  }, 300_000);
  afterAll(() => installed?.remove());

  it("holds what it needs and nothing else", ({ skip }) => {
    if (installed === undefined) return skip();
    const { "fmcp-codegen": codegen = [], "fmcp-runtime": runtime = [] } = installed.packed;
    const expected =
      /^(bin\/|dist\/esm\/.*\.js$|dist\/cjs\/.*\.cjs$|dist\/.*\.d\.ts$|dist\/cjs\/types\/package\.json$|dist\/LICENSES\.txt$|(docs|schema|templates)\/|(package\.json|LICENSE|(README|ARCHITECTURE|CHANGELOG|CONTRIBUTING|SECURITY)\.md)$)/;
    expect([...codegen, ...runtime].filter((path) => !expected.test(path))).toEqual([]);
    expect(codegen).toEqual(
      expect.arrayContaining(["bin/fmcp-codegen.js", "dist/esm/types/codegen/index.d.ts", "LICENSE"]),
    );
    expect(codegen.filter((path) => path.includes("/types/runtime/"))).toEqual([]);
    expect(runtime).toEqual(
      expect.arrayContaining(["dist/esm/types/runtime/index.d.ts", "README.md", "LICENSE"]),
    );
  });

  it("holds every page that its README links to", async ({ skip }) => {
    if (installed === undefined) return skip();
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    const links = [...readme.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => path);
    expect(links).toContain("docs/configs.md");
    const packed = installed.packed["fmcp-codegen"] ?? [];
    expect(links.filter((path) => !packed.includes(path ?? ""))).toEqual([]);
  });

  it("generates a client that compiles", { timeout: 180_000 }, async ({ skip }) => {
    if (installed === undefined) return skip();
    const { folder } = installed;
    const run = await execa("npx", ["--no-install", "fmcp-codegen", "mcp.json", "-o", "src/mcp"], {
      cwd: folder,
      reject: false,
    });
    expect(run).toMatchObject({ exitCode: 0, stdout: "" });
    expect(await readdir(join(folder, "src/mcp/everything"))).toEqual([
      "catalogue.ts",
      "client.ts",
      "contract.ts",
      "index.ts",
      "schemas.ts",
      "types.ts",
    ]);
    for (const compiler of ["typescript-7", "typescript"]) {
      const tsc = await execa("node", [`node_modules/${compiler}/bin/tsc`], { cwd: folder, reject: false });
      expect(tsc.stdout, compiler).toBe("");
    }
  });

  it(
    "types resolve where exports are unknown: the CommonJS of TypeScript 5",
    { timeout: 60_000 },
    async ({ skip }) => {
      if (installed === undefined) return skip();
      const { folder } = installed;
      await writeFiles(folder, {
        "old/main.ts": `
        import { defineConfig } from "fmcp-codegen";
        import { Client } from "fmcp-runtime";
        export const config = defineConfig({ out: "src/mcp" });
        export const client = (): Promise<Client> => Client.connect("mcp.json");
        // @ts-expect-error the types are there
        export const wrong: number = Client;
      `,
      });
      const args = ["--module", "commonjs", "--target", "es2022", "--strict", "--skipLibCheck", "--noEmit"];
      // both compilers bring a command of this name, and npm links whichever comes last
      const tsc = await execa(
        "node",
        ["node_modules/typescript/bin/tsc", ...args, "--types", "node", "old/main.ts"],
        { cwd: folder, reject: false },
      );
      expect(tsc.stdout).toBe("");
    },
  );

  // npx fetches each of them: more than one try is what a registry may ask for
  it.for(["20", "22", "24"])("runs on Node %s", { timeout: 180_000, retry: 2 }, async (version, { skip }) => {
    if (installed === undefined) return skip();
    const node = (...args: string[]) =>
      execa("npx", ["-y", "--prefer-offline", "-p", `node@${version}`, "node", ...args], {
        cwd: installed?.folder ?? "",
        reject: false,
      });
    expect((await node("-p", "process.version")).stdout).toMatch(new RegExp(`^v${version}\\.`));
    const again = await node(
      "node_modules/fmcp-codegen/bin/fmcp-codegen.js",
      "mcp.json",
      "-o",
      "src/mcp",
      "--json",
    );
    expect(again).toMatchObject({ exitCode: 0 });
    expect(
      JSON.parse(again.stdout).files.filter((file: { change: string }) => file.change !== "unchanged"),
    ).toEqual([]);
    const program = await node("out/main.js");
    expect({ ...program, stdout: JSON.parse(program.stdout || "null") }).toMatchObject({
      exitCode: 0,
      stdout: ["Echo: hello", "object", "function", "function", "function"],
    });
  });
});
