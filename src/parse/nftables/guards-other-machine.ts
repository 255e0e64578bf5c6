import type { NftRule, Test } from "./ruleset.ts";

/**
 * Tells whether a rule drops all that comes for one address but from one interface. Before connections are looked for,
 * the address is that of a machine behind the interface, such as a container of Docker: if it were one of the server's
 * own, the rule would cut off all that the server does over it.
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

/** The value that something is compared with, if it is only one. */
function onlyValue(values: Test["values"]) {
  return "items" in values && values.items.length === 1 && values.items[0]?.length === 1
    ? values.items[0][0]
    : undefined;
}
