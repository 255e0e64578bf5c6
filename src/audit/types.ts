import type { ReleaseNumber, ServiceId } from "../dataset/literals.generated.ts";
import type { Condition, PortEntry } from "../dataset/types.ts";
import type { Direction, Family, PortRange, Protocol, WhoMay } from "../net/types.ts";
import type { Policy, PolicyOrExposure } from "../policy/types.ts";
import type { BothEnds, Coverage } from "../query/resolved-version.ts";
import type { FindingRule, Severity } from "./finding-rules.ts";

/**
 * Something in which two policies differ.
 *
 * - `missing`: open as expected to nobody
 * - `extra`: open, and expected to be closed to everybody
 * - `narrower`: open to some alone of those to whom it should be
 * - `wider`: open to others beside those to whom it should be
 * - `unknown`: the actual policy does not tell
 */
export interface PolicyFinding {
  /** In which way the two differ. */
  readonly kind: "extra" | "missing" | "narrower" | "unknown" | "wider";
  /** How severe that is. */
  readonly severity: Severity;
  /** The rule that gives the severity. */
  readonly rule: FindingRule;
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
  /** For whom the two differ, or for whom it is not known. */
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
  /** What differs, in a sentence. */
  readonly text: string;
  /** Why it is undetermined; empty for other kinds. */
  readonly reasons: readonly string[];
}

/** What differs between two policies, each list in the order of directions, protocols and ports. */
export interface PolicyDiff {
  /** The families that were compared: those of which both policies speak. */
  readonly families: readonly Family[];
  /** What is closed to everybody, and should be open. */
  readonly missing: readonly PolicyFinding[];
  /** What is open, and should be closed to everybody. */
  readonly extra: readonly PolicyFinding[];
  /** What is open to fewer than it should be. */
  readonly narrower: readonly PolicyFinding[];
  /** What is open to more than it should be. */
  readonly wider: readonly PolicyFinding[];
  /** What could not be determined. */
  readonly unknown: readonly PolicyFinding[];
}

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
  /** In the order of directions, protocols and ports. */
  readonly changes: readonly PlanChange[];
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
   * `fits`: nothing differs but what is normal (findings of the severity `info`); `differs`: something
   * does; `unknown`: nothing is known to differ, but the configuration does not tell of every port
   */
  readonly verdict: "differs" | "fits" | "unknown";
  /** What the release needs, as `createPolicy` makes it. */
  readonly expected: Policy;
  /** The firewall that was audited. */
  readonly actual: PolicyOrExposure;
  /** In what it differs. */
  readonly diff: PolicyDiff;
}
