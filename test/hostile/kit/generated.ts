import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, type CheckReport, loadContract } from "../../../src/codegen/check/index.js";
import type { ServerModel } from "../../../src/codegen/index.js";
import {
  lockedServer,
  type LockFile,
  readLock,
  sealedLock,
  serializeLock,
  sha256,
} from "../../../src/codegen/lock/index.js";
import { generateFromModel } from "../../../src/codegen/run/generate-from-model.js";
import type { EmitOptions } from "../../../src/codegen/run/output-options.js";
import { generate } from "../../../src/codegen/run/generate.js";
import type { GenerateReport } from "../../../src/codegen/run/generate-options.js";

const LOCK = "mcp.lock.json";

/** Returns a lock that vouches for `text` in the place of a file. Anyone can make one: the generator and the lock give all it takes. */
export function resealed(lock: LockFile, path: string, text: string): LockFile {
  const { emitter, files: notes, ...facts } = lock;
  const models = Object.values(lock.servers).map(({ model }) => model);
  const sources = generateFromModel(models, lock.options as EmitOptions).files;
  const files = new Map(
    Object.entries(notes).map(([file, note]) => [file, { ...note, source: sha256(sources.get(file) ?? "") }]),
  );
  files.set(path, { sha256: sha256(text), source: sha256(sources.get(path) ?? "") });
  return sealedLock({ ...facts, version: emitter.version, files });
}

/** A project whose output folder `mcp` holds the clients of a server, `weather`, that is not asked. */
export class Generated {
  readonly #model: ServerModel;
  readonly folder: string;
  /** The output folder. */
  readonly out: string;

  constructor(root: string, work: string) {
    const path = join(root, "test/fixtures/models/weather.json");
    this.#model = JSON.parse(readFileSync(path, "utf8")) as ServerModel;
    mkdirSync(work, { recursive: true });
    this.folder = mkdtempSync(join(work, "generated-"));
    this.out = join(this.folder, "mcp");
  }

  /** Generates from the model, as a run does that asked its server. */
  async write(model: Partial<ServerModel> = {}): Promise<GenerateReport> {
    const weather = lockedServer(
      { ...this.#model, ...model },
      { kind: "http", origin: "https://example.com" },
    );
    return generate({
      ...{ entries: [], others: ["weather"], remembered: { weather }, offline: true },
      out: this.out,
    });
  }

  /** What `check`, or `check --full`, says. */
  async check(full = false): Promise<CheckReport> {
    return check(await loadContract({ out: "mcp" }, this.folder), { full });
  }

  /** Puts a text on the disk, under a lock that vouches for it. */
  forge(path: string, text: string): void {
    writeFileSync(join(this.out, path), text);
    const lock = readLock(readFileSync(join(this.out, LOCK), "utf8"), LOCK);
    writeFileSync(join(this.out, LOCK), serializeLock(resealed(lock, path, text)));
  }

  read(path: string): string {
    return readFileSync(join(this.out, path), "utf8");
  }

  /** Every file in the output folder. */
  paths(): readonly string[] {
    const all = readdirSync(this.out, { recursive: true, encoding: "utf8" });
    return all.filter((path) => statSync(join(this.out, path)).isFile());
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
