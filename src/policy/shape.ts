import { InvalidPolicyError } from "../errors.ts";
import { quoteData } from "../util/quote-data.ts";

/** An object with fields of unknown types. */
export type Parts = Readonly<Record<string, unknown>>;

const makers = {
  audit: "an audit as returned by auditFirewall()",
  firewall: "an exposure as returned by a parser, or a policy as returned by createPolicy()",
  exposure: "an exposure as returned by a parser",
  plan: "a plan as returned by planAudit() or planUpgrade()",
  policy: "a policy as returned by createPolicy()",
} as const;

/** A kind of object that is checked as a whole. */
export type Whole = keyof typeof makers;

/** Checks for the parts of an object. */
export interface Shape {
  /** Returns the fields of an object. */
  readonly partsOf: (what: string, value: unknown) => Parts;
  readonly listOf: (what: string, value: unknown) => readonly unknown[];
  readonly expectThat: (what: string, value: unknown, holds: boolean) => void;
}

/**
 * Returns the checks for a kind of object. Each throws an {@link InvalidPolicyError} that names a malformed part and the
 * functions that return such objects.
 */
export function shapeOf(whole: Whole): Shape {
  const expectThat = (what: string, value: unknown, holds: boolean) => {
    if (!holds) {
      const subject =
        what === whole ? `the ${whole} is` : `the ${whole} has an invalid value for ${what}:`;
      throw new InvalidPolicyError(
        `${subject} ${quoteData(value)}; expected ${makers[whole]}`,
        value,
      );
    }
  };
  return {
    expectThat,
    partsOf: (what, value) => {
      expectThat(what, value, typeof value === "object" && value !== null);
      return value as Parts;
    },
    listOf: (what, value) => {
      expectThat(what, value, Array.isArray(value));
      return value as readonly unknown[];
    },
  };
}
