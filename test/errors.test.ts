import { describe, expect, expectTypeOf, test } from "vitest";
import * as main from "../src/index.ts";
import {
  type AnyCpanelPortsError,
  auditFirewall,
  CpanelPortsError,
  type CpanelPortsErrorCode,
  createPolicy,
  getPort,
  getRecommendedFirewall,
  InvalidOptionError,
  InvalidPortError,
  InvalidVersionError,
  isCpanelPortsError,
  listPorts,
  type Policy,
  releaseStatus,
  resolveRelease,
} from "../src/index.ts";
import { parseCsf } from "../src/parse/index.ts";
import { thrown } from "./support/thrown.ts";

/** For each code, something that throws it. */
const faults: Readonly<Record<CpanelPortsErrorCode, () => unknown>> = {
  "ambiguous-operating-system": () => getRecommendedFirewall(102, "cloudlinux"),
  "contradictory-options": () => createPolicy(126, { services: "ssh", omit: "ssh" }),
  "development-release": () => resolveRelease("11.125.0.5"),
  "invalid-configuration": () => parseCsf("TCP_IN = 22"),
  "invalid-date": () => releaseStatus(126, "tomorrow"),
  "invalid-option": () => listPorts(126, { service: "imapp" as string }),
  "invalid-policy": () => auditFirewall(126, {} as Policy),
  "invalid-port": () => getPort(126, 0 as number),
  "invalid-version": () => resolveRelease("one"),
  "newer-release": () => resolveRelease("138"),
  "release-tier": () => resolveRelease("stable"),
  "unknown-operating-system": () => getRecommendedFirewall(102, "almalinx 9"),
  "unknown-release": () => resolveRelease("90"),
};

const classes = Object.entries(main).filter(([name]) => name.endsWith("Error")) as [
  string,
  typeof CpanelPortsError,
][];

describe.for(Object.entries(faults))("an error with the code %s", ([code, fault]) => {
  const error = thrown(fault);

  test("is recognized as an error of the package, and carries its code", () => {
    expect(isCpanelPortsError(error)).toBe(true);
    expect(error).toMatchObject({ code, name: error.constructor.name, cause: { code } });
  });

  test("is an instance of only its class and the base class", () => {
    const own = classes.filter(([, each]) => error instanceof each).map(([name]) => name);
    expect(own.sort()).toEqual(["CpanelPortsError", error.name].sort());
  });

  test("keeps its message and its code in a structured clone", () => {
    const clone = structuredClone(error);
    expect(clone).toMatchObject({ message: error.message, cause: { code } });
    expect(isCpanelPortsError(clone)).toBe(false);
    expect(Object.getOwnPropertyDescriptor(error, "cause")).toMatchObject({ enumerable: false });
  });
});

describe("isCpanelPortsError", () => {
  test.for<unknown>([new Error("x"), {}, null, undefined, "invalid-port", () => 1])(
    "refuses %s",
    (value) => {
      expect(isCpanelPortsError(value)).toBe(false);
      expect(value instanceof InvalidPortError).toBe(false);
    },
  );

  test("narrows an error by its code to the fields of the class", () => {
    const error: unknown = thrown(faults["invalid-option"]);
    if (isCpanelPortsError(error) && error.code === "invalid-option") {
      expectTypeOf(error).toEqualTypeOf<InvalidOptionError>();
      expect(error.suggestion).toBe("imap");
    } else {
      expect.unreachable();
    }
    expectTypeOf<AnyCpanelPortsError["code"]>().toEqualTypeOf<CpanelPortsErrorCode>();
  });
});

test("distinguishes a custom subclass from the class it extends", () => {
  class Own extends InvalidPortError {}
  const own = new Own("mine", 0);
  expect(own instanceof Own).toBe(true);
  expect(own instanceof InvalidPortError).toBe(true);
  expect(own instanceof InvalidVersionError).toBe(false);
  expect(new InvalidPortError("theirs", 0) instanceof Own).toBe(false);
});

test("recognizes an error of another copy of the package as an instance of the same class", () => {
  const foreign = Object.defineProperty(new Error("x"), Symbol.for("cpanel-ports.error"), {
    value: "invalid-option",
  });
  expect(isCpanelPortsError(foreign)).toBe(true);
  expect(foreign instanceof InvalidOptionError).toBe(true);
  expect(foreign instanceof CpanelPortsError).toBe(true);
  expect(foreign instanceof InvalidPortError).toBe(false);
});

test("suggests the most similar operating system for an unknown one", () => {
  const error = thrown(faults["unknown-operating-system"]);
  expect(error).toMatchObject({ input: "almalinx 9", suggestion: "almalinux" });
  expect(error.message).toMatch(
    /^operatingSystem is "almalinx 9", which no page names \(did you mean almalinux\?\); expected one of almalinux, .*, optionally with a version$/,
  );
});
