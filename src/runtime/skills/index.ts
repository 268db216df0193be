export { SkillVerificationError } from "./skill-errors.js";
export type { NamedSkill } from "./skill-names.js";
export {
  type NamedSkillListing,
  type SkillOptions,
  type Skills,
  type SkillSource,
  skillsOf,
} from "./skills.js";
