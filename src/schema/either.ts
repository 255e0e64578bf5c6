import * as z from "zod/v4";

/** A union whose error says what is wrong with the value as the alternative that it resembles. */
export function either<A extends z.ZodType, B extends z.ZodType>(a: A, b: B): z.ZodUnion<[A, B]> {
  return z.union([a, b], {
    // A union has no other issue.
    error: (issue) => messageOf((issue as z.core.$ZodIssueInvalidUnion).errors),
  });
}

function messageOf(alternatives: readonly (readonly z.core.$ZodIssue[])[]): string {
  const resembling = alternatives.filter((issues) => !issues.some(isOtherType));
  return (resembling.length > 0 ? resembling : alternatives)
    .map((issues) =>
      issues
        .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
        .join("; "),
    )
    .join(", or ");
}

/** Returns whether the whole value has another type, or is another literal. */
function isOtherType(issue: z.core.$ZodIssue): boolean {
  return (
    issue.path.length === 0 &&
    (issue.code === "invalid_type" ||
      issue.code === "invalid_value" ||
      (issue.code === "invalid_union" && issue.errors.every((each) => each.some(isOtherType))))
  );
}
