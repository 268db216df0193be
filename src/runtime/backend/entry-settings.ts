import { fieldsOf, type ServerEntry } from "../../shared/config/entry.js";
import type { Auth } from "../auth/auth.js";
import type { Target } from "../connection/target.js";
import type { Emit } from "../events/event.js";
import { viewOf } from "../transforms/server-view.js";
import { type SourceOptions, sourceOfEntry } from "../transport/source-of-entry.js";
import { credentialsFor, type CredentialsOwner } from "./credentials.js";

/** Layer settings that a server in the config may have; `interceptors` are functions, so they are only for code. */
const layerKeys = ["retry", "cache", "queue", "hedge", "balance"] as const;

/** Reads the settings of a config entry other than how to reach its server: layers, trust, replicas. */
export async function entrySettings(
  entry: ServerEntry | undefined,
  options: SourceOptions & CredentialsOwner & { readonly auth?: Auth | undefined },
  emit: Emit,
): Promise<Omit<Target, "source" | "credentials">> {
  if (entry === undefined) return {};
  const { key, timeoutMs, protocol, probeTimeoutMs, replicas } = entry;
  const raw = fieldsOf(entry);
  const layers = Object.fromEntries(
    layerKeys.filter((name) => raw[name] !== undefined).map((name) => [name, raw[name]]),
  );
  // The first endpoint of the set is that of the entry itself, or stands for it.
  const [own, ...others] = replicas ?? [];
  const targets = others.map(async (replica): Promise<Target> => {
    const source = sourceOfEntry(replica, options);
    const auth = "auth" in replica ? (replica.auth as Auth | undefined) : undefined;
    const credentials = await credentialsFor(
      options.auth ?? auth ?? ownAuth(entry),
      source,
      key,
      emit,
      options,
    );
    return { source, credentials, protocol, probeTimeoutMs, weight: weightOf(replica.raw) };
  });
  return {
    timeoutMs,
    protocol,
    probeTimeoutMs,
    path: `mcpServers.${key}`,
    weight: own === undefined ? undefined : weightOf(own.raw),
    view: viewOf(entry),
    ...(raw["trusted"] === true && { trusted: true }),
    ...(Object.keys(layers).length > 0 && { layers }),
    ...(targets.length > 0 && { replicas: await Promise.all(targets) }),
  };
}

function ownAuth(entry: ServerEntry): Auth | undefined {
  return "auth" in entry ? (entry.auth as Auth | undefined) : undefined;
}

function weightOf(raw: ServerEntry["raw"]): number | undefined {
  const { weight } = raw;
  return typeof weight === "number" && weight > 0 ? weight : undefined;
}
