import { firewallData } from "../../dataset/dataset.ts";
import { conditionIds, omissibleNeeds } from "../../policy/create/read-options.ts";
import { documentedPorts } from "./documented-ports.ts";
import { serviceNames } from "./service-names.ts";
import { files, listOf, type ValuesByTerm } from "./values.ts";

/** Returns the values of the policy options and of `--config`. */
export function policyValues(): ValuesByTerm {
  const selectors = [...serviceNames(), ...documentedPorts()];
  const keys = { words: selectors.map((each) => `${each}=`) };
  return {
    "--service <words>": listOf(selectors),
    "--omit <ids or ports>": listOf([...selectors, ...omissibleNeeds]),
    "--replace <id or port=port>": keys,
    "--allow-from <id or port=networks>": keys,
    "--add <ports>": listOf(["ftp-passive"]),
    "--os <system>": { words: firewallData().operatingSystems.map(({ id }) => id) },
    "--conditions <ids>": listOf([...conditionIds(), "all"]),
    "--config <file>": files,
  };
}
