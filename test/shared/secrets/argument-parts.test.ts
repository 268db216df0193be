import { describe, expect, it } from "vitest";
import { argumentParts, argumentSecrets } from "../../../src/shared/secrets/index.js";

const PASSWORD = "Sup3rS3cretPw!";

describe("argumentSecrets", () => {
  it.each<[string, readonly string[], string]>([
    ["words with a slash, one of them mixed", ["Europe/sEcReTwOrD"], "Europe/sEcReTwOrD"],
    [
      "an AWS key with slashes",
      ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXMPLKEYx"],
      "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXMPLKEYx",
    ],
    ["a connection string", [`Server=tcp:db;User Id=sa;Password=${PASSWORD};`], PASSWORD],
    ["a connection string after a flag", ["--connection", `Server=db;Pwd=${PASSWORD}`], PASSWORD],
    ["a value attached to a short flag", [`-p${PASSWORD}`], PASSWORD],
    ["a pair of user and password", [`admin:${PASSWORD}`], PASSWORD],
    ["an Oracle login", [`scott/${PASSWORD}@host`], PASSWORD],
    ["a password in a URL without user", [`redis://:${PASSWORD}@h:1`], PASSWORD],
    ["a key of Grafana", ["glsa_AbCdEfGhIjKl0123_ab12"], "glsa_AbCdEfGhIjKl0123_ab12"],
    ["a key of Shopify", ["shpat_0123456789abcdef"], "shpat_0123456789abcdef"],
    ["a key of a Slack app", ["xapp-1-A0123-456-abcdef"], "xapp-1-A0123-456-abcdef"],
    [
      "an account id in hex",
      ["--account-sid", "AC0123456789abcdef0123456789abcdef"],
      "AC0123456789abcdef0123456789abcdef",
    ],
    ["a pair attached to -u", ["-ubob:hunter"], "hunter"],
    ["a pair after -u", ["-u", `bob:${PASSWORD}`], PASSWORD],
    ["a pair after --user=", [`--user=bob:${PASSWORD}`], PASSWORD],
    ["a header after --header", ["--header", `X-Custom: ${PASSWORD}`], PASSWORD],
    ["a cookie after -H", ["-H", `Cookie: sid=${PASSWORD}`], PASSWORD],
    ["a member of JSON", [`{"db":{"dsn":"x","password":"${PASSWORD}"}}`], PASSWORD],
    ["a script of a shell", ["-c", `API_KEY=${PASSWORD} node server.js`], PASSWORD],
    ["a variable for a container", ["run", "-e", `DB_DSN=u:${PASSWORD}@h`, "img"], PASSWORD],
    [
      "a token in the path of a URL",
      ["https://hooks.example/services/T000/B000/Sup3rS3cretPw"],
      "Sup3rS3cretPw",
    ],
    ["a token in the path of a Go module", ["x.example/K7MDENGbPxRfiCYzEX/a@latest"], "K7MDENGbPxRfiCYzEX"],
    ["a signature in the query of a URL", ["https://x.blob/?sv=1&sig=Sup3rS3cretPw%3D"], "Sup3rS3cretPw%3D"],
    ["a token in the fragment of a URL", [`https://x/#access_token=${PASSWORD}`], PASSWORD],
  ])("finds %s", (_intent, args, want) => {
    const found = argumentSecrets(args);
    expect(found.some((text) => text.includes(want))).toBe(true);
  });

  it.each<[string, readonly string[]]>([
    ["a time zone", ["--local-timezone", "Europe/Oslo", "America/New_York"]],
    [
      "the package that npx runs",
      ["-y", "@modelcontextprotocol/server-filesystem@1.2.3", "/home/me/projects"],
    ],
    [
      "a script and its flags",
      ["./dist/server.js", "--stdio", "--verbose", "--port", "3000", "--log-level=debug"],
    ],
    ["a script named by a digest", ["/opt/a1b2c3d4e5f6a7b8/a8f3c9d0e1b2a8f3c9d0e1b2.js"]],
    ["a Python module", ["run", "--with", "fastmcp==2.14.7", "-m", "my_server.main"]],
    ["a Go module", ["run", "github.com/acme/mcp-tools/cmd/server@latest", "stdio"]],
    ["a Go module of a version", ["run", "example.dev/x/v2/Tools@v1.2.3-rc.1"]],
    ["an image of Docker", ["run", "-i", "--rm", "mcp/fetch"]],
    [
      "a host and a URL without credentials",
      ["--host", "127.0.0.1:8080", "https://example.com/mcp/v1?mode=fast"],
    ],
  ])("leaves %s alone", (_intent, args) => {
    expect(argumentSecrets(args)).toEqual([]);
  });

  it("splits arguments into parts that concatenate to the arguments", () => {
    const args = ["-y", `--token=${PASSWORD}`, "https://u:p@h/x?a=1&key=2#f", "-H", "X-Key: v"];
    expect(argumentParts(args).map((parts) => parts.map(({ text }) => text).join(""))).toEqual(args);
  });
});
