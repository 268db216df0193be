import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { TokenTransferError } from "../auth-errors.js";

/** First characters of a sealed text, with the version of its format. */
const MARK = "fmcp1.";
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Each guess costs 64 MiB and a tenth of a second. */
const COST = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };
/** A shorter passphrase could be guessed. */
const MIN_PASSPHRASE = 16;

/**
 * Encrypts `text` with a key from `passphrase` (scrypt, AES-256-GCM); returns one line without spaces.
 *
 * @throws TokenTransferError the passphrase is too short
 */
export function seal(text: string, passphrase: string): string {
  if (passphrase.length < MIN_PASSPHRASE)
    throw new TokenTransferError(
      `The passphrase is shorter than ${MIN_PASSPHRASE} characters. Make one with: openssl rand -base64 24`,
    );
  const [salt, iv] = [randomBytes(SALT_BYTES), randomBytes(IV_BYTES)];
  const cipher = createCipheriv("aes-256-gcm", scryptSync(passphrase, salt, 32, COST), iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return MARK + Buffer.concat([salt, iv, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Decrypts the text in `sealed`. @throws TokenTransferError it is not a sealed text, or the passphrase is wrong */
export function unseal(sealed: string, passphrase: string): string {
  const trimmed = sealed.trim();
  const bytes = Buffer.from(trimmed.slice(MARK.length), "base64url");
  const head = SALT_BYTES + IV_BYTES + TAG_BYTES;
  if (!trimmed.startsWith(MARK) || bytes.length <= head)
    throw new TokenTransferError(`This is not the output of \`auth export\`, which begins with "${MARK}".`);
  const key = scryptSync(passphrase, bytes.subarray(0, SALT_BYTES), 32, COST);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(SALT_BYTES, SALT_BYTES + IV_BYTES));
  decipher.setAuthTag(bytes.subarray(SALT_BYTES + IV_BYTES, head));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(head)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new TokenTransferError("The passphrase is not the one of the export, or the text was changed.", {
      cause,
    });
  }
}
