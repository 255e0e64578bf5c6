import { didYouMean } from "./util/did-you-mean.ts";
import { isPlainObject } from "./util/is-plain-object.ts";
import { nearestWord } from "./util/nearest-word.ts";
import { quote } from "./util/quote.ts";

/** A stable identifier of a kind of error. */
export type CpanelPortsErrorCode =
  | "ambiguous-operating-system"
  | "contradictory-options"
  | "development-release"
  | "invalid-configuration"
  | "invalid-date"
  | "invalid-option"
  | "invalid-policy"
  | "invalid-port"
  | "invalid-version"
  | "newer-release"
  | "release-tier"
  | "unknown-operating-system"
  | "unknown-release";

/** Under this symbol an error has its code, whichever copy of the package made it. */
const brand = Symbol.for("cpanel-ports.error");

/**
 * The base of every error that the package throws for bad input. `message` names the input and what
 * would have been accepted; `code` never changes between releases of the package.
 *
 * `instanceof` also holds for an error of another copy of the package, such as the CommonJS one beside
 * the ES module. {@link isCpanelPortsError} narrows to the class that has the code.
 *
 * @example
 * ```ts
 * import { CpanelPortsError, resolveRelease } from "cpanel-ports";
 *
 * const code = (() => {
 *   try {
 *     return resolveRelease("11.125.0.5");
 *   } catch (error) {
 *     return error instanceof CpanelPortsError ? error.code : undefined;
 *   }
 * })();
 * code; // => "development-release"
 * ```
 */
export abstract class CpanelPortsError extends Error {
  /** @internal */
  declare static readonly code: CpanelPortsErrorCode;
  /** A stable identifier of the kind of error. */
  abstract readonly code: CpanelPortsErrorCode;
  /** The value that was refused. */
  readonly input: unknown;
  /** The code once more, where `structuredClone` and `postMessage` keep it: they drop all other fields. */
  declare readonly cause: { readonly code: CpanelPortsErrorCode };

  constructor(message: string, input: unknown) {
    super(message, { cause: { code: new.target.code } });
    this.input = input;
  }

  /** @internal */
  get [brand](): CpanelPortsErrorCode {
    return this.code;
  }

  /** @internal */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const code =
      typeof value === "object" && value !== null
        ? (value as { readonly [brand]?: unknown })[brand]
        : undefined;
    // biome-ignore lint/complexity/noThisInStatic: the class on the right of instanceof
    const right = this as typeof CpanelPortsError;
    if (right === CpanelPortsError) {
      return code !== undefined;
    }
    // A subclass from outside the package has no code of its own.
    return Object.hasOwn(right, "code")
      ? code === right.code
      : Function.prototype[Symbol.hasInstance].call(right, value);
  }
}

/** The input is not written as a version or a release. */
export class InvalidVersionError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "invalid-version";
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
  /** @internal */
  static override readonly code = "unknown-release";
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
  /** @internal */
  static override readonly code = "newer-release";
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
  /** @internal */
  static override readonly code = "development-release";
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
  /** @internal */
  static override readonly code = "release-tier";
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
  /** @internal */
  static override readonly code = "invalid-date";
  override readonly name = "InvalidDateError";
  readonly code = "invalid-date";
}

/** The input is not a port number. */
export class InvalidPortError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "invalid-port";
  override readonly name = "InvalidPortError";
  readonly code = "invalid-port";
}

/** What an {@link InvalidOptionError} says beside the problem. */
interface InvalidOption {
  readonly field: string;
  readonly input: unknown;
  /** What would have been accepted, in words. */
  readonly expected: string;
  /** Everything that would have been accepted, where it can be listed. */
  readonly accepted?: readonly unknown[];
  /** What may have been meant, where that is more than `accepted`. */
  readonly words?: Iterable<unknown>;
}

/** A filter or an options object has a field, or a value in a field, that does not exist. */
export class InvalidOptionError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "invalid-option";
  override readonly name = "InvalidOptionError";
  readonly code = "invalid-option";
  /** The field, such as `"service"`. */
  readonly field: string;
  /** What would have been accepted, in words: `"one of inbound, outbound"`. */
  readonly expected: string;
  /** Everything that would have been accepted; empty where it cannot be listed. */
  readonly accepted: readonly unknown[];
  /** The word that was probably meant; `undefined` if none is near. */
  readonly suggestion: string | undefined;

  constructor(problem: string, option: InvalidOption) {
    const { field, input, expected, accepted = [], words = accepted } = option;
    const suggestion = nearestWord(input, words);
    super(refusalText(problem, expected, suggestion), input);
    this.field = field;
    this.expected = expected;
    this.accepted = accepted;
    this.suggestion = suggestion;
  }
}

/**
 * Makes the error for a value that an option does not take.
 *
 * @param words - more that could have been meant, for the suggestion
 */
export function refusal(
  field: string,
  value: unknown,
  accepted: readonly unknown[],
  expected: string,
  words?: Iterable<unknown>,
): InvalidOptionError {
  return new InvalidOptionError(`${field} is ${quote(value)}`, {
    field,
    input: value,
    expected,
    accepted,
    ...(words && { words }),
  });
}

/**
 * Returns an options object.
 *
 * @param names - the fields that it may have; any, if they are left out
 * @param form - what is accepted, in words, if more is than an object with these fields
 * @throws {@link InvalidOptionError} for what is not a plain object, or has other fields
 */
export function fieldsOf<Options extends object>(
  field: string,
  value: Options,
  names: Readonly<Record<keyof Options, true>>,
): Options;
export function fieldsOf(
  field: string,
  value: unknown,
  names?: Readonly<Record<string, true>>,
  form?: string,
): Readonly<Record<string, unknown>>;
export function fieldsOf(
  field: string,
  value: unknown,
  names?: Readonly<Record<string, true>>,
  form?: string,
): object {
  if (!isPlainObject(value)) {
    const isInstance = typeof value === "object" && value !== null && !Array.isArray(value);
    const expected = isInstance ? "a plain object, not a Map or the like" : (form ?? "an object");
    throw refusal(field, value, Object.keys(names ?? {}), expected);
  }
  for (const name of Object.keys(value)) {
    if (names && !Object.hasOwn(names, name)) {
      const accepted = Object.keys(names);
      throw unknownName(name, `one of the ${field}`, accepted, form);
    }
  }
  return value;
}

/**
 * Returns the error for an unknown name.
 *
 * @param kind - what it should be the name of
 * @param expected - what is accepted, in words
 */
export function unknownName(
  name: string,
  kind: string,
  accepted: readonly string[],
  expected = `any of ${accepted.join(", ")}`,
): InvalidOptionError {
  return new InvalidOptionError(`${quote(name)} is not ${kind}`, {
    field: name,
    input: name,
    expected,
    accepted,
  });
}

/** No page names the operating system. */
export class UnknownOperatingSystemError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "unknown-operating-system";
  override readonly name = "UnknownOperatingSystemError";
  readonly code = "unknown-operating-system";
  /** The systems that the pages name. */
  readonly accepted: readonly string[];
  /** The system that was probably meant; `undefined` if none is near. */
  readonly suggestion: string | undefined;

  constructor(problem: string, input: unknown, name: string, accepted: readonly string[]) {
    const suggestion = nearestWord(name, accepted);
    const expected = `one of ${accepted.join(", ")}, with a version or without`;
    super(refusalText(problem, expected, suggestion), input);
    this.accepted = accepted;
    this.suggestion = suggestion;
  }
}

/** The recommended firewall depends on the version of the operating system, and none was given. */
export class AmbiguousOperatingSystemError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "ambiguous-operating-system";
  override readonly name = "AmbiguousOperatingSystemError";
  readonly code = "ambiguous-operating-system";
}

/** Two options of a policy contradict each other. */
export class ContradictoryOptionsError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "contradictory-options";
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
  /** @internal */
  static override readonly code = "invalid-policy";
  override readonly name = "InvalidPolicyError";
  readonly code = "invalid-policy";
}

/** A file of a firewall is not in the form that the firewall takes. */
export class InvalidConfigurationError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "invalid-configuration";
  override readonly name = "InvalidConfigurationError";
  readonly code = "invalid-configuration";
  /** The number of the line, from 1; `undefined` where something is missing from the whole. */
  readonly line: number | undefined;

  constructor(message: string, input: unknown, line: number | undefined) {
    super(message, input);
    this.line = line;
  }
}

/** Every error that the package throws for bad input; `code` tells them apart. */
export type AnyCpanelPortsError =
  | AmbiguousOperatingSystemError
  | ContradictoryOptionsError
  | DevelopmentReleaseError
  | InvalidConfigurationError
  | InvalidDateError
  | InvalidOptionError
  | InvalidPolicyError
  | InvalidPortError
  | InvalidVersionError
  | NewerReleaseError
  | ReleaseTierError
  | UnknownOperatingSystemError
  | UnknownReleaseError;

/**
 * Tells whether a value is an error that this package threw for bad input, whichever copy of the package
 * it comes from. Its `code` then narrows it to the fields of its class.
 *
 * A copy by `structuredClone` or `postMessage` is an `Error` with `cause.code` (except in Bun, which drops the
 * cause) and none of the fields: for one this is `false`.
 *
 * @param value - what was caught
 *
 * @example
 * ```ts
 * import { isCpanelPortsError, listPorts } from "cpanel-ports";
 *
 * function explain(error: unknown): string {
 *   if (!isCpanelPortsError(error)) {
 *     return "a fault of the program";
 *   }
 *   switch (error.code) {
 *     case "invalid-option":
 *       return `${error.field}: did you mean ${error.suggestion}?`;
 *     default:
 *       return error.message;
 *   }
 * }
 *
 * const service: string = "imapp";
 * let explained = "";
 * try {
 *   listPorts(126, { service });
 * } catch (error) {
 *   explained = explain(error);
 * }
 * explained; // => "service: did you mean imap?"
 * ```
 */
export function isCpanelPortsError(value: unknown): value is AnyCpanelPortsError {
  return value instanceof CpanelPortsError;
}

function refusalText(problem: string, expected: string, suggestion: string | undefined): string {
  return `${problem}${didYouMean(suggestion)}; expected ${expected}`;
}
