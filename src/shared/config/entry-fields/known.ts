/** Fields of an entry that are used here. */
export const HONOURED: ReadonlySet<string> = new Set([
  ...["command", "args", "env", "environment", "envFile", "env_file", "cwd", "inheritEnv", "launcherEnv"],
  ...["url", "httpUrl", "serverUrl", "headers", "http_headers", "auth", "tls", "proxy"],
  ...["type", "transport", "disabled", "enabled", "timeout", "timeoutMs", "timeout_ms"],
  ...["keepAlive", "keep_alive", "description", "icon", "tools", "includeTools", "excludeTools"],
  ...["includeTags", "include_tags", "excludeTags", "exclude_tags", "validate", "onDrift", "on_drift"],
  ...["replicas", "weight", "trusted", "retry", "cache", "queue", "hedge", "balance"],
  ...["protocol", "probeTimeoutMs", "probe_timeout_ms", "maxMessageBytes", "max_message_bytes", "cookies"],
]);

/** Fields of other clients that do not affect what a server offers, or how it is reached. */
export const HARMLESS: ReadonlySet<string> = new Set([
  ...[
    "alwaysAllow",
    "autoApprove",
    "alwaysLoad",
    "trust",
    "watchPaths",
    "approvalMode",
    "default_tools_approval_mode",
  ],
  ...[
    "name",
    "title",
    "display_name",
    "displayName",
    "id",
    "label",
    "version",
    "gallery",
    "dev",
    "note",
    "notes",
  ],
  ...["source", "settings", "iconPath", "icons", "chatMenu", "serverInstructions", "instructions", "startup"],
  ...["required", "bundled", "available", "$typeName", "$schema", "comment", "comments", "metadata", "_meta"],
  ...[
    "lastUpdated",
    "installed",
    "isActive",
    "provider",
    "providerUrl",
    "logoUrl",
    "tags",
    "category",
    "homepage",
  ],
  ...["repository", "author", "license", "faviconUrl", "pluginSource", "sourcePlugin", "isDefaultServer"],
  ...["fromGalleryId", "start_on_launch", "load_on_start", "include_instructions", "reconnect_on_disconnect"],
  ...["remoteConfigured", "supports_parallel_tool_calls", "filterMapping", "stderr"],
]);

/** Fields with advice that ask for nothing when they are `false`. */
export const ASKS_WHEN_ON: ReadonlySet<string> = new Set(["requiresOAuth", "sandbox", "sandboxEnabled"]);

/** Fields that other clients apply and this one does not: the consequence, and what to use. */
export const ADVICE: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  headersHelper: [
    "The program that it names is not run, so its headers are not sent.",
    "Put the header into `headers` with ${VAR}, or give `auth` in code.",
  ],
  sandbox: ["The server is not put into a sandbox here.", "Run it in a container where that matters."],
  sandboxEnabled: ["The server is not put into a sandbox here.", "Run it in a container where that matters."],
  authProviderType: [
    "Credentials of that provider are not used.",
    'Give a token: { "auth": "${TOKEN}" }, or the header.',
  ],
  targetAudience: ["Tokens for that audience are not made.", 'Give a token: { "auth": "${TOKEN}" }.'],
  targetServiceAccount: ["That service account is not used.", 'Give a token: { "auth": "${TOKEN}" }.'],
  startup_timeout_sec: [
    "The time limit of a start is not read from the config.",
    "Use --timeout, or connectTimeoutMs in code.",
  ],
  startup_timeout_ms: [
    "The time limit of a start is not read from the config.",
    "Use --timeout, or connectTimeoutMs in code.",
  ],
  initTimeout: [
    "The time limit of a start is not read from the config.",
    "Use --timeout, or connectTimeoutMs in code.",
  ],
  connectionTimeout: [
    "The time limit of a start is not read from the config.",
    "Use --timeout, or connectTimeoutMs in code.",
  ],
  customUserVars: ["Per-user values are read from the environment.", "Set a variable for each."],
  requiresOAuth: ["Whether to log in is decided by `auth`.", 'Write "auth": "oauth".'],
  sseReadTimeout: ["The idle time of a stream is not limited.", "Remove it."],
  oauth_resource: ["The resource of a token is the URL of the server.", "Remove it, or give `auth` in code."],
  restart: ["A server that ends is started again at the next call.", "Remove it."],
  elicitation: ["Elicitation settings are not read from the config.", "Use `elicitation` in code."],
  sampling: ["Sampling settings are not read from the config.", "Use `sampling` in code."],
  roots: ["Roots are not read from the config.", "Use `roots` in code."],
  http_timeout_seconds: [
    "The time limit of a single request is not read from the config.",
    "Use `timeoutMs`, which limits the whole call.",
  ],
  tcp: ["It has another address or command, which is used.", "Remove one of them."],
  logging: ["The standard error of a server is not kept.", "Use `logFile` in code."],
  bearer_token: ["The file contains a token.", "Keep it in a variable: bearer_token_env_var."],
};
