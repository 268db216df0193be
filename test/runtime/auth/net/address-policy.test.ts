import { describe, expect, it } from "vitest";
import { addressPolicy } from "../../../../src/runtime/auth/net/address-policy.js";

const refused = (server: string, url: string, allowed?: boolean | string[]): string | undefined => {
  try {
    addressPolicy(server, allowed).check("it", url);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

describe("addressPolicy", () => {
  it.each<[string, string, string, (boolean | string[])?]>([
    [
      "a public server may name another public host",
      "https://mcp.example.com/mcp",
      "https://login.example.net/x",
    ],
    ["a server on loopback may name loopback", "http://127.0.0.1:3000/mcp", "http://localhost:9000/x"],
    [
      "a server on loopback may name public hosts",
      "http://localhost:3000/mcp",
      "https://login.example.com/x",
    ],
    ["a server on a private address may name private ones", "https://10.0.0.5/mcp", "https://192.168.1.1/x"],
    ["a server without TLS may name itself", "http://mcp.intranet/mcp", "http://mcp.intranet/.well-known/x"],
    ["a host that is allowed", "https://mcp.example.com/mcp", "https://10.0.0.5/x", ["10.0.0.5"]],
    ["any host, when that is allowed", "https://mcp.example.com/mcp", "https://10.0.0.5/x", true],
  ])("%s", (_, server, url, allowed) => expect(refused(server, url, allowed)).toBeUndefined());

  it.each<[string, string, string, RegExp]>([
    [
      "a private address of a public server",
      "https://mcp.example.com/mcp",
      "https://10.0.0.5/x",
      /allowPrivateAddresses/,
    ],
    [
      "plain http elsewhere, even for a server on loopback",
      "http://localhost:3000/mcp",
      "http://login.example.com/x",
      /plain http/,
    ],
    ["another scheme", "http://localhost:3000/mcp", "file:///etc/passwd", /only https:/],
    [
      "a password, and does not repeat it",
      "http://localhost:3000/mcp",
      "http://u:s3cret@localhost/x",
      /^(?!.*s3cret)/,
    ],
    ["no URL", "http://localhost:3000/mcp", "nonsense", /is not a URL/],
  ])("refuses %s", (_, server, url, message) => expect(refused(server, url)).toMatch(message));

  it.each([
    ["93.184.216.34", true],
    ["2606:2800:220:1:248:1893:25c8:1946", true],
    ["10.0.0.1", false],
    ["::ffff:10.0.0.1", false],
    ["64:ff9b::a00:1", false],
    ["169.254.169.254", false],
    ["100.64.0.1", false],
    ["224.0.0.1", false],
    ["fe80::1", false],
    ["not an address", false],
  ])("a name of a public server's metadata may resolve to %s: %j", (address, want) => {
    expect(addressPolicy("https://mcp.example.com/mcp").allowsAddress("login.example.com", address)).toBe(
      want,
    );
    expect(addressPolicy("https://mcp.example.com/mcp").allowsAddress("mcp.example.com", address)).toBe(true);
    expect(addressPolicy("http://localhost/mcp").allowsAddress("login.example.com", address)).toBe(true);
  });
});
