/**
 * The network ports that cPanel & WHM documents for each release: queries, diffs, policies and audits.
 *
 * @module index
 */

export { auditFirewall } from "./audit/audit-firewall.ts";
export { comparePolicies } from "./audit/compare-policies.ts";
export type { ConfigFile } from "./audit/config-file.ts";
export type { ElsewherePart, ElsewherePort } from "./audit/elsewhere-parts.ts";
export {
  type FindingRule,
  type FindingRuleId,
  findingRules,
  type Severity,
} from "./audit/finding-rules.ts";
export { type ElsewhereMatch, matchElsewhere } from "./audit/match-elsewhere.ts";
export { planAudit } from "./audit/plan-audit.ts";
export { planUpgrade } from "./audit/plan-upgrade.ts";
export { rankElsewhere } from "./audit/rank-elsewhere.ts";
export type {
  Acceptance,
  AuditFinding,
  AuditGap,
  AuditOptions,
  AuditScope,
  ClosingOptions,
  FindingAcceptance,
  FindingPorts,
  FirewallAudit,
  FirewallPlan,
  PlanChange,
  PolicyDiff,
  PolicyDifference,
  ScopeOptions,
  SparedPorts,
  UnusedAcceptance,
  UpgradeOptions,
} from "./audit/types.ts";
export type {
  Category,
  ConditionId,
  ElsewhereListId,
  FeatureName,
  LatestRelease,
  OmissibleNeedId,
  OperatingSystemId,
  PortNumber,
  Ports,
  ReleaseNumber,
  ServerNeedId,
  ServiceId,
  ServiceWord,
} from "./dataset/literals.generated.ts";
export type { AnyEntry, OwnEntry, OwnRow } from "./dataset/own-entry.ts";
export type { AddedPorts, PortAt, PortIn, PortsOf, RemovedPorts } from "./dataset/port-types.ts";
export type {
  Annotation,
  Basis,
  Condition,
  Dataset,
  DatasetFile,
  DocumentedChange,
  DocumentedRow,
  ElsewhereList,
  ElsewherePorts,
  FeatureSource,
  Firewall,
  FirewallRecommendation,
  InternalPort,
  LaterRelease,
  LicenseCallback,
  LicenseCallbackPort,
  LifecycleDate,
  NeededIcmp,
  NeededPort,
  OperatingSystem,
  PortEntry,
  PortSpan,
  Protection,
  Release,
  Requirement,
  Scope,
  ServerNeed,
  Service,
  Source,
  Span,
  Undocumented,
  Unknown,
} from "./dataset/types.ts";
export {
  AmbiguousOperatingSystemError,
  type AnyCpanelPortsError,
  ContradictoryOptionsError,
  CpanelPortsError,
  type CpanelPortsErrorCode,
  DevelopmentReleaseError,
  InvalidConfigurationError,
  InvalidDateError,
  InvalidOptionError,
  InvalidPolicyError,
  InvalidPortError,
  InvalidVersionError,
  isCpanelPortsError,
  NewerReleaseError,
  ReleaseTierError,
  UnknownOperatingSystemError,
  UnknownReleaseError,
} from "./errors.ts";
export type {
  ClosedPorts,
  ClosingPlace,
  DefaultAction,
  Direction,
  Exposure,
  ExposureRule,
  Family,
  ListenerExposure,
  ListenerRule,
  LoopbackListener,
  NoteCode,
  Opening,
  Origin,
  ParseNote,
  Permitted,
  PortAccess,
  PortRange,
  Protocol,
  Qualification,
  QualifiedPorts,
  RulePlace,
  SshListener,
  SshListeners,
  UndeterminedPorts,
  WhoMay,
} from "./net/types.ts";
export { createPolicy } from "./policy/create/create-policy.ts";
export { parsePolicyOptions } from "./policy/create/parse-policy-options.ts";
export type {
  LoopbackPort,
  Policy,
  PolicyAddition,
  PolicyOptions,
  PolicyOrExposure,
  PolicyRule,
  PolicyWarning,
  ServiceOrPort,
} from "./policy/types.ts";
export { categories } from "./query/categories.ts";
export {
  compareElsewhere,
  type ElsewhereComparison,
  type ElsewhereDifference,
} from "./query/compare-elsewhere.ts";
export { defineEntry, type EntryDefinition } from "./query/define-entry.ts";
export {
  type Change,
  diffReleases,
  type FeatureSourceChange,
  type FieldChange,
  type FirewallChange,
  type LicenseCallbackChange,
  type PortChange,
  type ReleaseDiff,
} from "./query/diff-releases.ts";
export { getLicenseCallback } from "./query/get-license-callback.ts";
export { getPort } from "./query/get-port.ts";
export { getPortHistory } from "./query/get-port-history.ts";
export { getRecommendedFirewall } from "./query/get-recommended-firewall.ts";
export { internalPorts } from "./query/internal-ports.ts";
export type { KnownRelease, KnownService } from "./query/known.ts";
export { laterReleases } from "./query/later-releases.ts";
export { latestRelease } from "./query/latest-release.ts";
export { listElsewhere } from "./query/list-elsewhere.ts";
export { listFeatureSources } from "./query/list-feature-sources.ts";
export { listPorts } from "./query/list-ports.ts";
export { listServices } from "./query/list-services.ts";
export { parsePortFilter, type TextFilter } from "./query/parse-port-filter.ts";
export type { PortFilter } from "./query/port-filter.ts";
export { type ReleaseStatus, releaseStatus } from "./query/release-status.ts";
export { releases } from "./query/releases.ts";
export { type ResolveReleaseOptions, resolveRelease } from "./query/resolve-release.ts";
export { type ResolvedRelease, resolveVersion } from "./query/resolve-version.ts";
export type {
  BothEnds,
  Coverage,
  ReleaseOf,
  ReleaseOrVersion,
  ResolvedVersion,
} from "./query/resolved-version.ts";
export { serverNeeds } from "./query/server-needs.ts";
export { services } from "./query/services.ts";
export type { OneOrMany } from "./util/one-or-many.ts";
