import { packagedProfiles } from "./profiles.generated.ts";
import { readUfwPortList } from "./read-port-list.ts";
import type { UfwPortList } from "./ruleset.ts";

const profiles: ReadonlyMap<string, readonly UfwPortList[]> = new Map(
  packagedProfiles
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", lists = ""] = line.split("=");
      return [name, lists.split("|").map(readUfwPortList) as UfwPortList[]];
    }),
);

/** Returns the ports of an application as its Debian package defines them; `undefined` for other applications. */
export function packagedPorts(application: string): readonly UfwPortList[] | undefined {
  return profiles.get(application);
}
