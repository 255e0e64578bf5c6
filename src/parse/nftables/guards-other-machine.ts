import type { NftRule, Test } from "./ruleset.ts";

/**
 * Returns whether a rule drops all packets to one address except those from one interface. Before connection
 * tracking, the address belongs to a machine behind that interface, such as a Docker container: for an address of the
 * server, the rule would block all traffic over other interfaces.
 */
export function guardsOtherMachine({ tests, effects, rates, unclear, outcome }: NftRule): boolean {
  return (
    outcome.kind === "drop" &&
    tests.length === 2 &&
    effects.length + rates.length + unclear.length === 0 &&
    tests.some(isToOneAddress) &&
    tests.some(isFromOtherInterfaces)
  );
}

function isToOneAddress({ key, operator, values, mask }: Test): boolean {
  const [{ protocol, field }] = key;
  return (
    (protocol === "ip" || protocol === "ip6") &&
    field === "daddr" &&
    operator === "==" &&
    mask === undefined &&
    /^[\da-f:.]+$/i.test(`${onlyValue(values)}`)
  );
}

function isFromOtherInterfaces({ key, operator, values }: Test): boolean {
  const [{ protocol, field }] = key;
  return (
    protocol === "meta" &&
    (field === "iifname" || field === "iif") &&
    operator === "!=" &&
    typeof onlyValue(values) === "string" &&
    onlyValue(values) !== "lo"
  );
}

/** Returns the value of a comparison with exactly one value. */
function onlyValue(values: Test["values"]) {
  return "items" in values && values.items.length === 1 && values.items[0]?.length === 1
    ? values.items[0][0]
    : undefined;
}
