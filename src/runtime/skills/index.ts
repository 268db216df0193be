export { SkillVerificationError } from "./errors.js";
export { type SkillOptions, type Skills, skillsOf } from "./skills.js";
