import { show } from "../../shared/text/show.js";
import type { Gathered } from "./gather.js";
import { render, type Rendered } from "./generate-from-model.js";
import type { ServerReport } from "./generate-options.js";
import type { LockFile } from "../lock/index.js";
import { countsOf, DEFAULT_LIMITS, raise } from "../model/index.js";
import type { EmitOptions } from "./output-options.js";

/** Text of everything within the limits, and what it was generated from. */
export interface Fitting {
  readonly gathered: Gathered;
  readonly rendered: Rendered;
}

/**
 * Renders the servers. If a file of a server is longer than the limit `fileChars`, keeps that server's previous client
 * from the lock, if any. The other servers are not affected.
 */
export function renderFitting(gathered: Gathered, lock: LockFile | undefined, options: EmitOptions): Fitting {
  const rendered = render(gathered.models, options);
  const maxChars = options.limits?.fileChars ?? DEFAULT_LIMITS.fileChars;
  const tooLong = new Map<string, string>();
  for (const { model, names } of rendered.plan.servers)
    for (const [path, text] of rendered.files)
      if (text.length > maxChars && isOfServer(path, names.folder)) tooLong.set(model.key, path);
  if (tooLong.size === 0) return { gathered, rendered };
  const models = gathered.models.flatMap((model) => {
    if (!tooLong.has(model.key)) return [model];
    const last =
      lock !== undefined && Object.hasOwn(lock.servers, model.key) ? lock.servers[model.key] : undefined;
    return last === undefined || last.model === model || isReported(gathered, model.key) ? [] : [last.model];
  });
  const reports = gathered.reports.map((report): ServerReport => {
    const path = tooLong.get(report.key);
    if (path === undefined) return report;
    const kept = models.find(({ key }) => key === report.key);
    const counts = kept === undefined ? { tools: 0, resources: 0, templates: 0, prompts: 0 } : countsOf(kept);
    const message = `Its file ${show(path, 300)} would be longer than ${maxChars} characters. ${raise("fileChars")}`;
    return {
      ...report,
      ...counts,
      status: kept === undefined ? "skipped" : "kept",
      error: { code: "FILE_TOO_LARGE", message },
    };
  });
  const transports = new Map(gathered.transports);
  for (const key of tooLong.keys()) {
    const last = lock?.servers[key]?.transport;
    if (last !== undefined) transports.set(key, last);
  }
  return renderFitting({ models, reports, transports }, lock, { ...options, transports });
}

/** Whether a file belongs to a server: `weather/client.ts`, `tree/weather/index.ts`, `llms/weather.md`, `fakes/weather.ts`. */
function isOfServer(path: string, folder: string): boolean {
  const [first, second] = path.split("/");
  return first === folder || second === folder || second?.replace(/\.\w+$/, "") === folder;
}

/** Whether the server was too long before, in which case its part of the lock is too. */
function isReported({ reports }: Gathered, key: string): boolean {
  return reports.some((report) => report.key === key && report.error?.code === "FILE_TOO_LARGE");
}
