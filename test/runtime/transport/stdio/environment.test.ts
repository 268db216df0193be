import { describe, expect, it, vi } from "vitest";
import { Client } from "../../../../src/runtime/index.js";
import { childEnvironment } from "../../../../src/runtime/transport/stdio/environment.js";
import { launcherOf } from "../../../../src/runtime/transport/stdio/launcher.js";
import { networkVariables } from "../../../../src/runtime/transport/stdio/network-environment.js";
import { StdioSource } from "../../../../src/runtime/transport/stdio/stdio-source.js";

const host = {
  PATH: "/bin",
  AWS_SECRET_ACCESS_KEY: "secret",
  HTTPS_PROXY: "http://proxy.test:3128",
  no_proxy: "localhost",
  NODE_EXTRA_CA_CERTS: "/etc/ca.pem",
  SSL_CERT_FILE: "/etc/ca.pem",
  npm_config_registry: "https://registry.test",
  npm_config_node_options: "--require ./evil.js",
  UV_INDEX_URL: "https://index.test",
  PIP_CERT: "/etc/ca.pem",
  DOCKER_HOST: "unix:///docker.sock",
  NODE_OPTIONS: "--require ./evil.js",
};

describe("programs that fetch what they run", () => {
  it.each([
    ["npx", "npx"],
    ["/usr/local/bin/uvx", "uvx"],
    ["C:\\node\\npx.cmd", "npx"],
    ["docker", "docker"],
    ["node", undefined],
    ["python", undefined],
    ["npx-like", undefined],
  ])("knows %s as %s", (command, want) => {
    expect(launcherOf(command)).toBe(want);
  });

  it("pass on variables of the network, none that loads code or is a secret", () => {
    const names = networkVariables(host);
    const env = childEnvironment({}, {}, host, "linux", names);
    expect(Object.keys(env).sort()).toEqual(
      [
        ...["DOCKER_HOST", "HTTPS_PROXY", "NODE_EXTRA_CA_CERTS", "PATH", "PIP_CERT", "SSL_CERT_FILE"],
        ...["UV_INDEX_URL", "no_proxy", "npm_config_registry"],
      ].sort(),
    );
  });

  it("let the config have the last word", () => {
    const env = childEnvironment(
      { HTTPS_PROXY: "http://mine.test" },
      {},
      host,
      "linux",
      networkVariables(host),
    );
    expect(env["HTTPS_PROXY"]).toBe("http://mine.test");
  });
});

describe("what a server is not given", () => {
  it.each([
    ["another program", { command: "node" }, true],
    ["a launcher", { command: "npx" }, false],
    ["a launcher with launcherEnv: false", { command: "npx", launcherEnv: false }, true],
    ["a program that is given it", { command: "node", env: { https_proxy: "x" } }, false],
    ["a program that inherits everything", { command: "node", inheritEnv: true }, false],
  ])("by %s", (_who, options, want) => {
    vi.stubEnv("HTTPS_PROXY", "http://proxy.test:3128");
    try {
      expect(new StdioSource(options).withheld.includes("HTTPS_PROXY")).toBe(want);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("is named if the server does not start in time", async () => {
    vi.stubEnv("HTTPS_PROXY", "http://proxy.test:3128");
    try {
      const target = {
        command: process.execPath,
        args: ["-e", "setInterval(() => {}, 1000)"],
        stderr: "ignore" as const,
      };
      const error = await Client.connect(target, { connectTimeoutMs: 400 }).catch((each: unknown) => each);
      expect((error as Error).message).toMatch(/not passed on to it: .*HTTPS_PROXY/);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
