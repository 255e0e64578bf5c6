import type { ReleaseNumber, ServiceId } from "../dataset/literals.generated.ts";
import type { Condition, PortEntry } from "../dataset/types.ts";
import type {
  Direction,
  Family,
  ListenerExposure,
  Origin,
  PortRange,
  Protocol,
  SshListeners,
  WhoMay,
} from "../net/types.ts";
import type { Policy, PolicyOptions, PolicyOrExposure } from "../policy/types.ts";
import type { BothEnds, Coverage } from "../query/resolved-version.ts";
import type { OneOrMany } from "../util/one-or-many.ts";
import type { FindingRuleId, Severity } from "./finding-rules.ts";

/**
 * Ports in which two policies differ.
 *
 * - `missing`: closed to every expected address
 * - `extra`: open, but expected to be closed to everybody
 * - `narrower`: open to only some expected addresses
 * - `wider`: open to more than the expected addresses
 * - `unknown`: undetermined
 */
export interface PolicyDifference {
  /** The kind of difference. */
  readonly kind: "extra" | "missing" | "narrower" | "unknown" | "wider";
  /** The direction in which connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The ports that differ. */
  readonly ports: PortRange;
  /** The addresses that should use the ports; `null` for nobody. */
  readonly expected: WhoMay | null;
  /** The addresses that certainly may use them; `null` for nobody. */
  readonly actual: WhoMay | null;
  /** The addresses for which the two differ, or for which that is undetermined. */
  readonly difference: WhoMay;
  /** The purpose of the ports. */
  readonly label: string;
  /** The services that use the ports. */
  readonly services: readonly ServiceId[];
  /** The conditions under which the server uses the ports. */
  readonly conditions: readonly Condition[];
  /** The entry of the port in the expected release, if it documents the direction and the protocol; `null` for none. */
  readonly entry: PortEntry | null;
  /** The first release of the dataset that documents the port without a gap since; `null` for none. */
  readonly since: ReleaseNumber | null;
  /** The reasons why it is undetermined; empty for other kinds. */
  readonly reasons: readonly string[];
}

/** The differences between two policies, each list in the order of directions, protocols and ports. */
export interface PolicyDiff {
  /** The compared families: those that both policies cover. */
  readonly families: readonly Family[];
  /** The ports that are closed to everybody, but should be open. */
  readonly missing: readonly PolicyDifference[];
  /** The ports that are open, but should be closed to everybody. */
  readonly extra: readonly PolicyDifference[];
  /** The ports that are open to fewer addresses than expected. */
  readonly narrower: readonly PolicyDifference[];
  /** The ports that are open to more addresses than expected. */
  readonly wider: readonly PolicyDifference[];
  /** The ports that are undetermined. */
  readonly unknown: readonly PolicyDifference[];
}

/** Ports of a finding, with what the dataset and the firewall say about them. */
export interface FindingPorts {
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The ports. */
  readonly ports: PortRange;
  /** The purpose of the ports; `null` if undocumented. */
  readonly label: string | null;
  /** The services that use the ports. */
  readonly services: readonly ServiceId[];
  /** The conditions under which the server uses the ports. */
  readonly conditions: readonly Condition[];
  /** The first release of the dataset that documents the port without a gap since; `null` for none. */
  readonly since: ReleaseNumber | null;
  /** The addresses that the finding concerns on these ports; `null` for all addresses of the finding. */
  readonly who: WhoMay | null;
  /** The place in the firewall that decided about most of the ports; `null` for none. */
  readonly decidedBy: Origin | null;
}

/** An acceptance of findings, with its reason. */
export interface Acceptance {
  /** The rule of the findings. */
  readonly rule: FindingRuleId;
  /** The ports, `PORT[-PORT]/PROTOCOL[/outbound]`, such as `8443/tcp`; default: all ports of the rule's findings. */
  readonly ports?: OneOrMany<string> | undefined;
  /** The reason: 1 to 200 characters on one line. */
  readonly reason: string;
  /** The last day of the acceptance, `YYYY-MM-DD`; default: no end. */
  readonly until?: string | undefined;
}

/** The reason why a finding is accepted, and the last day. */
export interface FindingAcceptance {
  /** The reason. */
  readonly reason: string;
  /** The last day of the acceptance, `YYYY-MM-DD`; `null` for no end. */
  readonly until: string | null;
}

/** An acceptance that applies to no finding of an audit. */
export interface UnusedAcceptance extends FindingAcceptance {
  /** The rule of the findings. */
  readonly rule: FindingRuleId;
  /** The ports, such as `8443/tcp`; `null` for all ports of the rule's findings. */
  readonly ports: readonly string[] | null;
}

/** A finding of an audit. Ports with the same rule, reasons and audience form one finding. */
export interface AuditFinding {
  /** The rule of the finding. */
  readonly rule: FindingRuleId;
  /** The severity of the rule. */
  readonly severity: Severity;
  /** The direction in which connections are opened; `null` for a finding without a direction. */
  readonly direction: Direction | null;
  /** The families that it concerns. */
  readonly families: readonly Family[];
  /** The ports, TCP before UDP, in ascending order; empty for a finding without ports. */
  readonly ports: readonly FindingPorts[];
  /** The addresses that it concerns: for a closed port, those it is closed to; `null` for a finding without addresses. */
  readonly who: WhoMay | null;
  /** What it depends on, or why it is undetermined, one phrase each. */
  readonly reasons: readonly string[];
  /** The deciding places in the firewall, without duplicates. */
  readonly decidedBy: readonly Origin[];
  /** A sentence on what is wrong, why, and which place decided it. */
  readonly message: string;
  /** A sentence on what to do. */
  readonly advice: string;
  /** The acceptance; for a finding that counts, the expired acceptance. `null` for none. */
  readonly acceptance: FindingAcceptance | null;
}

/** Something that was not examined or was assumed, and may change the verdict. */
export interface AuditGap {
  /** A sentence on what was not examined or was assumed. */
  readonly text: string;
  /** The input that it concerns, counted from 0; `null` for none. */
  readonly input: number | null;
  /** The line of the input, counted from 1; `null` for the whole input. */
  readonly line: number | null;
}

/** The options that limit an audit or a plan to a part of a firewall. */
export interface ScopeOptions {
  /** The address families to examine; default: both. */
  readonly families?: OneOrMany<Family> | undefined;
  /** The directions to examine; default: both. */
  readonly directions?: OneOrMany<Direction> | undefined;
  /** The transport protocols to examine; default: both. */
  readonly protocols?: OneOrMany<Protocol> | undefined;
}

/** The options of an audit: what the server is like, and what to examine. */
export interface AuditOptions<S extends string = string, L extends string = S>
  extends PolicyOptions<S, L>,
    ScopeOptions {
  /**
   * What listens on the server, as `parseListeners` returns it. A closed port without a listener is no finding. An
   * open port without one is a lesser risk, and has its own rules: nothing listens there (`idle-port-open`,
   * `idle-internal-port-open`), or only on the loopback interface (`loopback-listener-open`,
   * `expected-port-on-loopback`). A protocol or a family that the list does not show is a gap.
   */
  readonly listeners?: ListenerExposure | undefined;
  /** Where SSH listens, as `parseSshd` returns it. These ports replace port 22, unless `replace` names SSH. */
  readonly ssh?: SshListeners | undefined;
  /** Accepted findings: the audit lists them separately, and ignores them in the verdict. */
  readonly accept?: OneOrMany<Acceptance> | undefined;
  /** The day of the audit, `YYYY-MM-DD`, used to expire acceptances; required if one has a last day. */
  readonly on?: string | undefined;
  /** The names of the firewall's inputs, for messages. */
  readonly inputs?: readonly string[] | undefined;
}

/** The part of a firewall that an audit examines. */
export interface AuditScope {
  /** The address families. */
  readonly families: readonly Family[];
  /** The directions in which connections are opened. */
  readonly directions: readonly Direction[];
  /** The transport protocols. */
  readonly protocols: readonly Protocol[];
}

/** The fields of {@link ClosingOptions}. */
export interface ClosingFields {
  /** Whether to close unexpected ports; default: `false`, the plan only lists them. */
  readonly close?: boolean | undefined;
  /**
   * The connections that must stay possible, such as the one over which the plan is run: the remote address and the
   * server's port, `198.51.100.7:22` or `[2001:db8::7]:22`. Required if `close` is `true`.
   */
  readonly keep?: OneOrMany<string> | undefined;
}

/** The options on closing ports: `close: true` requires `keep`. */
export type ClosingOptions = ClosingFields &
  ({ readonly close?: false | undefined } | { readonly keep: OneOrMany<string> });

/** The options of an upgrade: what the server is like, what to change, and what to close. */
export type UpgradeOptions<S extends string = string, L extends string = S> = PolicyOptions<S, L> &
  ScopeOptions &
  ClosingOptions &
  Pick<AuditOptions, "listeners" | "ssh">;

/** Ports to open or close. */
export interface PlanChange {
  /** The action. */
  readonly action: "close" | "open";
  /** The direction in which connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The ports to open or close. */
  readonly ports: PortRange;
  /** The addresses to open the ports to, or to close them to. */
  readonly who: WhoMay;
  /** The purpose of the ports. */
  readonly label: string;
  /** The services that use the ports. */
  readonly services: readonly ServiceId[];
  /** The conditions under which the server uses the ports. */
  readonly conditions: readonly Condition[];
  /** The entry of the port in the release that documents it; `null` for none. */
  readonly entry: PortEntry | null;
  /** The reason, in sentences. */
  readonly reason: string;
}

/** Unexpected ports that stay open. */
export interface SparedPorts extends PlanChange {
  /** The reason why they are never closed. */
  readonly why: string;
}

/** The changes that make a firewall fit a release. */
export interface FirewallPlan {
  /** A title on one line. */
  readonly title: string;
  /** The release that answers for the old version of an upgrade; `null` if the plan is not for an upgrade. */
  readonly from: ReleaseNumber | null;
  /** The release that answers for the target version. */
  readonly to: ReleaseNumber;
  /** The requested versions, without their builds. */
  readonly requested: {
    /** The old version of an upgrade; `null` if the plan is not for an upgrade. */
    readonly from: number | null;
    /** The target version. */
    readonly to: number;
  };
  /** The documentation pages that apply to the two releases of an upgrade; `null` if the plan is not for an upgrade. */
  readonly pages: BothEnds<number> | null;
  /** How the releases cover those versions. */
  readonly coverage: {
    /** The coverage of the old version of an upgrade; `null` if the plan is not for an upgrade. */
    readonly from: Coverage | null;
    /** The coverage of the target version. */
    readonly to: Coverage;
  };
  /** The openings, then the closings, each in the order of directions, protocols and ports. */
  readonly changes: readonly PlanChange[];
  /** The ports that stay open because `close` is not set, in the same order; empty with `close`. */
  readonly closable: readonly PlanChange[];
  /** The ports that are never closed, in the same order. */
  readonly spared: readonly SparedPorts[];
  /** The connections that must stay possible, in canonical form. */
  readonly kept: readonly string[];
  /**
   * The possibly needed changes: the firewall does not show whether they are, or they would open SSH, WHM or a database
   * that it limits to some addresses.
   */
  readonly unknown: readonly PlanChange[];
  /** The firewall to change; `null` if none was given. */
  readonly actual: PolicyOrExposure | null;
}

/** The result of an audit: whether a firewall fits a release, and what does not fit. */
export interface FirewallAudit {
  /** The release that answers for the version. */
  readonly release: ReleaseNumber;
  /** The requested version, without its build. */
  readonly requested: number;
  /** How the release covers that version. */
  readonly coverage: Coverage;
  /**
   * - `fits`: the whole scope was examined, and no finding is an error or a warning
   * - `differs`: a finding, other than about undetermined ports, is an error or a warning
   * - `unknown`: neither, because of gaps or undetermined ports
   */
  readonly verdict: "differs" | "fits" | "unknown";
  /** The examined part of the firewall. */
  readonly scope: AuditScope;
  /** The gaps: what was not examined or was assumed, and may change the verdict. */
  readonly gaps: readonly AuditGap[];
  /** The findings, most severe first. */
  readonly findings: readonly AuditFinding[];
  /** The accepted findings, in the same order; the verdict ignores them. */
  readonly accepted: readonly AuditFinding[];
  /** The acceptances that apply to no finding, as far as the scope shows. */
  readonly unusedAcceptances: readonly UnusedAcceptance[];
  /** The names of the firewall's inputs, in order; empty if not given. */
  readonly inputs: readonly string[];
  /** The ports on which, according to the inputs, SSH listens or may listen, in ascending order. */
  readonly sshPorts: readonly number[];
  /** Whether SSH may also listen on other ports, because files that name ports were not read. */
  readonly sshMayBeElsewhere: boolean;
  /** Whether the options ask to limit outbound connections. */
  readonly limitsOutbound: boolean;
  /** The policy that the firewall was compared with. */
  readonly expected: Policy;
  /** The audited firewall. */
  readonly actual: PolicyOrExposure;
}
