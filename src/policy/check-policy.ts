import type { Qualification } from "../net/types.ts";
import { rememberedIfFrozen } from "../util/remembered-if-frozen.ts";
import { checkAccess } from "./check-access.ts";
import { type Parts, type Shape, shapeOf } from "./shape.ts";
import type { PolicyOrExposure } from "./types.ts";

const qualifications: readonly Qualification[] = [
  "limited",
  "may-be-closed-to-some",
  "may-be-open-to-some",
  "open-from-source-ports",
];

/**
 * Checks that every part of a policy or an exposure is well formed, because either can come from a file. Covers all parts that
 * are compared, and all parts that a renderer writes outside comments.
 *
 * @throws {@link InvalidPolicyError} if a part is malformed
 */
export const checkPolicy: (input: PolicyOrExposure) => void = rememberedIfFrozen((input) => {
  const isExposure = typeof input === "object" && input !== null && "undetermined" in input;
  const shape = shapeOf(isExposure ? "exposure" : "policy");
  const parts = shape.partsOf(isExposure ? "exposure" : "policy", input);
  checkPermitted(parts, shape);
  if (isExposure) {
    checkDoubts(parts, shape);
  } else {
    checkConditional(parts, shape);
    for (const warning of shape.listOf("warnings", parts.warnings)) {
      shape.partsOf("warning", warning);
    }
  }
});

function checkPermitted({ title, families, defaults, rules }: Parts, shape: Shape): void {
  const { expectThat, partsOf, listOf } = shape;
  expectThat("title", title, typeof title === "string");
  const { inbound, outbound } = partsOf("defaults", defaults);
  for (const action of [inbound, outbound]) {
    expectThat("default", action, action === "accept" || action === "drop");
  }
  const known = listOf("families", families);
  expectThat(
    "families",
    families,
    known.length > 0 && known.every((family) => family === "ipv4" || family === "ipv6"),
  );
  for (const rule of listOf("rules", rules)) {
    checkAccess(partsOf("rule", rule), shape);
  }
}

function checkConditional({ conditional }: Parts, shape: Shape): void {
  const { partsOf, listOf } = shape;
  for (const each of listOf("conditional", conditional)) {
    const rule = partsOf("conditional", each);
    checkAccess(rule, shape);
    for (const condition of listOf("conditions", rule.conditions)) {
      partsOf("condition", condition);
    }
  }
}

function checkDoubts(
  { undetermined, qualified, closed, openedBy, notes }: Parts,
  shape: Shape,
): void {
  const { partsOf, listOf, expectThat } = shape;
  for (const each of listOf("undetermined", undetermined)) {
    const parts = partsOf("undetermined", each);
    listOf("reasons", parts.reasons);
    checkAccess(parts, shape);
  }
  for (const each of listOf("qualified", qualified)) {
    const parts = partsOf("qualified", each);
    expectThat(
      "qualification",
      parts.qualification,
      (qualifications as readonly unknown[]).includes(parts.qualification),
    );
    listOf("reasons", parts.reasons);
    for (const place of listOf("alsoDecidedBy", parts.alsoDecidedBy ?? [])) {
      partsOf("place", place);
    }
    checkAccess(parts, shape);
  }
  partsOf("openedBy", openedBy);
  for (const each of listOf("closed", closed)) {
    const { ports } = partsOf("closed", each);
    partsOf("ports", ports);
  }
  for (const note of listOf("notes", notes)) {
    partsOf("note", note);
  }
}
