import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";

/** The official JSON-Schema-Test-Suite with its runner for types: a folder beside the repository, or named by FMCP_BENCH. */
const PLACE = process.env["FMCP_BENCH"] ?? join(import.meta.dirname, "../../../../../shared/bench");
// the runner does nothing when it is reached through a link
const BENCH = existsSync(PLACE) ? realpathSync(PLACE) : PLACE;
const ADAPTER = join(import.meta.dirname, "../../../schema-suite/types.adapter.mjs");
const scratch = mkdtempSync(join(tmpdir(), "fmcp-suite-"));
const run = promisify(execFile);

interface Tally {
  readonly crash: number;
  readonly emitError: number;
  readonly unsound: number;
  readonly excess: number;
  readonly rejected: number;
  readonly rejectedLiteral: number;
}

if (!existsSync(BENCH)) console.warn(`skipped: no official suite at ${BENCH}; set FMCP_BENCH`);

describe.skipIf(!existsSync(BENCH))("types against the official suite and real-looking schemas", () => {
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  const suite = async (mode: string): Promise<Record<string, Tally>> => {
    const out = join(scratch, `${mode}.json`);
    const fixtures = join(BENCH, "fixtures/realistic.mjs");
    await run(
      process.execPath,
      [join(BENCH, "suite-types.mjs"), ADAPTER, "--extra", fixtures, "--quiet", "--json", out],
      {
        env: { ...process.env, FMCP_MODE: mode },
      },
    );
    return (JSON.parse(readFileSync(out, "utf8")) as { by: Record<string, Tally> }).by;
  };

  it(
    "refuse nothing that a schema accepts, and as much as possible of what it refuses",
    { timeout: 120_000 },
    async () => {
      const by = await suite("output");
      for (const tally of Object.values(by))
        expect(tally).toMatchObject({ crash: 0, emitError: 0, unsound: 0, excess: 0 });
      const refused = (section: string): number =>
        (by[section]?.rejected ?? 0) + (by[section]?.rejectedLiteral ?? 0);
      expect(refused("draft7 required")).toBeGreaterThanOrEqual(273);
      expect(refused("draft2020-12 required")).toBeGreaterThanOrEqual(355);
      expect(refused("draft2020-12 extra") + refused("draft7 extra")).toBeGreaterThanOrEqual(163);
    },
  );

  it(
    "of an input refuse no value, except keys that the schema does not know",
    { timeout: 120_000 },
    async () => {
      for (const tally of Object.values(await suite("input")))
        expect(tally).toMatchObject({ crash: 0, emitError: 0, unsound: 0 });
    },
  );
});
