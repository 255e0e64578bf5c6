import type { Exposure } from "../../../src/index.ts";
import { addresses } from "./network.ts";
import type { Probe } from "./probe.ts";
import { verdictOf } from "./verdict-of.ts";

type Qualification = Exposure["qualified"][number]["qualification"];

/**
 * Returns connections to the server from a machine in sets that were not read, and from one in no set. The
 * latter gets the results of the exposure. So does the former, except on qualified ports, where it gets the
 * opposite result. Undetermined ports are omitted.
 *
 * @param qualifications - the effects of the sets on their members
 */
export function probesOfMember(
  exposure: Exposure,
  ports: readonly number[],
  member: "office" | "stranger",
  qualifications: readonly Qualification[] = ["may-be-closed-to-some", "may-be-open-to-some"],
): { readonly certain: readonly Probe[]; readonly qualified: readonly Probe[] } {
  const { server, ...machines } = addresses;
  const isOpposite = {
    ...exposure,
    qualified: [],
    undetermined: exposure.qualified.filter((each) => qualifications.includes(each.qualification)),
  };
  const certain: Probe[] = [];
  const qualified: Probe[] = [];
  for (const family of exposure.families) {
    for (const port of ports) {
      for (const protocol of ["tcp", "udp"] as const) {
        for (const [name, machine] of Object.entries(machines)) {
          const connection = {
            direction: "inbound",
            protocol,
            port,
            peer: machine[family],
          } as const;
          const verdict = verdictOf(exposure, connection);
          if (verdict === "unknown") {
            continue;
          }
          const open = verdict === "open";
          const probe = { protocol, port, from: machine[family], to: server[family] };
          if (name === member && verdictOf(isOpposite, connection) === "unknown") {
            qualified.push({ ...probe, open: !open });
          } else {
            certain.push({ ...probe, open });
          }
        }
      }
    }
  }
  return { certain, qualified };
}
