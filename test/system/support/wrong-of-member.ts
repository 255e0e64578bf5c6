import type { Exposure } from "../../../src/index.ts";
import type { Network } from "./network.ts";
import { probesOfMember } from "./probes-of-member.ts";

/**
 * Tries what an exposure says of a machine that is in every set that was not read, and of one that is in none. Returns
 * what is wrong; how many connections of the former are qualified; and how many of them fare as those of the latter
 * do after all, which no exposure rules out.
 */
export async function wrongOfMember(
  network: Network,
  exposure: Exposure,
  ports: readonly number[],
  member: "office" | "stranger",
): Promise<{
  readonly wrong: readonly string[];
  readonly qualified: number;
  readonly alike: number;
}> {
  const { certain, qualified } = probesOfMember(exposure, ports, member);
  if (qualified.length === 0) {
    return { wrong: [], qualified: 0, alike: 0 };
  }
  await network.onServer("conntrack", ["--flush"]);
  // Nothing waits for an answer to those that are qualified: that the others have theirs is enough.
  const probes = [...certain, ...qualified.map((each) => ({ ...each, open: false }))];
  const answers = await network.probe("outside", probes);
  return {
    wrong: certain.flatMap((each, index) =>
      each.open === answers[index] ? [] : [JSON.stringify(each)],
    ),
    qualified: qualified.length,
    alike: qualified.filter((each, index) => each.open !== answers[certain.length + index]).length,
  };
}
