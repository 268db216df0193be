// A registry of our own on a free port, which takes both packages as a release would publish them and hands everything else on to the
// registry that npm is set to.
import { spawn, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { root } from "../../scripts/bundle.mjs";

/** The override stands for a tag (`cjs`) that not every mirror of npm serves. */
const VERDACCIO = {
  private: true,
  dependencies: { verdaccio: "^6.0.0" },
  overrides: { "node-fetch": "^2.6.7" },
};
const START_MS = 120_000;

/** Starts the registry in `folder` and publishes both packages. Call `stop` in the end. */
export async function startRegistry(folder) {
  const uplink = npm(folder, ["config", "get", "registry"]).trim();
  await writeFile(join(folder, "verdaccio.yaml"), configOf(folder, uplink));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  await writeFile(join(folder, "package.json"), JSON.stringify(VERDACCIO));
  npm(folder, ["install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"]);
  const command = join(folder, "node_modules/verdaccio/bin/verdaccio");
  const args = [command, "--config", join(folder, "verdaccio.yaml"), "--listen", `127.0.0.1:${port}`];
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => void server.kill();
  try {
    await answers(url, server);
    // npm publishes only for somebody, and this registry takes anybody
    const env = {
      ...process.env,
      npm_config_registry: url,
      [`npm_config_//127.0.0.1:${port}/:_authToken`]: "anybody",
    };
    for (const name of ["./src/runtime", "."]) npm(root, ["publish", "--ignore-scripts", name], env);
    return { url, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function npm(cwd, args, env = process.env) {
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${stderr}`);
  return stdout;
}

function configOf(folder, uplink) {
  return `storage: ${join(folder, "storage")}
uplinks:
  upstream:
    url: ${uplink}
    maxage: 1h
packages:
  "fmcp-*":
    access: $all
    publish: $all
  "**":
    access: $all
    proxy: upstream
max_body_size: 50mb
log: { type: stdout, format: pretty, level: warn }
`;
}

async function answers(url, server) {
  let said = "";
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding("utf8").on("data", (text) => (said += text));
  for (const until = Date.now() + START_MS; Date.now() < until;) {
    if (server.exitCode !== null) break;
    const ok = await fetch(`${url}-/ping`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`the registry did not start:\n${said}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
