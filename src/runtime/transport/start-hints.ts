import { show } from "../../shared/text/show.js";
import { describeWords } from "../errors/connection-end.js";
import type { TransportSource } from "./transport-source.js";

/** Explains why a server may not start, in sentences to append to the error: what it may lack, and what it printed. */
export function startHints(source: Pick<TransportSource, "withheld" | "words"> | undefined): string {
  const words = describeWords(source?.words?.());
  const hint = withheldHint(source?.withheld);
  return words === "" || hint === "" ? words + hint : `${words}\n${hint.trimStart()}`;
}

function withheldHint(names: readonly string[] = []): string {
  if (names.length === 0) return "";
  const listed = names
    .slice(0, 8)
    .map((name) => show(name, 60))
    .join(", ");
  return ` Set here and not passed on to it: ${listed}${names.length > 8 ? ", …" : ""}. Where it needs the network, give it these with \`env\` or \`inheritEnv\`.`;
}
