/** Words that say nothing of what a tool does. */
const EMPTY: ReadonlySet<string> = new Set(
  (
    "a an and any are as at be been but by can could do does for from had has have how i if in into is it its me my no not of on or our out " +
    "please should so some such than that the their them then there these they this those to too us use used uses using via want was we what when where " +
    "which who will with would you your tool tools mcp server"
  ).split(" "),
);

/** Words by which people mean the same, as far as names of tools go. The first of a row stands for all of it. */
const SAME: ReadonlyMap<string, string> = new Map(
  [
    "get fetch retrieve read show view obtain lookup display load",
    "list enumerate all every overview browse",
    "create add make new insert register generate build",
    "delete remove erase drop destroy discard clear",
    "update edit modify change alter patch revise",
    "search find query locate seek discover",
    "send post deliver transmit submit",
    "run execute invoke launch perform",
    "start begin boot open",
    "stop end halt terminate kill abort cancel quit",
    "copy duplicate clone replicate",
    "move relocate transfer shift",
    "file document",
    "folder directory dir",
    "image picture photo screenshot img",
    "message msg mail email letter",
    "user person member people account profile",
    "issue ticket bug defect",
    "repository repo",
    "table spreadsheet sheet",
    "picture chart diagram graph plot",
    "database db",
    "check validate verify test inspect examine",
    "detail info information metadata description summary describe about",
    "config configuration setting settings preference option",
    "page website site url webpage web link",
    "click press tap push",
    "type enter write fill input",
    "price cost quote rate fee",
    "buy purchase order",
    "date time day clock calendar when",
    "comment reply note remark",
    "error fault failure problem exception crash",
    "log history record trace journal",
    "enable activate on",
    "disable deactivate off",
    "connect link join attach bind associate",
    "disconnect unlink detach leave",
    "upload import",
    "download export save",
    "big large",
    "function procedure method",
    "job task todo work",
    "space room area place location",
    "permission access right role",
    "deploy publish release ship",
    "version revision",
    "count number amount total",
    "compute calculate sum",
    "wait sleep pause delay",
    "translate convert transform",
  ].flatMap((row) => {
    const [head = "", ...rest] = row.split(" ").map(stem);
    return [head, ...rest].map((word) => [word, head] as const);
  }),
);

/** The words of a text as the search takes them: `getHTTPResponses` is `get`, `http`, `respons`. */
export function wordsOf(text: string): string[] {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !EMPTY.has(word))
    .map(stem);
}

/** The word that stands for all that mean the same, if there is one beside the word itself. */
export function sameAs(word: string): string | undefined {
  const head = SAME.get(word);
  return head === undefined ? undefined : `=${head}`;
}

/** A word without the endings of English grammar: `copies` and `copy`, `running` and `run`, `created` and `create` become one. */
export function stem(word: string): string {
  if (word.length <= 3) return word;
  const plain = word
    .replace(/(?:ies|ied)$/, "y")
    .replace(/(ss|sh|ch|x|z)es$/, "$1")
    .replace(/([^su])s$/, "$1")
    .replace(/(?<=[aeiouy].*)(?:ing|ed)$/, "")
    .replace(/([^aeiouls])\1$/, "$1")
    .replace(/(?:ation|ator)$/, "at");
  return plain.length > 3 ? plain.replace(/e$/, "") : plain;
}
