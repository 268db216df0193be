export { type SkillOptions, type Skills, skillsOf, SkillVerificationError } from "./skills/index.js";
