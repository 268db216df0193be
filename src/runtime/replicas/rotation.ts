import { mayBeOut } from "./ejection.js";
import type { Member } from "./member.js";

/** Which members may be picked now. */
export interface Rotation {
  readonly candidates: readonly Member[];
  /** More than half are out or failing, so ejections are ignored: a wrong verdict would now cost more than it saves. */
  readonly panic: boolean;
  /** Ejected or failing. */
  readonly bad: number;
  readonly total: number;
  /** Their ejection is over: one probe each decides. */
  readonly halfOpen: readonly Member[];
}

/** Computes the rotation from the members at `now`. Members that are another server are never in it. */
export function rotationOf(members: readonly Member[], now: number): Rotation {
  if (members.every((member) => !member.suspect && member.state(now) === "in")) return allWell(members);
  const present = members.filter((member) => member.state(now) !== "mismatch");
  const inside = present.filter((member) => member.state(now) === "in");
  const bad = present.length - inside.filter((member) => !member.suspect).length;
  const panic = bad > present.length / 2;
  return {
    candidates: panic || inside.length === 0 ? present : inside,
    panic,
    bad,
    total: present.length,
    halfOpen: present.filter((member) => member.state(now) === "halfOpen" && !member.probing),
  };
}

/** The common case, in which nothing is copied. */
function allWell(members: readonly Member[]): Rotation {
  return { candidates: members, panic: false, bad: 0, total: members.length, halfOpen: [] };
}

/** Whether one more member may be ejected. */
export function roomToEject(members: readonly Member[], now: number): boolean {
  const present = members.filter((member) => member.state(now) !== "mismatch");
  const out = present.filter((member) => member.state(now) !== "in").length;
  return out < mayBeOut(present.length);
}
