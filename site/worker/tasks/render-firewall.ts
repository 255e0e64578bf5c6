import {
  type ConfigFile,
  createPolicy,
  type Policy,
  type PolicyRule,
  type PolicyWarning,
  resolveVersion,
} from "cpanel-ports";
import { renderSvg } from "cpanel-ports/render";
import { type FirewallOutputName, firewallOutputs } from "./firewall-outputs.ts";

/** The description of a server, as in `createPolicy` and a configuration file. */
export type FirewallOptions = Pick<
  ConfigFile,
  | "add"
  | "allowFrom"
  | "conditions"
  | "omit"
  | "os"
  | "outbound"
  | "preferTls"
  | "replace"
  | "services"
>;

/** A version, the description of the server, and what to write. */
export interface FirewallRequest {
  readonly version: string;
  readonly options: FirewallOptions;
  readonly outputs: readonly FirewallOutputName[];
}

interface FirewallFile {
  readonly output: FirewallOutputName;
  readonly text: string;
  /** What the output cannot express. */
  readonly notes: readonly string[];
}

/** What a firewall lets through, and its files. */
export interface RenderedFirewall {
  readonly title: string;
  readonly defaults: Policy["defaults"];
  readonly rules: readonly PolicyRule[];
  readonly conditional: readonly PolicyRule[];
  readonly warnings: readonly PolicyWarning[];
  readonly files: readonly FirewallFile[];
  /** Who reaches what, as a picture for each theme of a page. */
  readonly pictures: { readonly light: string; readonly dark: string };
}

export function renderFirewall({ version, options, outputs }: FirewallRequest): RenderedFirewall {
  const policy = createPolicy(resolveVersion(version), options);
  const { title, defaults, rules, conditional, warnings } = policy;
  return {
    title: title ?? "",
    defaults,
    rules,
    conditional,
    warnings,
    pictures: {
      light: renderSvg(policy, { theme: "light" }),
      dark: renderSvg(policy, { theme: "dark" }),
    },
    files: outputs.map((output) => {
      const { render, notes } = firewallOutputs[output] as {
        readonly render: (policy: Policy) => string;
        readonly notes?: (policy: Policy) => readonly string[];
      };
      return { output, text: render(policy), notes: notes?.(policy) ?? [] };
    }),
  };
}
