import {
  type AddressSet,
  allAddresses,
  intersect,
  noAddress,
  subtract,
  unite,
} from "../../net/address-set.ts";
import { exampleAddress } from "../../net/example-address.ts";
import { noRemotes, whoMayOf } from "../../net/remote-addresses.ts";
import type { Family, WhoMay } from "../../net/types.ts";
import { Budget } from "../../packet-filter/budget.ts";
import { deepFreeze } from "../../util/deep-freeze.ts";
import { sortNotes } from "../notes.ts";
import type { CompiledFirewall } from "../parse-firewall.ts";
import type { CheckedFirewall, Remote } from "./checked-firewall.ts";
import { type AddressClass, type AddressClasses, classesOf } from "./classes-of.ts";
import { fateOf } from "./fate-of.ts";
import type { ReadConnection } from "./read-connection.ts";
import type {
  ConnectionAnswer,
  ConnectionCheck,
  ConnectionFate,
  ConnectionVerdict,
} from "./types.ts";
import { whoText } from "./who-text.ts";

/**
 * Checks one connection against a compiled firewall.
 *
 * @param inputs - the names of the inputs
 */
export function checkCompiled(
  { title, families, filter, notes }: CompiledFirewall,
  { port, protocol, direction, remote }: ReadConnection,
  inputs: readonly string[] = [],
): ConnectionCheck {
  const budget = new Budget();
  const firewall = { families, inputs, filter, direction, protocol, port, budget };
  const answers = remote
    ? [answerFor(firewall, remote)]
    : families.map((family) => answerForMost(firewall, family));
  return deepFreeze({
    title,
    direction,
    protocol,
    port,
    verdict: verdictOf(answers),
    answers,
    notes: sortNotes(notes),
  });
}

/** Returns the answer for one remote machine. */
function answerFor(firewall: CheckedFirewall, remote: Remote): ConnectionAnswer {
  const { family, address } = remote;
  const fate = fateIn(classesOf(firewall, family), firewall, remote);
  return { family, ...fate, holdsFor: whoOf(family, address), witness: null };
}

/** Returns the answer for most remote machines of a family. */
function answerForMost(firewall: CheckedFirewall, family: Family): ConnectionAnswer {
  const all = classesOf(firewall, family);
  const [most, ...others] = all.classes as [AddressClass, ...AddressClass[]];
  const machineOf = ({ typical }: AddressClass) => ({
    family,
    address: exampleAddress(typical, family),
  });
  const rest = others
    .map(({ addresses }) => addresses)
    .reduce((all, each) => unite(all, each), noAddress);
  const holdsFor = whoOf(family, subtract(allAddresses[family], rest));
  const [other] = others;
  return {
    family,
    ...fateIn(all, firewall, machineOf(most), whoText(holdsFor, family)),
    holdsFor,
    witness: other ? fateIn(all, firewall, machineOf(other)) : null,
  };
}

/** Follows a connection with one machine, and adds what its verdict depends on. */
function fateIn(
  { dependsOn }: AddressClasses,
  firewall: CheckedFirewall,
  remote: Remote,
  who?: string,
): ConnectionFate {
  const phrases = dependsOn
    .filter(({ addresses }) => intersect(addresses, remote.address).length > 0)
    .map(({ phrase }) => phrase);
  return fateOf(firewall, remote, phrases, who);
}

function whoOf(family: Family, addresses: AddressSet): WhoMay {
  return whoMayOf({ ...noRemotes, [family]: addresses }, [family]);
}

function verdictOf(answers: readonly ConnectionAnswer[]): ConnectionCheck["verdict"] {
  const [verdict, ...others] = [...new Set(answers.map((each) => each.verdict))] as [
    ConnectionVerdict,
    ...ConnectionVerdict[],
  ];
  return others.length > 0 ? "mixed" : verdict;
}
