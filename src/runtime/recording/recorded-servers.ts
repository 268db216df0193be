import { ConfigurationError } from "../errors/configuration-error.js";
import { host } from "../platform/host.js";
import { show } from "../../shared/text/show.js";
import { namesIn, pathIn } from "./files.js";

/** Returns the folders of the servers that a folder has recordings of. */
export async function recordedServers(folder: string): Promise<readonly string[]> {
  if (await isOneServer(folder)) return [];
  const names = await namesIn(folder, "folder");
  const kept = await Promise.all(names.map((name) => isRecording(pathIn(folder, name))));
  return names.filter((_, index) => kept[index]);
}

/** Whether a folder holds the recording of one server: files of calls, or of tools or prompts. */
async function isRecording(folder: string): Promise<boolean> {
  for (const place of ["", "tools", "prompts"]) {
    const files = await namesIn(pathIn(folder, place), "file");
    if (files.some((name) => name.endsWith(".jsonl"))) return true;
  }
  return false;
}

/** Whether a folder is that of one server, not the one around it. */
async function isOneServer(folder: string): Promise<boolean> {
  return (await namesIn(folder, "file")).includes("server.jsonl");
}

/** Makes the error for a folder without the recording of a server: what is there instead, and what to do. */
export async function noRecording(
  folder: string,
  server: string | undefined,
  servers: readonly string[],
): Promise<ConfigurationError> {
  const place = show(folder, 1_000);
  const wanted = server === undefined ? "one server" : `server "${show(server)}"`;
  const [there, cure] = await instead(folder, servers);
  return new ConfigurationError(`${place} has no recording of ${wanted}. ${there}. ${cure}`);
}

async function instead(
  folder: string,
  servers: readonly string[],
): Promise<readonly [there: string, cure: string]> {
  const record = `record one: \`record({ to: ${JSON.stringify(show(folder, 1_000))} })\``;
  if (servers.length > 0)
    return [
      `It has those of ${servers.map((each) => show(each)).join(", ")}`,
      `Name one with \`server\`, rename its folder if it is the same server, or ${record}.`,
    ];
  const kind = host.look(folder);
  if (kind === undefined) return ["There is no such folder", `Name another, or ${record}.`];
  if (kind === "file") return ["It is a file", "Name the folder that `record` wrote."];
  if (await isOneServer(folder)) return ["It is the folder of one server", "Name the folder that it is in."];
  return ["It holds no recordings", `Name another, or ${record}.`];
}
