import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { DIALECTS } from "../../src/shared/config/dialects/index.js";
import { parseConfig } from "../../src/shared/config/index.js";

const page = await readFile(new URL("../../docs/configs.md", import.meta.url), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| `") && !line.startsWith("| `--from`"))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, id = "", client = "", files = "", places = "", timeout = ""]) => ({
    id: id.replaceAll("`", ""),
    ...{ client, timeout },
    files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file.replace("~/", "")),
    places: [...places.matchAll(/`([^`]+)`/g)].map(([, place = ""]) => place.split(" → ")),
  }));

it("has a row for every client, with its documentation", () => {
  expect(rows.map(({ id }) => id)).toEqual(DIALECTS.map(({ id }) => id));
  for (const [index, { client }] of rows.entries())
    expect(client).toBe(`[${DIALECTS[index]?.title}](${DIALECTS[index]?.docs})`);
});

const MS: Readonly<Record<string, number | undefined>> = {
  "of the start, not read": undefined,
  seconds: 60_000,
  milliseconds: 60,
  "seconds to 3600, else ms": 60_000,
  "ms; below 1000 seconds": 60_000,
};

describe("the table of clients", () => {
  const named = rows.flatMap((row) => row.files.map((file) => ({ ...row, file: file.replace("*", "x") })));
  it.each(named.filter(({ id }) => !["fastmcp", "mcpb", "registry", "docker"].includes(id)))(
    "$file of $id: places and timeout",
    ({ id, file, places, timeout }) => {
      for (const place of places.length > 0 ? places : [["mcpServers"]]) {
        const servers: object = { a: { command: "x", type: "stdio", timeout: 60 } };
        const document = place.reduceRight<object>((inner, key) => ({ [key]: inner }), servers);
        const config = parseConfig(document, { path: `/p/${file}` });
        expect(config.dialect ?? "mcp").toBe(id);
        expect(config.servers).toHaveLength(1);
        expect(config.servers[0]).toMatchObject({ key: "a" });
        expect(Object.keys(MS)).toContain(timeout);
        expect(config.servers[0]?.timeoutMs).toBe(MS[timeout]);
      }
    },
  );
});
