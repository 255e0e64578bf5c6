import { describe, expect, test } from "vitest";
import {
  DevelopmentReleaseError,
  getPort,
  InvalidPortError,
  listPorts,
  releases,
} from "../../src/index.ts";
import { thrown } from "../support/thrown.ts";

describe("getPort", () => {
  test("returns the entry of listPorts, or undefined", () => {
    for (const { release } of releases) {
      const listed = new Map<number, unknown>(listPorts(release).map((each) => [each.port, each]));
      for (let port = 1; port <= 65535; port++) {
        if (getPort(release, port) !== listed.get(port)) {
          expect.unreachable(`release ${release}, port ${port}`);
        }
      }
    }
  });

  test.for([0, -1, 65536, 22.5, Number.NaN, Number.POSITIVE_INFINITY, "22", null, undefined])(
    "refuses %j as a port",
    (port) => {
      const error = thrown(() => getPort(126, port as number));
      expect(error).toBeInstanceOf(InvalidPortError);
      expect(error).toMatchObject({ code: "invalid-port", input: port });
      expect(error.message).toContain("expected a whole number from 1 to 65535");
    },
  );

  test("refuses an unknown release", () => {
    expect(() => getPort(125 as number, 22)).toThrow(DevelopmentReleaseError);
  });

  test("returns 579, 783 and 953 as loopback ports with the ticks of the page", () => {
    expect(getPort(126, 953)).toMatchObject({
      scope: "loopback",
      documented: { tcp: false, udp: false, inbound: false, outbound: false, localhost: true },
    });
    expect(getPort(126, 579)).toMatchObject({
      scope: "loopback",
      documented: { tcp: true, udp: false, inbound: false, outbound: false, localhost: false },
    });
    expect(getPort(126, 783)).toMatchObject({
      scope: "loopback",
      documented: { tcp: true, udp: true, inbound: false, outbound: false, localhost: true },
    });
  });

  test("returns the conditions, source ports and IANA names of the sources", () => {
    expect(getPort(126, 2089).sourcePorts).toEqual([4, 1020]);
    expect(getPort(126, 2083).sourcePorts).toBe("undocumented");
    expect(getPort(126, 2083).ianaNames).toEqual(["radsec"]);
    expect(getPort(126, 11371).conditions[0]?.requires).toEqual({
      kind: "operating-system",
      operatingSystems: ["ubuntu"],
    });
    expect(getPort(126, 953).conditions).toEqual([]);
    expect(getPort(126, 26).conditions[0]?.requires.kind).toBe("setting");
    expect(getPort(118, 2091).conditions[0]?.requires).toEqual({
      kind: "software",
      software: ["Calendars and Contacts Server", "Z-Push"],
    });
  });
});
