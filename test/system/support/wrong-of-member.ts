import type { Exposure } from "../../../src/index.ts";
import type { Network } from "./network.ts";
import { probesOfMember } from "./probes-of-member.ts";

/**
 * Tests an exposure for a machine in every set that was not read, and for one in no set. Returns the errors,
 * the number of the former's qualified connections, and how many of them have the same result as the latter's,
 * which no exposure rules out.
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
  // Nothing waits for replies to qualified connections: replies to the others suffice.
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
