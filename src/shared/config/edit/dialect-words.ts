import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import { inReferencesOf, variableAlone, variablesIn } from "./reference-forms.js";
import { transportNamed, transportOfUrl } from "../transport-kind.js";

/** What a client calls the transports of a URL. */
interface TransportWords {
  readonly http: string;
  readonly sse: string;
}

const PLAIN: TransportWords = { http: "http", sse: "sse" };

/**
 * Clients that do not take a bare `url` for Streamable HTTP: without a type it is refused, or is SSE. The words are those of each
 * one's documentation, which its dialect names.
 */
const TYPES: Readonly<Record<string, TransportWords>> = {
  // Without a type the whole entry is refused (anthropics/claude-code#32191).
  "claude-code": PLAIN,
  vscode: PLAIN,
  factory: PLAIN,
  "amazon-q": PLAIN,
  copilot: PLAIN,
  roo: { http: "streamable-http", sse: "sse" },
  "kilo-legacy": { http: "streamable-http", sse: "sse" },
  // Without a type it is SSE.
  cline: { http: "streamableHttp", sse: "sse" },
  librechat: { http: "streamable-http", sse: "sse" },
  continue: { http: "streamable-http", sse: "sse" },
};

/** Converts a plain entry (`command`, `args`, `env`, `url`, `headers`) to the fields and references of a client that uses others. */
export function inWordsOf(client: string | undefined, entry: JsonObject): JsonObject {
  return inReferencesOf(client, inFieldsOf(client, entry));
}

function inFieldsOf(client: string | undefined, entry: JsonObject): JsonObject {
  if (client === "opencode" || client === "kilo") return ofOpencode(entry);
  if (client === "goose") return ofGoose(entry);
  if (client === "crush") return withType("url" in entry ? entry : { type: "stdio", ...entry }, PLAIN);
  if (client === "codex") return ofCodex(entry);
  if (client === "gemini" || client === "qwen") return ofGemini(entry);
  // Windsurf takes `url` as well, in newer versions only.
  if (client === "antigravity" || client === "windsurf") return ofServerUrl(entry);
  if (client === "vibe") return ofVibe(entry);
  const words = client === undefined ? undefined : TYPES[client];
  const typed = words === undefined ? entry : withType(entry, words);
  return client === "copilot" ? ofCopilot(typed) : typed;
}

function withType(entry: JsonObject, words: TransportWords): JsonObject {
  const kind = kindOf(entry);
  if (kind === undefined) return entry;
  const { type: _type, transport: _transport, ...rest } = entry;
  return { type: words[kind], ...rest };
}

/** Of a server behind a URL, unless it is a WebSocket, which none of them reaches. */
function kindOf({ url, type, transport }: JsonObject): "http" | "sse" | undefined {
  if (typeof url !== "string") return undefined;
  const named = [transport, type].map((word) =>
    typeof word === "string" ? transportNamed(word) : undefined,
  );
  const kind = named.find((each) => each !== undefined && each !== "remote") ?? transportOfUrl(url);
  return kind === "http" || kind === "sse" ? kind : undefined;
}

/** Copilot shows no tool of a server whose entry names none. */
function ofCopilot(entry: JsonObject): JsonObject {
  return { ...(!("url" in entry) && { type: "local" }), ...entry, tools: ["*"] };
}

/** `httpUrl` is Streamable HTTP, and `url` SSE. */
function ofGemini(entry: JsonObject): JsonObject {
  const kind = kindOf(entry);
  if (kind === undefined) return entry;
  const { url = "", type: _type, transport: _transport, ...rest } = entry;
  return kind === "http" ? { httpUrl: url, ...rest } : { url, ...rest };
}

function ofVibe({ type: _type, transport: _transport, ...rest }: JsonObject): JsonObject {
  return { transport: rest["url"] === undefined ? "stdio" : "streamable-http", ...rest };
}

function ofServerUrl({ url, ...rest }: JsonObject): JsonObject {
  if (url === undefined) return rest;
  const { type: _type, transport: _transport, ...others } = rest;
  return { serverUrl: url, ...others };
}

function ofOpencode({ command, args, env, ...rest }: JsonObject): JsonObject {
  if (command === undefined) return { ...rest, type: "remote" };
  const words = [command, ...(Array.isArray(args) ? (args as readonly Json[]) : [])];
  return { type: "local", command: words, ...(env !== undefined && { environment: env }), ...rest };
}

/** Goose replaces variables in headers and URLs only, and there only those that `env_keys` names. */
function ofGoose({ command, env = {}, url, ...rest }: JsonObject): JsonObject {
  const { set, passed } = passedOn(env);
  const keys = [...passed, ...variablesIn([rest["headers"] ?? {}, url ?? ""])];
  const shared = {
    enabled: true,
    ...rest,
    ...unlessEmpty("envs", set),
    ...(keys.length > 0 && { env_keys: [...new Set(keys)] }),
  };
  return command === undefined
    ? {
        ...shared,
        type: kindOf({ ...rest, url: url ?? "" }) === "sse" ? "sse" : "streamable_http",
        uri: url ?? "",
      }
    : { type: "stdio", cmd: command, ...shared };
}

/** Splits variables into those that are set and those that the server gets from the environment under the same name. */
function passedOn(env: Json): { readonly set: JsonObject; readonly passed: readonly string[] } {
  const passed = membersOf(env, (name, value) => (variableAlone(value) === name ? name : undefined));
  return {
    set: membersOf(env, (name, value) => (Object.hasOwn(passed, name) ? undefined : value)),
    passed: Object.keys(passed),
  };
}

/** Codex knows one transport of a URL, and expands nothing: variables are named in fields of their own. */
function ofCodex({
  headers = {},
  env = {},
  type: _type,
  transport: _transport,
  ...rest
}: JsonObject): JsonObject {
  const lookedUp = membersOf(headers, (_, value) => variableAlone(value));
  const [token] = Object.values(
    membersOf(headers, (name, value) =>
      /^authorization$/i.test(name) ? variableAlone(value, "Bearer ") : undefined,
    ),
  );
  const plain = membersOf(headers, (name, value) =>
    Object.hasOwn(lookedUp, name) || (token !== undefined && /^authorization$/i.test(name))
      ? undefined
      : value,
  );
  const { set, passed } = passedOn(env);
  return {
    ...rest,
    ...(token !== undefined && { bearer_token_env_var: token }),
    ...unlessEmpty("http_headers", plain),
    ...unlessEmpty("env_http_headers", lookedUp),
    ...(passed.length > 0 && { env_vars: passed }),
    ...unlessEmpty("env", set),
  };
}

/** The members of an object for which `map` returns a value, with that value. */
function membersOf(value: Json, map: (name: string, value: Json) => Json | undefined): JsonObject {
  const members = isJsonObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    members.flatMap(([name, member]) => {
      const mapped = map(name, member as Json);
      return mapped === undefined ? [] : [[name, mapped]];
    }),
  );
}

function unlessEmpty(name: string, value: JsonObject): JsonObject {
  return Object.keys(value).length === 0 ? {} : { [name]: value };
}
