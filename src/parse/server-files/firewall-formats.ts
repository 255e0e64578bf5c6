import { InvalidOptionError } from "../../errors.ts";
import { quote } from "../../util/quote.ts";
import { apfFormat } from "../apf/format.ts";
import type { CheckOptions } from "../check/types.ts";
import { csfFormat } from "../csf/format.ts";
import type { FirewallFormat } from "../detect.ts";
import { firewalldFormat } from "../firewalld/format.ts";
import { iptablesFormat } from "../iptables/format.ts";
import { listenersFormat } from "../listeners/format.ts";
import { nftablesFormat } from "../nftables/format.ts";
import { nmapFormat } from "../nmap/format.ts";
import type { Format } from "../parse-firewall.ts";
import { ufwFormat } from "../ufw/format.ts";

/** A format whose ruleset and options only its own steps know. */
type AnyFormat = Format<unknown, CheckOptions>;

const formats: Readonly<Record<FirewallFormat, unknown>> = {
  nftables: nftablesFormat,
  iptables: iptablesFormat,
  firewalld: firewalldFormat,
  csf: csfFormat,
  apf: apfFormat,
  ufw: ufwFormat,
  listeners: listenersFormat,
  nmap: nmapFormat,
};

/** Returns the names of all formats. */
export function formatNames(): readonly FirewallFormat[] {
  return Object.keys(formats) as FirewallFormat[];
}

/**
 * Returns a format by its name.
 *
 * @throws {@link InvalidOptionError} if there is no such format
 */
export function formatNamed(name: FirewallFormat): AnyFormat {
  if (!Object.hasOwn(formats, name)) {
    const accepted = formatNames();
    throw new InvalidOptionError(`unknown format ${quote(name)}`, {
      field: "format",
      input: name,
      expected: `one of ${accepted.join(", ")}`,
      accepted,
    });
  }
  return formats[name] as AnyFormat;
}
