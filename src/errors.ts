/**
 * The base of every error that the package throws for bad input. `message` names the input and what
 * would have been accepted; `code` never changes between releases of the package.
 *
 * @example
 * ```ts
 * import { CpanelPortsError, listPorts } from "cpanel-ports";
 *
 * const code = (() => {
 *   try {
 *     return listPorts(125).length;
 *   } catch (error) {
 *     return error instanceof CpanelPortsError ? error.code : undefined;
 *   }
 * })();
 * code; // => "development-release"
 * ```
 */
export abstract class CpanelPortsError extends Error {
  /** A stable identifier of the kind of error. */
  abstract readonly code: string;
  /** The value that was refused. */
  readonly input: unknown;

  constructor(message: string, input: unknown) {
    super(message);
    this.input = input;
  }
}

/** The input is not written as a version or a release. */
export class InvalidVersionError extends CpanelPortsError {
  override readonly name = "InvalidVersionError";
  readonly code = "invalid-version";
}

/** A version that the dataset does not have, and the releases nearest to it. */
interface Nearest {
  readonly version: number;
  readonly nearest: readonly number[];
}

/** The release is not in the dataset and is not newer than it. */
export class UnknownReleaseError extends CpanelPortsError {
  override readonly name = "UnknownReleaseError";
  readonly code = "unknown-release";
  /** The version without its build. */
  readonly version: number;
  /** The releases of the dataset that are nearest to it. */
  readonly nearest: readonly number[];

  constructor(message: string, input: unknown, { version, nearest }: Nearest) {
    super(message, input);
    this.version = version;
    this.nearest = nearest;
  }
}

/** The version is newer than what the dataset covers. */
export class NewerReleaseError extends CpanelPortsError {
  override readonly name = "NewerReleaseError";
  readonly code = "newer-release";
  /** The version without its build. */
  readonly version: number;
  /** The newest release in the dataset. */
  readonly newest: number;
  /** The last version for which the page of the newest release is known to hold. */
  readonly coveredThrough: number;

  constructor(
    message: string,
    input: unknown,
    fields: {
      readonly version: number;
      readonly newest: number;
      readonly coveredThrough: number;
    },
  ) {
    super(message, input);
    this.version = fields.version;
    this.newest = fields.newest;
    this.coveredThrough = fields.coveredThrough;
  }
}

/** The version is that of a development build: an odd release number, or a build number of 9999. */
export class DevelopmentReleaseError extends CpanelPortsError {
  override readonly name = "DevelopmentReleaseError";
  readonly code = "development-release";
  /** The version without its build. */
  readonly version: number;
  /** The releases of the dataset that are nearest to it. */
  readonly nearest: readonly number[];

  constructor(message: string, input: unknown, { version, nearest }: Nearest) {
    super(message, input);
    this.version = version;
    this.nearest = nearest;
  }
}

/** The input is the name of a release tier, which stands for another release every few weeks. */
export class ReleaseTierError extends CpanelPortsError {
  override readonly name = "ReleaseTierError";
  readonly code = "release-tier";
  /** The tier, in lower case. */
  readonly tier: string;

  constructor(message: string, input: unknown, tier: string) {
    super(message, input);
    this.tier = tier;
  }
}

/** The input is not a calendar day. */
export class InvalidDateError extends CpanelPortsError {
  override readonly name = "InvalidDateError";
  readonly code = "invalid-date";
}

/** The input is not a port number. */
export class InvalidPortError extends CpanelPortsError {
  override readonly name = "InvalidPortError";
  readonly code = "invalid-port";
}

/** A filter or an options object has a field, or a value in a field, that does not exist. */
export class InvalidOptionError extends CpanelPortsError {
  override readonly name = "InvalidOptionError";
  readonly code = "invalid-option";
  /** The field. */
  readonly field: string;
  /** Everything that would have been accepted. */
  readonly accepted: readonly unknown[];

  constructor(message: string, field: string, input: unknown, accepted: readonly unknown[]) {
    super(message, input);
    this.field = field;
    this.accepted = accepted;
  }
}

/** No page names the operating system. */
export class UnknownOperatingSystemError extends CpanelPortsError {
  override readonly name = "UnknownOperatingSystemError";
  readonly code = "unknown-operating-system";
}

/** The recommended firewall depends on the version of the operating system, and none was given. */
export class AmbiguousOperatingSystemError extends CpanelPortsError {
  override readonly name = "AmbiguousOperatingSystemError";
  readonly code = "ambiguous-operating-system";
}

/** Two options of a policy contradict each other. */
export class ContradictoryOptionsError extends CpanelPortsError {
  override readonly name = "ContradictoryOptionsError";
  readonly code = "contradictory-options";
  /** The two options, such as `"services"` and `"replace.ssh"`. */
  readonly options: readonly [string, string];

  constructor(message: string, options: readonly [string, string], input: unknown) {
    super(message, input);
    this.options = options;
  }
}

/** A policy that was made or changed by hand holds what is no port, protocol, direction or network. */
export class InvalidPolicyError extends CpanelPortsError {
  override readonly name = "InvalidPolicyError";
  readonly code = "invalid-policy";
}

/** A file of a firewall is not in the form that the firewall takes. */
export class InvalidConfigurationError extends CpanelPortsError {
  override readonly name = "InvalidConfigurationError";
  readonly code = "invalid-configuration";
  /** The number of the line, from 1; `undefined` where something is missing from the whole. */
  readonly line: number | undefined;

  constructor(message: string, input: unknown, line: number | undefined) {
    super(message, input);
    this.line = line;
  }
}
