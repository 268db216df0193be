/** Words that cannot name a variable, in modules and under `strict`, and globals that a module must not shadow. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  (
    "abstract any arguments as async await bigint boolean break case catch class const continue debugger declare default delete do else enum eval export extends " +
    "false finally for from function get global globalThis if implements import in infer infinity instanceof interface is keyof let module namespace NaN never new " +
    "null number object of package private protected public readonly require return set static string super switch symbol this throw true try type typeof undefined " +
    "unique unknown using var void while with yield Infinity exports process Symbol Object Array String Number Boolean Promise Proxy Reflect Map Set Date Error " +
    "JSON Math RegExp URL console"
  ).split(" "),
);

/** Members of every object, members that `await` and `JSON.stringify` look for, and names that look like closing a client. */
const DANGEROUS_MEMBERS: readonly string[] = [
  ...Object.getOwnPropertyNames(Object.prototype),
  "prototype",
  "then",
  "catch",
  "finally",
  "toJSON",
  "inspect",
  "nodeType",
  "asymmetricMatch",
  "close",
  "dispose",
];

/** Names that a tool method cannot have. `$`-names need no entry: no wire name becomes one. */
export const RESERVED_METHODS: ReadonlySet<string> = new Set([...DANGEROUS_MEMBERS, "resources", "prompts"]);

/** Names that a prompt method cannot have. */
export const RESERVED_PROMPTS: ReadonlySet<string> = new Set(DANGEROUS_MEMBERS);

/** Names that a method of a resource template cannot have, including the members of `ResourceReader`. */
export const RESERVED_TEMPLATES: ReadonlySet<string> = new Set([
  ...DANGEROUS_MEMBERS,
  "read",
  "list",
  "templates",
  "subscribe",
  "unsubscribe",
  "complete",
]);

/** Types that generated code uses by their bare name. */
export const RESERVED_TYPES: ReadonlySet<string> = new Set(
  (
    "Array ReadonlyArray Record Readonly Partial Required Pick Omit Exclude Extract NonNullable Promise Map Set Date Object String Number Boolean Symbol BigInt Function " +
    "Error RegExp Uint8Array Buffer URL KnownResource NoInput Json JsonObject Capitalize Uncapitalize Uppercase Lowercase Awaited Iterable Iterator"
  ).split(" "),
);

/** Names that a folder cannot have beside our own files, or on some file systems. */
export const RESERVED_FOLDERS: ReadonlySet<string> = new Set([
  "index",
  "catalogue",
  "client",
  "types",
  "schemas",
  "con",
  "prn",
  "aux",
  "nul",
  ...Array.from({ length: 10 }, (_, i) => [`com${i}`, `lpt${i}`]).flat(),
]);
