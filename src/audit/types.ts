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
 * - `missing`: open to none of those to whom they should be
 * - `extra`: open, and expected to be closed to everybody
 * - `narrower`: open to some only of those to whom they should be
 * - `wider`: open to others than those to whom they should be, too
 * - `unknown`: whether they are open could not be determined
 */
export interface PolicyDifference {
  /** In which way the two differ. */
  readonly kind: "extra" | "missing" | "narrower" | "unknown" | "wider";
  /** Which way connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The ports it is about. */
  readonly ports: PortRange;
  /** Who should use the ports; `null` for nobody. */
  readonly expected: WhoMay | null;
  /** Who may use them for certain; `null` for nobody. */
  readonly actual: WhoMay | null;
  /** For whom the two differ, or for whom that could not be determined. */
  readonly difference: WhoMay;
  /** What the ports are for. */
  readonly label: string;
  /** The services that use the ports. */
  readonly services: readonly ServiceId[];
  /** What must hold on the server for the ports to be used at all. */
  readonly conditions: readonly Condition[];
  /** The entry of the port in the expected release; `null` where it has none. */
  readonly entry: PortEntry | null;
  /** The first release, of those in the dataset, that documents the port without a gap since. */
  readonly since: ReleaseNumber | null;
  /** Why it is undetermined; empty for other kinds. */
  readonly reasons: readonly string[];
}

/** What differs between two policies, each list in the order of directions, protocols and ports. */
export interface PolicyDiff {
  /** The families that were compared: those of which both policies speak. */
  readonly families: readonly Family[];
  /** What is closed to everybody, and should be open. */
  readonly missing: readonly PolicyDifference[];
  /** What is open, and should be closed to everybody. */
  readonly extra: readonly PolicyDifference[];
  /** What is open to fewer than it should be. */
  readonly narrower: readonly PolicyDifference[];
  /** What is open to more than it should be. */
  readonly wider: readonly PolicyDifference[];
  /** What could not be determined. */
  readonly unknown: readonly PolicyDifference[];
}

/** Ports of a finding, and what is known of them. */
export interface FindingPorts {
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The ports. */
  readonly ports: PortRange;
  /** What the ports are for; `null` where nothing documents them. */
  readonly label: string | null;
  /** The services that use the ports. */
  readonly services: readonly ServiceId[];
  /** What must hold on the server for the ports to be used at all. */
  readonly conditions: readonly Condition[];
  /** The first release, of those in the dataset, that documents the port without a gap since. */
  readonly since: ReleaseNumber | null;
  /** Whom the finding is about on these ports; `null` where it is all those that the finding names. */
  readonly who: WhoMay | null;
  /** The place in the firewall that decided about most of the ports; `null` where none did. */
  readonly decidedBy: Origin | null;
}

/** Findings that somebody accepts, and why. */
export interface Acceptance {
  /** The rule of the findings. */
  readonly rule: FindingRuleId;
  /**
   * The ports, `PORT[-PORT]/PROTOCOL[/outbound]`, such as `8443/tcp`; whatever a finding of the rule is about, if they are
   * left out.
   */
  readonly ports?: OneOrMany<string> | undefined;
  /** Why they are accepted: 1 to 200 characters on one line. */
  readonly reason: string;
  /** The last day on which they are, `YYYY-MM-DD`; for good if it is left out. */
  readonly until?: string | undefined;
}

/** Why a finding is accepted, and how long. */
export interface FindingAcceptance {
  /** Why it is accepted. */
  readonly reason: string;
  /** The last day on which it is, `YYYY-MM-DD`; `null` for good. */
  readonly until: string | null;
}

/** Something that an audit found: what has the same rule, the same reasons and the same audience is one finding. */
export interface AuditFinding {
  /** The rule that it breaks. */
  readonly rule: FindingRuleId;
  /** How severe that is. */
  readonly severity: Severity;
  /** Which way connections are opened; `null` for a finding that is about no direction. */
  readonly direction: Direction | null;
  /** The families in which it holds. */
  readonly families: readonly Family[];
  /** The ports, in ascending order, TCP before UDP; empty for a finding that is about no port. */
  readonly ports: readonly FindingPorts[];
  /** Whom it is about: for a closed port, those to whom it is closed; `null` for a finding that is about nobody. */
  readonly who: WhoMay | null;
  /** What it depends on, or why it could not be determined, one phrase each. */
  readonly reasons: readonly string[];
  /** The places in the firewall that decided, each once. */
  readonly decidedBy: readonly Origin[];
  /** What is wrong, why, and where that was decided, in a sentence. */
  readonly message: string;
  /** What to do, in a sentence. */
  readonly advice: string;
  /** How it is accepted; among the findings that count, how it was until that expired. `null` if it never was. */
  readonly acceptance: FindingAcceptance | null;
}

/** Something that was not examined or had to be assumed, on which the verdict depends. */
export interface AuditGap {
  /** What was not examined or was assumed, in a sentence. */
  readonly text: string;
  /** The input it is about, counted from 0; `null` for none of them. */
  readonly input: number | null;
  /** The line of the input, counted from 1; `null` for a remark on the whole input. */
  readonly line: number | null;
}

/** What an audit is about: what the server is like, and what to examine. */
export interface AuditOptions<S extends string = string, L extends string = S>
  extends PolicyOptions<S, L> {
  /** The address families to examine; both if left out. */
  readonly families?: OneOrMany<Family> | undefined;
  /** The directions to examine; both if left out. */
  readonly directions?: OneOrMany<Direction> | undefined;
  /** The transport protocols to examine; both if left out. */
  readonly protocols?: OneOrMany<Protocol> | undefined;
  /** What listens on the server, as `parseListeners` returns it, beside the rules of its firewall. */
  readonly listeners?: ListenerExposure | undefined;
  /** Where SSH listens, as `parseSshd` returns it; it takes the place of port 22 unless `replace` says otherwise. */
  readonly ssh?: SshListeners | undefined;
  /** Findings that are accepted: they are listed apart, and do not count for the verdict. */
  readonly accept?: OneOrMany<Acceptance> | undefined;
  /** The day of the audit, `YYYY-MM-DD`, on which acceptances may have expired; needed if one has a last day. */
  readonly on?: string | undefined;
  /** The names of the inputs of the firewall, for messages. */
  readonly inputs?: readonly string[] | undefined;
}

/** What an audit was asked about. */
export interface AuditScope {
  /** The address families. */
  readonly families: readonly Family[];
  /** The directions in which connections are opened. */
  readonly directions: readonly Direction[];
  /** The transport protocols. */
  readonly protocols: readonly Protocol[];
}

/** What a plan may close. */
export interface ClosingOptions {
  /** Whether to close what is open and not expected; if it is left out, the plan only lists it. */
  readonly close?: boolean | undefined;
  /**
   * The connections that must stay possible, such as that of whoever runs the commands: the other machine's address and
   * the server's port, `198.51.100.7:22` or `[2001:db8::7]:22`. At least one if `close` is `true`.
   */
  readonly keep?: OneOrMany<string> | undefined;
}

/** What an upgrade is about: what the server is like, and what to close. */
export interface UpgradeOptions<S extends string = string, L extends string = S>
  extends PolicyOptions<S, L>,
    ClosingOptions,
    Pick<AuditOptions, "listeners" | "ssh"> {}

/** Ports to open or to close. */
export interface PlanChange {
  /** What to do. */
  readonly action: "close" | "open";
  /** Which way connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The ports to open or to close. */
  readonly ports: PortRange;
  /** To whom to open the ports, or to whom to close them. */
  readonly who: WhoMay;
  /** What the ports are for. */
  readonly label: string;
  /** The services that use the ports. */
  readonly services: readonly ServiceId[];
  /** What must hold on the server for the ports to be used at all. */
  readonly conditions: readonly Condition[];
  /** The entry of the port in the release that has it; `null` where none has. */
  readonly entry: PortEntry | null;
  /** Why, in sentences. */
  readonly reason: string;
}

/** Ports that stay open, although they are not expected to be. */
export interface SparedPorts extends PlanChange {
  /** Why they are never closed. */
  readonly why: string;
}

/** What to change so that a firewall fits a release. */
export interface FirewallPlan {
  /** What it is, on one line. */
  readonly title: string;
  /** The release that answers for the version before an upgrade; `null` where there is none. */
  readonly from: ReleaseNumber | null;
  /** The release that answers for the version that the firewall is to fit. */
  readonly to: ReleaseNumber;
  /** The versions that were asked for, without their builds. */
  readonly requested: {
    /** The version before an upgrade; `null` where there is none. */
    readonly from: number | null;
    /** The version that the firewall is to fit. */
    readonly to: number;
  };
  /** The documentation pages that hold for the two releases of an upgrade; `null` where there are not two. */
  readonly pages: BothEnds<number> | null;
  /** How well the releases cover those versions. */
  readonly coverage: {
    /** That of the version before an upgrade; `null` where there is none. */
    readonly from: Coverage | null;
    /** That of the version that the firewall is to fit. */
    readonly to: Coverage;
  };
  /** What is opened, then what is closed, each in the order of directions, protocols and ports. */
  readonly changes: readonly PlanChange[];
  /** What stays open because nobody asked to close it, in the same order; empty with `close`. */
  readonly closable: readonly PlanChange[];
  /** What is never closed, in the same order. */
  readonly spared: readonly SparedPorts[];
  /** The connections that must stay possible, in canonical form. */
  readonly kept: readonly string[];
  /** The changes of which it is not known whether they are needed, because the firewall does not tell. */
  readonly unknown: readonly PlanChange[];
  /** The firewall that is to be changed; `null` where none was given. */
  readonly actual: PolicyOrExposure | null;
}

/** Whether a firewall fits a release, and what does not. */
export interface FirewallAudit {
  /** The release that answers for the version. */
  readonly release: ReleaseNumber;
  /** The version that was asked for, without its build. */
  readonly requested: number;
  /** How well the release covers that version. */
  readonly coverage: Coverage;
  /**
   * `fits`: everything that was asked for was examined, and there is no finding but those of the severity `info`;
   * `differs`: there is an error or a warning; `unknown`: neither can be said, because of a gap or of ports that
   * are undetermined
   */
  readonly verdict: "differs" | "fits" | "unknown";
  /** What the audit was asked about. */
  readonly scope: AuditScope;
  /** What was not examined, or was assumed, and may change the verdict. */
  readonly gaps: readonly AuditGap[];
  /** What was found, the most severe first. */
  readonly findings: readonly AuditFinding[];
  /** What was found and is accepted, in the same order; it does not count for the verdict. */
  readonly accepted: readonly AuditFinding[];
  /** The names of the inputs of the firewall, in their order; empty if they were not given. */
  readonly inputs: readonly string[];
  /** The ports on which SSH listens, or may listen, as far as the inputs say, in ascending order. */
  readonly sshPorts: readonly number[];
  /** Whether SSH may listen on other ports too, because files that name ports were not read. */
  readonly sshMayBeElsewhere: boolean;
  /** Whether the options ask to limit outbound connections. */
  readonly limitsOutbound: boolean;
  /** What the server needs: the policy that the firewall was compared with. */
  readonly expected: Policy;
  /** The firewall that was audited. */
  readonly actual: PolicyOrExposure;
}
