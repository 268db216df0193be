import { fieldsOf, type ServerEntry } from "../../../shared/config/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { isPath, isPlainValue, isReference, isSubcommand } from "./harmless.js";
import { headerValue, inlineArgs } from "./inline-args.js";
import { inlineUrl } from "./inline-url.js";
import { LookUps } from "./look-ups.js";

/** An entry as generated code may contain it, and the environment variables that are needed to run the code. */
export interface InlineEntry {
  readonly entry: JsonObject;
  /** Names of the variables, sorted. */
  readonly variables: readonly string[];
}

/**
 * Returns the part of a config entry that `--inline-config` writes into the code: only what is harmless by its form (package
 * names, paths of words, flags, numbers, host and path of URLs). Every other value becomes the look-up of an environment
 * variable; the value of a variable or a header is never copied.
 */
export function inlineEntry(server: ServerEntry): InlineEntry {
  const lookUps = new LookUps(server.key);
  const entry = server.kind === "stdio" ? stdio(server, lookUps) : remote(server, lookUps);
  const written = fieldsOf(server);
  const settings = Object.fromEntries(
    ["timeout", "timeoutMs", "timeout_ms", "disabled", "protocol", "probeTimeoutMs"].flatMap((key) =>
      isScalar(written[key]) ? [[key, written[key] as Json]] : [],
    ),
  );
  const { tools, includeTools, excludeTools, includeTags, excludeTags } = server;
  const view = {
    ...(tools !== undefined && { tools: inlineTools(tools, lookUps) }),
    ...(includeTools !== undefined && { includeTools }),
    ...(excludeTools !== undefined && { excludeTools }),
    ...(includeTags !== undefined && { includeTags }),
    ...(excludeTags !== undefined && { excludeTags }),
  };
  return { entry: { ...entry, ...settings, ...view }, variables: lookUps.names };
}

function stdio(server: Extract<ServerEntry, { kind: "stdio" }>, lookUps: LookUps): JsonObject {
  const { command, args, cwd, envFile } = server;
  const env = Object.fromEntries(
    Object.entries(server.env).map(([name, value]) => [
      name,
      isReference(value) ? lookUps.withoutDefaults(value) : lookUps.variable(name),
    ]),
  );
  return {
    command: isCommand(command) ? lookUps.withoutDefaults(command) : lookUps.instead(command, "command"),
    ...(args.length > 0 && { args: inlineArgs(command, args, lookUps) }),
    ...(Object.keys(env).length > 0 && { env }),
    ...(envFile !== undefined && isPath(envFile) && { envFile: lookUps.withoutDefaults(envFile) }),
    ...(cwd !== undefined && {
      cwd: isPath(cwd) || isReference(cwd) ? lookUps.withoutDefaults(cwd) : lookUps.instead(cwd, "cwd"),
    }),
  };
}

/** Whether it is the name or the path of a program. */
function isCommand(command: string): boolean {
  return /^[A-Za-z][\w.+-]{0,40}$/.test(command) || isPath(command) || isReference(command);
}

function remote(server: Exclude<ServerEntry, { kind: "stdio" }>, lookUps: LookUps): JsonObject {
  const headers = Object.fromEntries(
    Object.entries(server.headers).map(([name, value]) => [
      name,
      headerValue(value, lookUps) ?? lookUps.instead(value, name),
    ]),
  );
  return {
    ...(server.explicitKind && { type: server.kind }),
    url: inlineUrl(server.url, lookUps) ?? lookUps.instead(server.url, "url"),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(server.auth !== undefined && { auth: inlineAuth(server.auth, lookUps) }),
  };
}

function inlineAuth(auth: string | JsonObject, lookUps: LookUps): Json {
  if (typeof auth === "string")
    return auth === "oauth" ? auth : (headerValue(auth, lookUps) ?? lookUps.instead(auth, "token"));
  return Object.fromEntries(
    Object.entries(auth).map(([name, value]) => [
      name,
      // the names of grants and scopes are public
      /^(?:type|scopes?)$/.test(name) && isScope(value) ? value : inlineValue(value, [name], lookUps),
    ]),
  );
}

function isScope(value: Json): boolean {
  if (Array.isArray(value)) return value.every((item: Json) => isScope(item));
  return typeof value === "string" && /^[a-z][a-z:_. -]{0,80}$/.test(value);
}

/** Inlines transforms of tools: the value of an argument hidden from callers may be a secret. */
function inlineTools(tools: NonNullable<ServerEntry["tools"]>, lookUps: LookUps): JsonObject {
  const members = Object.entries(tools).map(([tool, transform]): [string, Json] => {
    const { arguments: args } = transform;
    if (!isJsonObject(args)) return [tool, transform];
    const inlined = Object.entries(args).map(([name, argument]): [string, Json] => {
      if (!isJsonObject(argument) || argument["default"] === undefined) return [name, argument];
      return [name, { ...argument, default: inlineValue(argument["default"], [tool, name], lookUps) }];
    });
    return [tool, { ...transform, arguments: Object.fromEntries(inlined) }];
  });
  return Object.fromEntries(members);
}

/** Returns the value with look-ups in place of every text that is not harmless by its form. */
function inlineValue(value: Json, path: readonly string[], lookUps: LookUps): Json {
  if (Array.isArray(value))
    return value.map((item: Json, i) => inlineValue(item, [...path, String(i)], lookUps));
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, inlineValue(item, [...path, key], lookUps)]),
    );
  if (typeof value !== "string") return value;
  if (isReference(value)) return lookUps.withoutDefaults(value);
  return isWordValue(value) ? value : (inlineUrl(value, lookUps) ?? lookUps.instead(value, ...path));
}

function isWordValue(value: string): boolean {
  return (isPlainValue(value) && !/\d/.test(value)) || isSubcommand(value);
}

function isScalar(value: Json | undefined): boolean {
  return typeof value === "number" || typeof value === "boolean";
}
