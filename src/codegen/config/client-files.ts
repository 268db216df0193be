import { existsSync } from "node:fs";
import { join } from "node:path";
import { DIALECTS, dialectNamed } from "../../shared/config/dialects/index.js";
import { show } from "../../shared/text/show.js";
import { didYouMean } from "../../shared/text/suggest.js";
import { ConfigNotFoundError, OptionInvalidError } from "./usage-error.js";

/** A client's config file in the home folder. */
export interface ClientFile {
  readonly id: string;
  readonly title: string;
  readonly path: string;
}

/** Returns the files of every client in `home` that exist. */
export function clientFiles(home: string): readonly ClientFile[] {
  return DIALECTS.flatMap(({ id, title, home: files }) =>
    files.map((file) => ({ id, title, path: join(home, file) })).filter(({ path }) => existsSync(path)),
  );
}

/** Finds the file that `--from` names. @throws {OptionInvalidError | ConfigNotFoundError} */
export function clientFile(id: string, home: string): string {
  const dialect = dialectNamed(id);
  const known = DIALECTS.filter(({ home: files }) => files.length > 0).map((each) => each.id);
  if (dialect === undefined || !known.includes(id)) {
    throw new OptionInvalidError(
      `--from ${show(id)}: no such client.${didYouMean(id, known)}`,
      `Known: ${known.join(", ")}.`,
    );
  }
  const paths = dialect.home.map((file) => join(home, file));
  const path = paths.find((each) => existsSync(each));
  if (path !== undefined) return path;
  throw new ConfigNotFoundError(
    `${dialect.title} has no config here; looked for ${paths.map((each) => show(each, 1_000)).join(", ")}.`,
    "Name the file itself.",
  );
}
