import { UsageError } from "../../config/usage-error.js";
import type { CountTokens } from "../../docs/token-table.js";

/** The encoding of OpenAI's models since GPT-4o. Other providers publish none; their counts differ somewhat. */
export const ENCODING = "o200k_base";

/** No package counts tokens here: it has 22 MB, and few need it. */
export class TokenizerMissingError extends UsageError {
  constructor(cause: unknown) {
    super(
      "TOKENIZER_MISSING",
      "Tokens are counted by the package js-tiktoken, which is not installed.",
      "Install it next to fmcp-codegen: npm install --save-dev js-tiktoken",
      { cause },
    );
  }
}

/**
 * Counts tokens. The table of the encoding has 2 MB and is loaded by this call.
 *
 * @throws {TokenizerMissingError}
 */
export async function loadTokenizer(): Promise<CountTokens> {
  const [{ Tiktoken }, { default: ranks }] = await Promise.all([
    import("js-tiktoken/lite"),
    import("js-tiktoken/ranks/o200k_base"),
  ]).catch((cause: unknown) => {
    throw isMissing(cause) ? new TokenizerMissingError(cause) : cause;
  });
  const tokenizer = new Tiktoken(ranks);
  // a text of a server may look like a special token: it is text all the same
  return (text) => tokenizer.encode(text, [], []).length;
}

function isMissing(cause: unknown): boolean {
  return (cause as { readonly code?: unknown } | null)?.code === "ERR_MODULE_NOT_FOUND";
}
