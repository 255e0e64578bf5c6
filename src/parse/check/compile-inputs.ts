import { fieldsOf, InvalidConfigurationError } from "../../errors.ts";
import * as limits from "../../util/limits.ts";
import { detectFirewall, type FirewallFormat } from "../detect.ts";
import { readInputs } from "../input.ts";
import { type CompiledFirewall, compileFirewall } from "../parse-firewall.ts";
import { formatNamed, formatNames } from "../server-files/firewall-formats.ts";
import type { Texts } from "../types.ts";
import type { CheckOptions } from "./types.ts";

const checkOptionNames: Readonly<Record<keyof CheckOptions, true>> = {
  format: true,
  inputs: true,
  interface: true,
  lists: true,
  addresses: true,
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
  return compileFirewall(formatNamed(format), inputs, options);
}

function formatOf(inputs: Texts): FirewallFormat {
  // The maximum length depends on the format.
  const texts = readInputs(inputs, {
    expected: `an input of ${formatNames().join(", ")}`,
    maxLength: () => limits.listLength,
    // The format decides.
    mayBeEmpty: () => true,
  });
  const [format] = texts.map(detectFirewall).filter((each) => each !== undefined);
  if (format === undefined) {
    throw new InvalidConfigurationError(
      `cannot detect the firewall format; set the option format to one of ${formatNames().join(", ")}`,
      inputs,
      undefined,
    );
  }
  return format;
}
