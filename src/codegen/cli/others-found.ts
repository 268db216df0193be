import { show } from "../../shared/text/show.js";
import type { LoadedServers } from "../config/load-servers.js";
import type { Output } from "./output.js";
import { plural, shortPath } from "./cli-text.js";

/** Reports configs found beside the one used: the user may have meant one of them. */
export function sayOthers({ path, others = [] }: LoadedServers, output: Output): void {
  if (others.length === 0) return;
  const short = (file: string): string => show(shortPath(file, output.terminal.cwd), 1_000);
  const list = others.map(
    (other) => `${short(other.path)} (${plural(other.config.servers.length, "server")})`,
  );
  output.say(`Using ${short(path)}; also found: ${list.join(", ")}; name one to use it`);
}
