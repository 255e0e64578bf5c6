import { InvalidPolicyError } from "../errors.ts";
import { quoteData } from "../util/quote-data.ts";

/** An object of which only the names of its fields are known. */
export type Parts = Readonly<Record<string, unknown>>;

const makers = {
  audit: "an audit as auditFirewall() returns it",
  exposure: "an exposure as a parser returns it",
  plan: "a plan as planAudit() and planUpgrade() return it",
  policy: "a policy as createPolicy() returns it",
} as const;

/** What is checked as a whole. */
export type Whole = keyof typeof makers;

/** Checks of the parts of a whole. */
export interface Shape {
  /** Returns the fields of an object. */
  readonly partsOf: (what: string, value: unknown) => Parts;
  readonly listOf: (what: string, value: unknown) => readonly unknown[];
  readonly expectThat: (what: string, value: unknown, holds: boolean) => void;
}

/**
 * Returns the checks of a whole, each of which throws for a part that is malformed.
 *
 * @throws {@link InvalidPolicyError} from each of them; it names the part and what makes such a whole
 */
export function shapeOf(whole: Whole): Shape {
  const expectThat = (what: string, value: unknown, holds: boolean) => {
    if (!holds) {
      const subject = what === whole ? `the ${whole} is` : `the ${whole} has the ${what}`;
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
