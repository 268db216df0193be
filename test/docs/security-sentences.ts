/** A test that holds a sentence: its file, and its title or that of its row. */
type Holder = readonly [file: string, title: string];

const gate = "test/codegen/gate/written-text.test.ts";
const seals = "test/codegen/check/seals.test.ts";
const write = "test/codegen/write/write.test.ts";
const printer = "test/codegen/printer/source-walk.test.ts";
const literal = "test/codegen/printer/literal.test.ts";
const generate = "test/codegen/run/generate.test.ts";
const introspect = "test/codegen/introspect/introspect.test.ts";
const confirm = "test/codegen/cli/confirm/confirm-commands.test.ts";
const stdio = "test/runtime/transport/stdio/stdio-source.test.ts";
const one = "test/runtime/identity/one-client.test.ts";
const stores = "test/runtime/auth/store/choose-store.test.ts";
const login = "test/runtime/auth/hostile.test.ts";
const limits = "test/codegen/run/limits.test.ts";
const without = "test/codegen/model/without-quoted.test.ts";
const quoted = "test/hostile/quoted.test.ts";

const envFiles = "test/codegen/run/env-files.test.ts";

const QUOTED = "hides every secret that a failing server quotes, from any field, in any form and place";

/** Each sentence of SECURITY.md, by its beginning; what is no promise about the code is not there. */
export const SENTENCES: readonly (readonly [begins: string, ...holders: Holder[]])[] = [
  ["`fmcp-codegen` turns answers of", [generate, "writes the client of a server, its lock, and an index"]],
  ["It treats every server as hostile", [literal, "decodes to the same text, whatever it is"]],
  [
    "Untrusted text reaches a generated",
    [printer, "no other module of the generator turns foreign text into code"],
  ],
  ["Then `generate` and `check` parse", [seals, "with a statement"]],
  [
    "If it contains a statement that we",
    [gate, "a plugin that adds %s: nothing is written, nothing is printed"],
  ],
  [
    "The same check applies to your own",
    ["test/codegen/gate/user-templates.test.ts", "that %s: nothing is written"],
  ],
  ["File names are slugs of the keys", ["test/codegen/plan/server-names.test.ts", "names %s"]],
  [
    "Files are written only inside",
    [write, "writes nothing outside where a folder is swapped for a link after it was opened"],
    [write, "refuses a file that is a link"],
    ["test/codegen/config/choose-out.test.ts", "refuses a folder that is a link out of the project"],
  ],
  [
    "A run writes all files or none",
    [
      "test/hostile/kills.test.ts",
      "leaves the old state, the new one, or one that the next run completes, wherever it is killed",
    ],
  ],
  ["Only files that the manifest", [write, "leaves a foreign file, and the folder that holds it"]],
  [
    "Generated code names the config",
    [
      "test/runtime/server-client/server-client.test.ts",
      "finds the config next to the code, resolves variables on connecting, ignores faults of other servers",
    ],
  ],
  [
    "Of `.env` files, only the `envFile`",
    [envFiles, "beside the config is not read: variables are those of the process"],
    [envFiles, "that `envFile` names is read for %s, and its values are masked"],
  ],
  [
    "Values of `env`, of that file",
    [envFiles, "that `envFile` names is read for %s, and its values are masked"],
    [generate, "are neither in the code, the lock, nor the report (inline: %s)"],
    [quoted, QUOTED],
    [
      "test/runtime/auth/late-secrets.test.ts",
      "keeps code, verifier and client secret out of errors that quote them",
    ],
  ],
  [
    "In generated code, the lock and",
    [without, "has no secret of the config in %s, in any form, from any field"],
    ["test/codegen/run/obtained-secrets.test.ts", "are neither in the code, the lock, nor the report: %s"],
    ["test/hostile/groups/leaks.ts", "secrets, by mode"],
  ],
  ["An item whose name, URI or schema", [without, "an item that needs %s"]],
  [
    "With `--inline-config`, only values",
    [generate, "are looked up by the names that the report gives"],
    ["test/hostile/groups/inline.ts", "--inline-config"],
  ],
  [
    "Every other value becomes the lookup",
    [generate, "are looked up by the names that the report gives"],
    ["test/hostile/groups/inline.ts", "--inline-config"],
  ],
  [
    "It requests only the handshake",
    [introspect, "requests only what is declared, and calls no tool"],
    [limits, "totalMs: nothing is written"],
  ],
  [
    "Each limit is an option",
    ["test/docs/security-limits.test.ts", "docs/security-limits.md names every limit with its default"],
    [limits, "covers every limit"],
    [
      "test/codegen/introspect/deep-item.test.ts",
      "an item that nests too deeply costs that item, not its list",
    ],
  ],
  ["No process is left behind", [introspect, "reads every page and leaves no process"]],
  [
    "`pattern` runs in linear time",
    ["test/shared/json-schema/pattern/pattern.test.ts", "what has no linear time, or no meaning, is named"],
    ["test/codegen/schema/zod/hostile.test.ts", "72 $ref http"],
    ["test/codegen/schema/zod/hostile.test.ts", "79 2,000 deep"],
  ],
  [
    "They get `HOME LOGNAME PATH",
    [stdio, "holds the safe few and what is declared, nothing else"],
    [
      "test/runtime/transport/stdio/environment.test.ts",
      "pass on variables of the network, none that loads code or is a secret",
    ],
  ],
  [
    "No shell interprets a command line",
    ["test/runtime/transport/infer-target.test.ts", "a command line for a shell"],
    [
      "test/runtime/transport/stdio/process-keeper.test.ts",
      "its descendants go with it, although they hold its pipes",
    ],
  ],
  ["Tokens are keyed by server, grant", [stores, "differs by %s"]],
  ["A store in memory belongs to one", [stores, "gives each client a store in memory of its own"]],
  [
    "Without a `subject`, a store that is shared",
    [stores, "refuses a shared store without a subject for %s"],
    [stores, "refuses any store without a subject where a function makes %s"],
  ],
  [
    "Cached answers are keyed by",
    [
      "test/runtime/identity/shared-answers.test.ts",
      "do not share private answers across %s, and do with the same",
    ],
    [one, "caches no private answer if its own `fetch` sends the requests with %s"],
  ],
  [
    "Sessions, cookies, lists and",
    [one, "keeps users apart where %s"],
    [one, "gives each its own cookies and subscriptions"],
    [one, "keeps the users of its own `fetch` apart if `subject` names them"],
  ],
  [
    "Token files have mode 0600",
    [
      "test/runtime/auth/store/file-store.test.ts",
      "keeps, replaces and forgets records in files of its user alone",
    ],
  ],
  [
    "Tokens are sent only to the origin",
    [login, "%i of a request with a token carry it to no other origin"],
    [login, "that the transport follows by hand lose the token at another origin"],
  ],
  [
    "PKCE uses S256, `state` and `iss`",
    [
      "test/runtime/auth/services/identity-platforms.ts",
      "Entra, which lists no PKCE methods and registers nobody",
    ],
    ["test/runtime/auth/callback.test.ts", "answers %s with 400, and still waits for the answer"],
    ["test/runtime/auth/callback.test.ts", "%s is not used (mix-up, RFC 9207)"],
    ["test/runtime/auth/login/open-url.test.ts", "%s is not opened"],
    [login, "%s is not asked"],
  ],
  ["An entry with a `command` starts", [confirm, "ask for confirmation once, then start without a terminal"]],
  [
    "If you do not name the config",
    [confirm, "are shown with their arguments, without secrets; quiet: %s"],
    [confirm, "show what else decides the run: %s"],
  ],
  [
    "At a terminal, you confirm them",
    [confirm, "ask for confirmation once, then start without a terminal"],
    [confirm, "%s starts nothing unconfirmed, and goes on with --yes"],
  ],
  ["The digest covers folder, program", [confirm, "are asked for again after a change: %s"]],
  ["The variables that the URL", [confirm, "show variables by name, and ask once: %s"]],
  ["So is a remote server of such", [confirm, "is shown with them, and asked for once: %s"]],
  [
    "`fmcp.config.ts` and `.js`",
    [generate, "follows the project's prettier config, and formats nothing twice"],
  ],
  ["Types and validators check that", ["test/agreement/agreement.test.ts", "is a claim that can fail"]],
  ["Descriptions are shown to you", ["test/shared/text/invisible.test.ts", "shows %s"]],
  [
    "Nothing relies on it unless you",
    ["test/runtime/retry/policies.test.ts", "read-only on a trusted server"],
  ],
  [
    "`check` generates every file again",
    [seals, "is only found by --full where it was nothing but formatted otherwise"],
  ],
  [
    "For changes from untrusted",
    [seals, "is only found by --full where it was nothing but formatted otherwise"],
    ["test/docs/ci.test.ts", "has the commands that are tried here"],
  ],
  [
    "Anyone who can read your files",
    [
      "test/runtime/auth/store/file-store.test.ts",
      "keeps, replaces and forgets records in files of its user alone",
    ],
  ],
  [
    "Descriptions are copied unchanged",
    ["test/codegen/printer/jsdoc.test.ts", "is one comment to the compiler, whatever it says"],
  ],
  ["The same applies to values of", [without, "does not hide %s"]],
  [
    "Its standard error, and what",
    [stdio, "goes to a stream, to a file and to the terminal without secrets of the config"],
    ["test/runtime/transport/stdio/clean-lines.test.ts", "a token of unknown origin"],
  ],
  ["`npm run hostile` plays a", ["scripts/test.mjs", 'npm("hostile")']],
  ["It generates code from them", ["scripts/test.mjs", 'npm("hostile")']],
  [
    "Random models from the whole",
    ["test/codegen/printer/properties.test.ts", "FMCP_PROPERTY_RUNS"],
    [printer, "no other module of the generator turns foreign text into code"],
  ],
];
