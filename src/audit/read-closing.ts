import { fieldsOf, InvalidOptionError, refusal } from "../errors.ts";
import { type AddressSet, addressSet } from "../net/address-set.ts";
import { familyOf, parseRemoteNetwork } from "../net/network.ts";
import type { Family } from "../net/types.ts";
import { eachOf } from "../util/each-of.ts";
import { isPort } from "../util/is-port.ts";
import type { ClosingFields } from "./types.ts";

/** A connection that must stay possible, such as the one of the administrator. */
export interface KeptConnection {
  readonly family: Family;
  readonly address: AddressSet;
  readonly port: number;
  /** In canonical form, such as `198.51.100.7:22` or `[2001:db8::7]:22`. */
  readonly text: string;
}

/** Whether a plan may close ports, and which connections it keeps. */
export interface Closing {
  readonly close: boolean;
  readonly kept: readonly KeptConnection[];
}

/**
 * Validates the options about closing.
 *
 * @throws {@link InvalidOptionError} when a value does not exist, or for `close` without `keep`
 */
export function readClosing(options: ClosingFields): Closing {
  const { close = false, keep } = fieldsOf("options", options, { close: true, keep: true });
  if (typeof close !== "boolean") {
    throw refusal("close", close, [true, false], "true or false");
  }
  const kept = eachOf("keep", keep).map(([option, value]) => readKept(value, option));
  if (close && kept.length === 0) {
    throw new InvalidOptionError("close without keep could lock you out", {
      field: "keep",
      input: keep,
      expected: `in keep, the address you connect from and the server's port: ${example}`,
    });
  }
  return { close, kept };
}

const example = "198.51.100.7:22 or [2001:db8::7]:22";

/**
 * Parses a connection to keep.
 *
 * @param option - the option, for the error
 * @throws {@link InvalidOptionError} when the value is not an address and a port
 */
export function readKept(value: unknown, option = "keep"): KeptConnection {
  const [, ipv6, ipv4 = "", digits = ""] =
    (typeof value === "string" && /^(?:\[([0-9a-f:.]+)\]|([\d.]+)):(\d{1,5})$/i.exec(value)) || [];
  const network = parseRemoteNetwork(ipv6 ?? ipv4);
  const port = Number(digits);
  if (
    typeof network === "string" ||
    !isPort(port) ||
    (familyOf(network) === "ipv6") !== (ipv6 !== undefined)
  ) {
    throw refusal(option, value, [], `an address and a port, such as ${example}`);
  }
  const { text } = network;
  return {
    family: familyOf(network),
    address: addressSet([network], familyOf(network)),
    port,
    text: `${ipv6 === undefined ? text : `[${text}]`}:${port}`,
  };
}
