import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import type { NeededPort, PortEntry } from "../dataset/types.ts";
import { createPolicy } from "../policy/create/create-policy.ts";
import { ftpPassive } from "../policy/create/ftp-passive.ts";
import { withOutbound } from "../policy/create/read-options.ts";
import { sortRules } from "../policy/create/sort-rules.ts";
import type { Policy, PolicyOptions, PolicyOrExposure, PolicyRule } from "../policy/types.ts";
import { findServices } from "../query/find-services.ts";
import { listPorts } from "../query/list-ports.ts";
import { parseOperatingSystem } from "../query/parse-operating-system.ts";
import type { ReleaseOrVersion } from "../query/resolved-version.ts";
import { serverNeeds } from "../query/server-needs.ts";
import { documentedSshPort, sshPorts } from "./ssh-ports.ts";
import type { AuditOptions } from "./types.ts";

/** What is expected of a firewall. */
export interface Expectation {
  /** What must be open: what the services need, what is stated, and what every server needs. */
  readonly expected: Policy;
  /** What may be open, although it is not expected to be. */
  readonly tolerated: readonly PolicyRule[];
}

/**
 * Works out what is expected of a firewall.
 *
 * @param own - what listens, and where SSH does
 * @throws what {@link createPolicy} throws
 */
export function expectationOf(
  release: ReleaseOrVersion,
  options: PolicyOptions,
  actual: PolicyOrExposure,
  own: Pick<AuditOptions, "listeners" | "ssh">,
): Expectation {
  const read = withSsh(release, withOutbound(options, actual), sshPorts(own));
  const policy = createPolicy(release, read);
  const isOpenQuestion = questionOf(policy, read);
  const needs = neededRules(policy);
  return {
    expected: {
      ...policy,
      rules: sortRules([...policy.rules.filter((rule) => !isOpenQuestion(rule)), ...needs]),
    },
    tolerated: [
      ...policy.rules.filter(isOpenQuestion),
      ...(policy.rules.some(isFtp) ? [passiveRule] : []),
      // SSH may listen there as well.
      ...(own.ssh?.isComplete === false ? [documentedSsh] : []),
      // A need of one family, or of some addresses, may be met for all.
      ...needs.map((rule) => ({ ...rule, sources: "any" as const })),
    ],
  };
}

/**
 * Returns the test of rules for a documented port of whose condition nothing is stated: neither the condition,
 * nor the system, nor who may connect.
 */
function questionOf(
  { release }: Policy,
  { conditions = {}, os }: PolicyOptions,
): (rule: PolicyRule) => boolean {
  const stated = new Map(Object.entries(conditions));
  const system = os === undefined ? undefined : parseOperatingSystem(os).system.id;
  const documented = new Map<number, PortEntry>(
    listPorts(release as ReleaseNumber).map((entry) => [entry.port, entry]),
  );
  return ({ conditions: all, sources, ports }) =>
    sources === "any" &&
    // A port in place of the documented one was named.
    all.some((condition) => documented.get(ports.from)?.conditions.includes(condition)) &&
    all.some(
      ({ id, requires }) =>
        !stated.has(id) && (requires.kind !== "operating-system" || system === undefined),
    );
}

/** Puts the ports on which SSH listens in place of the documented one, unless the options name others. */
function withSsh(
  release: ReleaseOrVersion,
  options: PolicyOptions,
  ports: readonly number[],
): PolicyOptions {
  const { replace = {} } = options;
  const isNamed = Object.keys(replace).some(
    (key) => key === String(documentedSshPort) || findServices(key)?.includes("ssh"),
  );
  const isExpected = createPolicy(release, options).rules.some(
    ({ direction, ports: { from }, services }) =>
      direction === "inbound" && from === documentedSshPort && services.includes("ssh"),
  );
  return ports.length === 0 || isNamed || !isExpected
    ? options
    : { ...options, replace: { ...replace, ssh: ports } };
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
};

function isFtp({ direction, services }: PolicyRule): boolean {
  return direction === "inbound" && services.includes("ftp");
}

const passiveRule: PolicyRule = {
  direction: "inbound",
  protocol: ftpPassive.protocol,
  ports: ftpPassive.ports,
  sources: "any",
  except: [],
  label: ftpPassive.label,
  services: [ftpPassive.service],
  conditions: [],
};

/** The rules for what every server needs, without those that a policy has. */
function neededRules({ defaults, rules }: Policy): readonly PolicyRule[] {
  return serverNeeds.flatMap(({ name, traffic }) =>
    traffic
      .filter((each) => "port" in each)
      .filter(
        ({ direction, protocol, port }) =>
          defaults[direction] === "drop" &&
          !rules.some(
            (rule) =>
              rule.direction === direction &&
              rule.protocol === protocol &&
              rule.ports.from === port &&
              rule.sources === "any" &&
              rule.conditions.length === 0,
          ),
      )
      .map(
        (each): PolicyRule => ({
          direction: each.direction,
          protocol: each.protocol,
          ports: { from: each.port, through: each.port },
          sources: sourcesOf(each),
          except: [],
          label: name,
          services: [],
          conditions: [],
        }),
      ),
  );
}

/** Who is at the other end: what is sent to a link-local address comes from one. */
function sourcesOf({ destinations, families, direction }: NeededPort): PolicyRule["sources"] {
  if (destinations !== "any" && direction === "inbound") {
    return ["fe80::/10"];
  }
  const [only, ...others] = families;
  return others.length > 0 ? "any" : [only === "ipv4" ? "0.0.0.0/0" : "::/0"];
}
