import { expect, test } from "vitest";
import {
  auditFirewall,
  createPolicy,
  InvalidOptionError,
  InvalidPolicyError,
} from "../../src/index.ts";
import { renderNftables } from "../../src/render/index.ts";
import { quoteData } from "../../src/util/quote-data.ts";

const circular: Record<string, unknown> = {};
circular.self = circular;

test.each([
  [{}, "{}"],
  [["a", 1], '["a",1]'],
  [undefined, "undefined"],
  [1n, "a value of type bigint"],
  [circular, "an object"],
  ["x".repeat(100), `"${"x".repeat(78)}…`],
])("shows %s as %s", (value, shown) => {
  expect(quoteData(value)).toBe(shown);
});

test.each([[1n], [circular], [{ toJSON: () => 1n }]])(
  "rejects a value that JSON cannot represent like any other",
  (value) => {
    const exposure = createPolicy(126);
    expect(() => auditFirewall(126, exposure, { families: value as never })).toThrow(
      InvalidOptionError,
    );
    expect(() => renderNftables({ ...exposure, families: value as never })).toThrow(
      InvalidPolicyError,
    );
  },
);
