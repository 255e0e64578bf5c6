import { fieldsOf, InvalidConfigurationError, InvalidOptionError } from "../../errors.ts";
import * as limits from "../../util/limits.ts";
import { quote } from "../../util/quote.ts";
import { apfFormat } from "../apf/format.ts";
import { csfFormat } from "../csf/format.ts";
import { detectFirewall, type FirewallFormat } from "../detect.ts";
import { firewalldFormat } from "../firewalld/format.ts";
import { readInputs } from "../input.ts";
import { iptablesFormat } from "../iptables/format.ts";
import { listenersFormat } from "../listeners/format.ts";
import { nftablesFormat } from "../nftables/format.ts";
import { nmapFormat } from "../nmap/format.ts";
import { type CompiledFirewall, compileFirewall } from "../parse-firewall.ts";
import type { Texts } from "../types.ts";
import { ufwFormat } from "../ufw/format.ts";
import type { CheckOptions } from "./types.ts";

const compilers: Readonly<
  Record<FirewallFormat, (inputs: Texts, options: CheckOptions) => CompiledFirewall>
> = {
  nftables: (inputs, options) => compileFirewall(nftablesFormat, inputs, options),
  iptables: (inputs, options) => compileFirewall(iptablesFormat, inputs, options),
  firewalld: (inputs, options) => compileFirewall(firewalldFormat, inputs, options),
  csf: (inputs, options) => compileFirewall(csfFormat, inputs, options),
  apf: (inputs, options) => compileFirewall(apfFormat, inputs, options),
  ufw: (inputs, options) => compileFirewall(ufwFormat, inputs, options),
  listeners: (inputs, options) => compileFirewall(listenersFormat, inputs, options),
  nmap: (inputs, options) => compileFirewall(nmapFormat, inputs, options),
};

const checkOptionNames: Readonly<Record<keyof CheckOptions, true>> = {
  format: true,
  inputs: true,
  interface: true,
  lists: true,
  addresses: true,
  deny: true,
  services: true,
  names: true,
  family: true,
  families: true,
  host: true,
};

/**
 * Compiles inputs of any format.
 *
 * @throws {@link InvalidConfigurationError} if the format cannot be detected, or an input is malformed
 * @throws {@link InvalidOptionError} if the format or an option is unknown
 */
export function compileInputs(inputs: Texts, options: CheckOptions): CompiledFirewall {
  fieldsOf("options", options, checkOptionNames);
  const format = options.format ?? formatOf(inputs);
  if (!Object.hasOwn(compilers, format)) {
    throw new InvalidOptionError(`unknown format ${quote(format)}`, {
      field: "format",
      input: format,
      expected: `one of ${Object.keys(compilers).join(", ")}`,
      accepted: Object.keys(compilers),
    });
  }
  return compilers[format](inputs, options);
}

function formatOf(inputs: Texts): FirewallFormat {
  // The maximum length depends on the format.
  const texts = readInputs(inputs, {
    expected: `an input of ${Object.keys(compilers).join(", ")}`,
    maxLength: () => limits.listLength,
    // The format decides.
    mayBeEmpty: () => true,
  });
  const [format] = texts.map(detectFirewall).filter((each) => each !== undefined);
  if (format === undefined) {
    throw new InvalidConfigurationError(
      `cannot detect the firewall format; set the option format to one of ${Object.keys(compilers).join(", ")}`,
      inputs,
      undefined,
    );
  }
  return format;
}
