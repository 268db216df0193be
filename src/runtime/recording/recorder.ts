import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { host } from "../platform/host.js";
import type { LayerContext } from "../layers/layer.js";
import { binariesOut } from "./binaries.js";
import { keepBytes, pathIn } from "./files.js";
import { fileOf, serverFolder } from "./places.js";
import type { RecordOptions, RecordingReport } from "./record-options.js";
import type { RecordedCall } from "./recorded-call.js";
import { RecordingFile } from "./recording-file.js";
import { type RedactionRule, redacted, suspectsIn } from "./redaction.js";

/** Files whose state is kept; that of the least recently used ones is dropped. */
const MOST_FILES = 500;
/** Paths that one report names. */
const MOST_PATHS = 5;

/** Writes calls to their files, without secrets. Reports problems, each reason once per file. */
export class Recorder {
  readonly #options: RecordOptions & { readonly onReport: (report: RecordingReport) => void };
  readonly #files = new Map<string, RecordingFile>();
  readonly #reported = new Set<string>();
  readonly #used = new Set<RedactionRule>();

  constructor(options: RecordOptions & { readonly onReport: (report: RecordingReport) => void }) {
    this.#options = options;
    if ((options.redact ?? []).length > 0) host.atEnd(() => this.#reportUnused());
  }

  /** Writes one call, after removing all secrets. Never rejects. */
  async add(call: RecordedCall, { server, redactData }: LayerContext): Promise<void> {
    const { to, redact: rules = [], maxBytes = 5 * 1024 * 1024 } = this.#options;
    const report = (kind: RecordingReport["kind"], message: string): void =>
      this.#report({ kind, server, file: fileOf(call), message });
    try {
      const clean = redactData?.(call) ?? call;
      const allowed = redacted(clean, server, rules, (rule) => this.#used.add(rule));
      if (allowed === undefined) return;
      const folder = pathIn(to, serverFolder(server));
      const kept = await binariesOut(allowed as never, (bytes) => keepBytes(pathIn(folder, "blobs"), bytes));
      const suspects = suspectsIn(kept);
      if (suspects.length > 0)
        report(
          "suspect",
          `may hold a secret at ${suspects.slice(0, MOST_PATHS).join(", ")}. Add a rule to \`redact\` if it does`,
        );
      const written = await this.#fileOf(pathIn(folder, fileOf(kept)), maxBytes).add(kept);
      if (written === "full")
        report(
          "full",
          "is full: further calls are not recorded. Raise `maxCalls` or `maxBytes`, or remove it",
        );
    } catch (error) {
      report("failed", `was not written: ${reason(error)}`);
    }
  }

  #fileOf(path: string, maxBytes: number): RecordingFile {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const { maxCalls = 1_000 } = this.#options;
    const made = new RecordingFile(path, { maxCalls, maxBytes });
    this.#files.set(path, made);
    const [oldest] = this.#files.keys();
    if (this.#files.size > MOST_FILES && oldest !== undefined) this.#files.delete(oldest);
    return made;
  }

  /** Tells of rules that never matched, if anything was recorded: they may be misspelt. */
  #reportUnused(): void {
    if (this.#files.size === 0) return;
    (this.#options.redact ?? []).forEach((rule, index) => {
      if (this.#used.has(rule) || typeof rule === "function") return;
      const place = `redact[${index}]`;
      const message = `The recording is complete, but ${place} (${show(String(rule), 200)}) matched nothing in it. Correct the rule if it was meant to remove a secret.`;
      this.#options.onReport({ kind: "unused", server: "", file: place, message });
    });
  }

  #report({ message, ...report }: RecordingReport): void {
    const key = `${report.kind} ${report.server} ${report.file}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    const what = `The recording ${show(report.server)}/${show(report.file)} ${message}.`;
    this.#options.onReport({ ...report, message: what });
  }
}
