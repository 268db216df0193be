export {
  type NamedSkill,
  type NamedSkillListing,
  type SkillOptions,
  type Skills,
  type SkillSource,
  skillsOf,
  SkillVerificationError,
} from "./skills/index.js";
