import { didYouMean } from "./util/did-you-mean.ts";
import { isPlainObject } from "./util/is-plain-object.ts";
import { nearestWord } from "./util/nearest-word.ts";
import { quote } from "./util/quote.ts";

/** A stable identifier of an error class. */
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

/** The key of an error's code, shared by all copies of the package. */
const brand = Symbol.for("cpanel-ports.error");

/**
 * The base class of every error that the package throws for bad input. `message` names the input and what the package
 * accepts instead. `code` is stable across releases of the package.
 *
 * `instanceof` also works for an error from another copy of the package, such as the CommonJS copy next to the ES module.
 * {@link isCpanelPortsError} narrows an error to the class with its code.
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
  /** A stable identifier of the error class. */
  abstract readonly code: CpanelPortsErrorCode;
  /** The rejected value. */
  readonly input: unknown;
  /** A copy of the code that survives `structuredClone` and `postMessage`, which drop all other fields. */
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
    // A subclass from outside the package has no own code.
    return Object.hasOwn(right, "code")
      ? code === right.code
      : Function.prototype[Symbol.hasInstance].call(right, value);
  }
}

/** The input is not a version or a release. */
export class InvalidVersionError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "invalid-version";
  override readonly name = "InvalidVersionError";
  readonly code = "invalid-version";
}

/** A version that the dataset does not have, and the nearest releases. */
interface Nearest {
  readonly version: number;
  readonly nearest: readonly number[];
}

/** The release is not in the dataset, and not newer than the dataset. */
export class UnknownReleaseError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "unknown-release";
  override readonly name = "UnknownReleaseError";
  readonly code = "unknown-release";
  /** The version without its build. */
  readonly version: number;
  /** The nearest releases of the dataset. */
  readonly nearest: readonly number[];

  constructor(message: string, input: unknown, { version, nearest }: Nearest) {
    super(message, input);
    this.version = version;
    this.nearest = nearest;
  }
}

/** The version is newer than the dataset covers. */
export class NewerReleaseError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "newer-release";
  override readonly name = "NewerReleaseError";
  readonly code = "newer-release";
  /** The version without its build. */
  readonly version: number;
  /** The newest release in the dataset. */
  readonly newest: number;
  /** The last version to which the page of the newest release is known to apply. */
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

/** The version is a development build: an odd release number, or a build number of 9999. */
export class DevelopmentReleaseError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "development-release";
  override readonly name = "DevelopmentReleaseError";
  readonly code = "development-release";
  /** The version without its build. */
  readonly version: number;
  /** The nearest releases of the dataset. */
  readonly nearest: readonly number[];

  constructor(message: string, input: unknown, { version, nearest }: Nearest) {
    super(message, input);
    this.version = version;
    this.nearest = nearest;
  }
}

/** The input is a release tier, which refers to a different release every few weeks. */
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

/** The input is not a calendar day, `YYYY-MM-DD`. */
export class InvalidDateError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "invalid-date";
  override readonly name = "InvalidDateError";
  readonly code = "invalid-date";
  /** The option or argument, such as `"on"` or `"accept[0].until"`. */
  readonly field: string;

  constructor(message: string, input: unknown, field: string) {
    super(message, input);
    this.field = field;
  }
}

/** An argument is not a port number. A port in an options object that is not one is an {@link InvalidOptionError}. */
export class InvalidPortError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "invalid-port";
  override readonly name = "InvalidPortError";
  readonly code = "invalid-port";
}

/** The fields of an {@link InvalidOptionError}. */
interface InvalidOption {
  readonly field: string;
  readonly input: unknown;
  /** A description of the accepted values. */
  readonly expected: string;
  /** The accepted values, if they can be listed. */
  readonly accepted?: readonly unknown[];
  /** The words to suggest, if more than `accepted`. */
  readonly words?: Iterable<unknown>;
}

/** A field or a value in a filter or an options object does not exist. */
export class InvalidOptionError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "invalid-option";
  override readonly name = "InvalidOptionError";
  readonly code = "invalid-option";
  /** The field, such as `"service"`, with the place of a value in a list: `"services[1]"`. */
  readonly field: string;
  /** A description of the accepted values: `"one of inbound, outbound"`. */
  readonly expected: string;
  /** The accepted values; empty if they cannot be listed. */
  readonly accepted: readonly unknown[];
  /** The most similar accepted word; `undefined` if none is similar. */
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
 * Returns the error for an invalid value of an option.
 *
 * @param words - words to suggest, if more than `accepted`
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
 * Returns a valid options object.
 *
 * @param names - the allowed fields; default: any
 * @param form - a description of the accepted values, if not only an object with these fields
 * @throws {@link InvalidOptionError} when it is not a plain object, or has other fields
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
    const expected = isInstance
      ? "a plain object, not a Map or class instance"
      : (form ?? "an object");
    throw refusal(field, value, Object.keys(names ?? {}), expected);
  }
  for (const name of Object.keys(value)) {
    if (names && !Object.hasOwn(names, name)) {
      const accepted = Object.keys(names);
      const kind = field === "options" ? "one of the options" : `a key of ${field}`;
      throw unknownName(name, kind, accepted, form);
    }
  }
  return value;
}

/**
 * Returns the error for an unknown name.
 *
 * @param kind - the kind of name, with its article
 * @param expected - a description of the accepted names
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

/**
 * Returns the error for an invalid key of an option.
 *
 * @param words - words to suggest, if more than `accepted`
 */
export function invalidKey(
  field: string,
  key: unknown,
  accepted: readonly unknown[],
  expected: string,
  words?: Iterable<unknown>,
): InvalidOptionError {
  return new InvalidOptionError(`${quote(key)} is not a key of ${field}`, {
    field,
    input: key,
    expected,
    accepted,
    ...(words && { words }),
  });
}

/** No page names the operating system. */
export class UnknownOperatingSystemError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "unknown-operating-system";
  override readonly name = "UnknownOperatingSystemError";
  readonly code = "unknown-operating-system";
  /** The option or argument: `"os"` or `"operatingSystem"`. */
  readonly field: string;
  /** The operating systems that the pages name. */
  readonly accepted: readonly string[];
  /** The most similar operating system; `undefined` if none is similar. */
  readonly suggestion: string | undefined;

  constructor(
    problem: string,
    input: unknown,
    system: {
      readonly field: string;
      /** The name without its version. */
      readonly name: string;
      readonly accepted: readonly string[];
    },
  ) {
    const { field, name, accepted } = system;
    const suggestion = nearestWord(name, accepted);
    const expected = `one of ${accepted.join(", ")}, optionally with a version`;
    super(refusalText(problem, expected, suggestion), input);
    this.field = field;
    this.accepted = accepted;
    this.suggestion = suggestion;
  }
}

/** The recommended firewall depends on the version of the operating system, but none was given. */
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
  /** The contradicting options, such as `"services"` and `"replace.ssh"`. */
  readonly options: readonly [string, string];

  constructor(message: string, options: readonly [string, string], input: unknown) {
    super(message, input);
    this.options = options;
  }
}

/** A policy, exposure, audit or plan is malformed, such as a policy edited by hand. */
export class InvalidPolicyError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "invalid-policy";
  override readonly name = "InvalidPolicyError";
  readonly code = "invalid-policy";
}

/** The input is not a valid configuration of the firewall. */
export class InvalidConfigurationError extends CpanelPortsError {
  /** @internal */
  static override readonly code = "invalid-configuration";
  override readonly name = "InvalidConfigurationError";
  readonly code = "invalid-configuration";
  /** The line number, counted from 1; `undefined` if the error concerns the whole input. */
  readonly line: number | undefined;

  constructor(message: string, input: unknown, line: number | undefined) {
    super(message, input);
    this.line = line;
  }
}

/** Every error that the package throws for bad input; `code` discriminates them. */
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
 * Returns whether a value is an error that any copy of this package threw for bad input. Its `code` then narrows it to
 * the fields of its class.
 *
 * `structuredClone` and `postMessage` turn an error into a plain `Error` with `cause.code` and no other fields (Bun also
 * drops the cause). Returns `false` for such a copy.
 *
 * @param value - the caught value
 *
 * @example
 * ```ts
 * import { isCpanelPortsError, listPorts } from "cpanel-ports";
 *
 * function explain(error: unknown): string {
 *   if (!isCpanelPortsError(error)) {
 *     return "a bug in the program";
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
