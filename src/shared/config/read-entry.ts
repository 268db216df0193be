import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { show } from "../text/show.js";
import type { Endpoint, EntryCommon, ReplicaEntry, ServerEntry } from "./entry.js";
import { type ConfigFault, pointerTo } from "./fault.js";
import { FieldReader } from "./field-reader.js";
import { PROTOCOLS } from "./protocol.js";
import { hasOwnEndpoint, readEndpoint } from "./read-endpoint.js";

const ON_DRIFT = ["ignore", "warn", "refuse"] as const;
const VALIDATE = ["both", "input", "output", "warn", "off"] as const;

/**
 * Reads one server of a config, or the faults that make it unusable. `raw`: the entry as written, if `value` has its variables
 * resolved.
 */
export function readEntry(
  key: string,
  value: unknown,
  pointer: string,
  raw: unknown = value,
): { readonly entry?: ServerEntry; readonly faults: readonly ConfigFault[] } {
  const faults: ConfigFault[] = [];
  if (!isJsonObject(value) || !isJsonObject(raw)) {
    const message = `Server "${show(key)}" is not an object.`;
    return { faults: [{ pointer, server: key, message, hint: 'Write { "command": … } or { "url": … }.' }] };
  }
  const fields = new FieldReader(value, pointer, key, faults);
  const replicas = readReplicas(fields, raw, key, faults);
  const own = replicas !== undefined && !hasOwnEndpoint(value) ? undefined : readEndpoint(fields);
  const common = readCommon(fields, key, raw);
  const set =
    replicas === undefined ? undefined : own === undefined ? replicas : [{ ...own, raw }, ...replicas];
  const endpoint = own ?? (set?.[0] === undefined ? undefined : endpointOf(set[0]));
  if (endpoint === undefined || faults.length > 0) return { faults };
  return { entry: { ...common, ...endpoint, ...(set !== undefined && { replicas: set }) }, faults };
}

function endpointOf({ raw: _raw, ...endpoint }: ReplicaEntry): Endpoint {
  return endpoint;
}

function readReplicas(
  fields: FieldReader,
  raw: JsonObject,
  key: string,
  faults: ConfigFault[],
): readonly ReplicaEntry[] | undefined {
  const items = fields.array("replicas");
  const written = raw["replicas"] as readonly Json[];
  if (items === undefined) return undefined;
  if (items.length === 0)
    fields.fault(["replicas"], '"replicas" is empty.', "List an endpoint, or remove it.");
  return items.flatMap((item, index) => {
    const replica = asReplica(item);
    if (replica === undefined) {
      fields.fault(
        ["replicas", index],
        "A replica is neither a URL nor an object.",
        'Write a URL or { "url": … }.',
      );
      return [];
    }
    const endpoint = readEndpoint(
      new FieldReader(replica, pointerTo(fields.pointer, "replicas", index), key, faults),
    );
    return endpoint === undefined ? [] : [{ ...endpoint, raw: asReplica(written[index]) ?? replica }];
  });
}

function asReplica(item: unknown): JsonObject | undefined {
  if (typeof item === "string") return { url: item };
  return isJsonObject(item) ? item : undefined;
}

function readCommon(fields: FieldReader, key: string, raw: JsonObject): EntryCommon {
  const enabled = fields.boolean("enabled");
  const common = {
    key,
    pointer: fields.pointer,
    disabled: fields.boolean("disabled") ?? enabled === false,
    timeoutMs: fields.milliseconds("timeout", "timeoutMs", "timeout_ms"),
    protocol: fields.oneOf(PROTOCOLS, "protocol"),
    probeTimeoutMs: fields.milliseconds("probeTimeoutMs", "probe_timeout_ms"),
    keepAlive: fields.boolean("keepAlive", "keep_alive"),
    maxMessageBytes: fields.bytes("maxMessageBytes", "max_message_bytes"),
    cookies: fields.boolean("cookies"),
    description: fields.string("description"),
    icon: fields.string("icon"),
    tools: readTools(fields),
    includeTools: fields.strings("includeTools"),
    excludeTools: fields.strings("excludeTools"),
    includeTags: fields.strings("includeTags", "include_tags"),
    excludeTags: fields.strings("excludeTags", "exclude_tags"),
    validate: fields.oneOf(VALIDATE, "validate"),
    onDrift: fields.oneOf(ON_DRIFT, "onDrift", "on_drift"),
    raw,
  };
  return Object.fromEntries(
    Object.entries(common).filter(([, value]) => value !== undefined),
  ) as unknown as EntryCommon;
}

function readTools(fields: FieldReader): Readonly<Record<string, JsonObject>> | undefined {
  const tools = fields.record("tools");
  if (tools === undefined) return undefined;
  const transforms = Object.create(null) as Record<string, JsonObject>;
  for (const [name, transform] of Object.entries(tools)) {
    if (isJsonObject(transform)) transforms[name] = transform;
    else
      fields.fault(
        ["tools", name],
        `The transform of tool "${show(name)}" is not an object.`,
        "Write an object.",
      );
  }
  return transforms;
}
