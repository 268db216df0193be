import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

/**
 * A skill's file does not match the server's entry (SEP-2640), so it must not be used. If it is `SKILL.md`, neither must the
 * skill.
 */
export class SkillVerificationError extends FmcpError {
  /** What differs: the file is not listed, its size, its digest, or the frontmatter of `SKILL.md`. */
  readonly reason: "unlisted" | "size" | "digest" | "frontmatter";
  readonly uri: string;
  /** For `frontmatter`: one line for each field that differs. */
  readonly differences: readonly string[];

  constructor(
    facts: Pick<SkillVerificationError, "reason" | "uri" | "differences" | "message">,
    details: FmcpErrorDetails,
  ) {
    super("SKILL_VERIFICATION", `Do not use the skill's file: ${show(facts.message, 1_000)}.`, details);
    this.reason = facts.reason;
    this.uri = facts.uri;
    this.differences = facts.differences;
  }
}
