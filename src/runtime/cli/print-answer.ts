import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Data, filesOf, unsavedLine } from "../../shared/command-line/printed-answer.js";
import { printable } from "../../shared/command-line/print-text.js";
import { UsageError } from "../../shared/errors/usage-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { visibleJson } from "../../shared/text/visible-json.js";
import type { CommonFlags } from "./common-flags.js";
import { messagesTo, type ProgramIo } from "./program-io.js";

/** What a server answered, as a terminal shows it. */
export interface PrintedAnswer {
  readonly text: string;
  readonly blobs: readonly Data[];
  /** What `--json` prints. */
  readonly json: unknown;
  readonly isError?: boolean;
}

/** Prints an answer, and saves it with `--output`. @throws {UsageError} if a file cannot be written */
export async function printAnswer(answer: PrintedAnswer, flags: CommonFlags, io: ProgramIo): Promise<void> {
  const { text, blobs, json, isError = false } = answer;
  const { say } = messagesTo(io.stderr);
  if (flags.output !== undefined && !isError)
    for (const { path, content } of filesOf(flags.output, blobs, text)) {
      await writeFile(resolve(io.cwd, path), content).catch((cause: unknown) => {
        const message = `Could not write ${show(path, 1_000)}: ${show(reason(cause))}.`;
        throw new UsageError("WRITE_FAILED", message, "", { cause });
      });
      say(`Wrote ${show(path, 1_000)}`);
    }
  else for (const each of blobs) say(unsavedLine(each));
  if (flags.json === true) io.stdout.write(`${visibleJson(json)}\n`);
  else if (isError) say(`error: ${show(text, 4_000) || "The tool reported an error without a text."}`);
  else if ((flags.output === undefined || blobs.length > 0) && text !== "")
    io.stdout.write(`${printable(text.replace(/\n$/, ""), io.stdout)}\n`);
}
