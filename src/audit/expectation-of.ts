import { createPolicy } from "../policy/create/create-policy.ts";
import { ftpPassive } from "../policy/create/ftp-passive.ts";
import { withOutbound } from "../policy/create/read-options.ts";
import { opensFor } from "../policy/opens-for.ts";
import type { Policy, PolicyOptions, PolicyOrExposure, PolicyRule } from "../policy/types.ts";
import { findServices } from "../query/find-services.ts";
import type { ReleaseOrVersion } from "../query/resolved-version.ts";
import type { Server } from "./read-server.ts";
import { documentedSshPort, sshPorts } from "./ssh-ports.ts";

/** The ports that a firewall should or may open. */
export interface Expectation {
  /** The ports that must be open: for services, by options, and for every server. */
  readonly expected: Policy;
  /** The ports that may be open without being expected. */
  readonly tolerated: readonly PolicyRule[];
}

/**
 * Returns what is expected of a firewall.
 *
 * @param own - what listens on the server, and where SSH listens
 * @throws the errors of {@link createPolicy}
 */
export function expectationOf(
  release: ReleaseOrVersion,
  options: PolicyOptions,
  actual: PolicyOrExposure,
  own: Server,
): Expectation {
  const read = withSsh(release, withOutbound(options, actual), sshPorts(own));
  const expected = createPolicy(release, read);
  return {
    expected,
    tolerated: [
      ...expected.conditional,
      ...(expected.rules.some((rule) => opensFor("ftp", rule)) ? [passiveRule] : []),
      // SSH may also listen there.
      ...(own.ssh?.isComplete === false ? [documentedSsh] : []),
      // A need limited to one family or some addresses may be open to all.
      ...expected.rules
        .filter(({ need }) => need !== null)
        .map((rule) => ({ ...rule, sources: "any" as const })),
    ],
  };
}

/** Replaces the documented SSH port with the ports SSH listens on, unless the options replace it. */
function withSsh(
  release: ReleaseOrVersion,
  options: PolicyOptions,
  ports: readonly number[],
): PolicyOptions {
  if (ports.length === 0) {
    return options;
  }
  const { replace = {} } = options;
  const isNamed = Object.keys(replace).some(
    (key) => key === String(documentedSshPort) || findServices(key)?.includes("ssh"),
  );
  const isExpected = createPolicy(release, options).rules.some((rule) => opensFor("ssh", rule));
  return isNamed || !isExpected ? options : { ...options, replace: { ...replace, ssh: ports } };
}

const documentedSsh: PolicyRule = {
  direction: "inbound",
  protocol: "tcp",
  ports: { from: documentedSshPort, through: documentedSshPort },
  sources: "any",
  except: [],
  label: "SSH",
  services: ["ssh"],
  conditions: [],
  need: null,
};

const passiveRule: PolicyRule = {
  direction: "inbound",
  protocol: ftpPassive.protocol,
  ports: ftpPassive.ports,
  sources: "any",
  except: [],
  label: ftpPassive.label,
  services: [ftpPassive.service],
  conditions: [],
  need: null,
};
