import { show } from "../../shared/text/show.js";

/** What a server that hangs may lack, as a sentence to put behind the error: `names` are those of `TransportSource.withheld`. */
export function withheldHint(names: readonly string[] = []): string {
  if (names.length === 0) return "";
  const listed = names
    .slice(0, 8)
    .map((name) => show(name, 60))
    .join(", ");
  return ` Set here and not passed on to it: ${listed}${names.length > 8 ? ", …" : ""}. Where it needs the network, give it these with \`env\` or \`inheritEnv\`.`;
}
