import { UsageError } from "../../config/usage-error.js";
import type { CountTokens } from "../../docs/token-table.js";

/**
 * The encoding of OpenAI's models since GPT-4o. Other providers do not publish theirs; their counts differ
 * somewhat.
 */
export const ENCODING = "o200k_base";

/** The tokenizer package is not installed. It is not a dependency: it takes 22 MB, and few users need it. */
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
 * Loads the tokenizer and returns a function that counts tokens. The table of the encoding is 2 MB.
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
  // text of a server may look like a special token; it is counted as plain text
  return (text) => tokenizer.encode(text, [], []).length;
}

function isMissing(cause: unknown): boolean {
  return (cause as { readonly code?: unknown } | null)?.code === "ERR_MODULE_NOT_FOUND";
}
