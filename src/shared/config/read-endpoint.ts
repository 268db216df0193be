import { isJsonObject, type JsonObject } from "../json/json.js";
import { show } from "../text/show.js";
import { closest } from "../text/suggest.js";
import type { Endpoint, RemoteEndpoint, StdioEndpoint } from "./entry.js";
import { HONOURED } from "./entry-fields/known.js";
import type { ConfigFault } from "./fault.js";
import type { FieldReader } from "./field-reader.js";
import { KNOWN_TRANSPORTS, transportNamed, transportOfUrl, urlProblem } from "./transport-kind.js";

const URL_FIELDS = ["url", "httpUrl", "serverUrl"] as const;

/** Whether a value looks like a server; if not, a bare root object may contain servers. */
export function looksLikeServer(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  // A server may be named "url": a container of servers has an object there.
  return ["command", "replicas", "cmd", "uri", ...URL_FIELDS].some(
    (name) => Object.hasOwn(value, name) && !isJsonObject(value[name]),
  );
}

/** Whether an object has its own endpoint, valid or not, besides its `replicas`. */
export function hasOwnEndpoint(object: JsonObject): boolean {
  return ["command", ...URL_FIELDS].some((name) => Object.hasOwn(object, name));
}

/** Reads the command or URL of an object, with its options; `undefined`: the faults say why. */
export function readEndpoint(fields: FieldReader): Endpoint | undefined {
  const named = readKind(fields);
  if (named === "fault") return undefined;
  const problem = endpointProblem(fields.object, named);
  if (problem !== undefined) {
    fields.fault([], problem.message, problem.hint);
    return undefined;
  }
  const command = fields.find(["command"]);
  const stdio = named === "stdio" || (named === undefined && command !== undefined);
  return stdio ? readStdio(fields) : readRemote(fields, named);
}

/**
 * Returns what is wrong with `command`, URL and transport of an entry beside each other; `undefined`: nothing.
 *
 * @param named the transport that the entry names
 */
export function endpointProblem(
  members: Readonly<Record<string, unknown>>,
  named: ReturnType<typeof transportNamed>,
): Pick<ConfigFault, "message" | "hint"> | undefined {
  const has = (name: string): boolean => members[name] !== undefined && members[name] !== null;
  const url = URL_FIELDS.find(has);
  if (!has("command") || named === "stdio") return undefined;
  if (url !== undefined) {
    if (named !== undefined && named !== "remote") return undefined;
    return { message: `It has both "command" and "${url}".`, hint: 'Keep one, or say which with "type".' };
  }
  if (named === undefined) return undefined;
  return {
    message: `It has "command" and the type ${named}, and no "url".`,
    hint: 'Add "url", or write "type": "stdio" to start the command.',
  };
}

function readKind(fields: FieldReader): ReturnType<typeof transportNamed> | "fault" {
  const kinds = ["transport", "type"].flatMap((field) => {
    const name = fields.string(field);
    if (name === undefined) return fields.find([field]) === undefined ? [] : ["fault" as const];
    const kind = transportNamed(name);
    if (kind !== undefined) return [kind];
    fields.fault(
      [field],
      `"${field}" is "${show(name)}", which is not a transport.`,
      `Use ${KNOWN_TRANSPORTS}.`,
    );
    return ["fault" as const];
  });
  const [first, second] = kinds;
  if (kinds.includes("fault")) return "fault";
  if (second === undefined || first === second) return first;
  if (first === "remote" || second === "remote") return first === "remote" ? second : first;
  fields.fault(["type"], `"transport" says ${first} and "type" says ${second}.`, "Keep one of them.");
  return "fault";
}

function readStdio(fields: FieldReader): StdioEndpoint | undefined {
  const [command, ...leading] = readCommand(fields);
  const args = [...leading, ...(fields.strings("args") ?? [])];
  const env = fields.texts("env", "environment");
  const envFile = fields.string("envFile", "env_file");
  const cwd = fields.string("cwd");
  const inherited = fields.strings("inheritEnv");
  if (command === undefined) return undefined;
  return {
    kind: "stdio",
    command,
    args,
    env,
    ...(envFile !== undefined && envFile !== "" && { envFile }),
    ...(cwd !== undefined && { cwd }),
    ...(inherited !== undefined && { inheritEnv: inherited }),
  };
}

/** Reads the program and, if `command` is an array as in OpenCode, its first arguments. */
function readCommand(fields: FieldReader): readonly string[] {
  const found = fields.find(["command"]);
  const words = Array.isArray(found?.value) ? (fields.strings("command") ?? []) : [fields.string("command")];
  const [command, ...leading] = words;
  if (typeof command === "string" && command.trim() !== "") return [command, ...(leading as string[])];
  if (found === undefined) {
    fields.fault(
      [],
      'It is a stdio server without "command".',
      'Add "command", or a "url" and another "type".',
    );
  } else if (typeof command === "string" || Array.isArray(found.value)) {
    fields.fault(["command"], '"command" is empty.', "Name the program to run.");
  }
  return [];
}

function readRemote(
  fields: FieldReader,
  named: ReturnType<typeof transportNamed>,
): RemoteEndpoint | undefined {
  const field = fields.find(URL_FIELDS);
  const url = fields.string(...URL_FIELDS);
  const headers = fields.texts("headers", "http_headers");
  const auth = readAuth(fields);
  if (field === undefined) {
    const meant = misspeltEndpoint(fields.object);
    const hint = meant ?? 'Add "command" for a program, or "url" for a remote server.';
    fields.fault([], 'It has neither "command" nor "url".', hint);
    return undefined;
  }
  if (url === undefined) return undefined;
  // `httpUrl` is Gemini CLI's name for Streamable HTTP.
  const explicit = named === "remote" || named === "stdio" ? undefined : named;
  const kind = explicit ?? (field.name === "httpUrl" ? "http" : transportOfUrl(url));
  const problem = url.includes("${") ? undefined : urlProblem(url, kind);
  if (problem !== undefined) {
    fields.fault([field.name], `"${field.name}" ${problem}.`, hintForUrl(url));
    return undefined;
  }
  const explicitKind = explicit !== undefined || field.name === "httpUrl";
  return { kind, url, explicitKind, headers, ...(auth !== undefined && { auth }) };
}

/** What to write instead of a name that was meant to be `command` or `url`; `undefined`: there is none. */
function misspeltEndpoint(object: JsonObject): string | undefined {
  for (const name of Object.keys(object).filter((each) => !HONOURED.has(each))) {
    const meant = closest(name, ["command", ...URL_FIELDS]);
    if (meant !== undefined) return `Write "${meant}" instead of "${show(name)}".`;
  }
  return undefined;
}

function hintForUrl(url: string): string {
  if (/^(?:unix|pipe):/i.test(url))
    return "Let the server listen on a port: sockets and pipes are not supported.";
  if (/^(?:localhost|[\d.]+)(?::\d+)?(?:\/|$)/i.test(url)) return `Write "http://${show(url)}".`;
  if (/[<>{}]/.test(url)) return "Put the address in place of the placeholder.";
  return "Write it in full, such as https://example.com/mcp.";
}

function readAuth(fields: FieldReader): string | JsonObject | undefined {
  const found = fields.find(["auth"]);
  if (found === undefined) return undefined;
  if (typeof found.value === "string" || isJsonObject(found.value)) return found.value;
  fields.fault(
    ["auth"],
    '"auth" is neither text nor an object.',
    'Write "oauth", a token, or an object of OAuth settings.',
  );
  return undefined;
}
