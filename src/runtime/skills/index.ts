export { SkillVerificationError } from "./skill-errors.js";
export { type SkillOptions, type Skills, skillsOf } from "./skills.js";
