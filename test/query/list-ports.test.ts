import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DevelopmentReleaseError,
  InvalidOptionError,
  InvalidVersionError,
  listPorts,
  listServices,
  NewerReleaseError,
  type PortEntry,
  type PortFilter,
  type Protection,
  releases,
  UnknownReleaseError,
} from "../../src/index.ts";
import { findServices } from "../../src/query/find-services.ts";
import { thrown } from "../support/thrown.ts";

const portsOf = (entries: readonly PortEntry[]) => entries.map((each) => each.port);

describe("listPorts", () => {
  test.for(releases.map((each) => each.release))(
    "returns the rows of the page for release %d, in ascending order",
    (release) => {
      const ports = portsOf(listPorts(release));
      expect(ports).toHaveLength(release <= 118 ? 41 : release <= 124 ? 40 : 39);
      expect(ports).toEqual([...new Set(ports)].sort((a, b) => a - b));
    },
  );

  test.for<[PortFilter, number[]]>([
    [{ service: "imap", protection: "implicit" }, [993]],
    [{ direction: "inbound", protocol: "udp" }, [53, 443]],
    [{ protocol: "udp" }, [53, 443, 783, 873, 6277, 24441]],
    [{ scope: "loopback" }, [579, 783, 953]],
    [{ service: ["WHM", "sshd"] }, [22, 2086, 2087]],
    [{ service: "Apache SpamAssassin" }, [783]],
    [{ service: "EXIM" }, [25, 26, 465, 587]],
    [{ service: "cpanel" }, [2082, 2083]],
    [{ service: "cpanel-licensing" }, [2082, 2083, 2086, 2087, 2089, 2096]],
    [{ service: ["caldav", "carddav"] }, [2079, 2080]],
    [{ category: "licensing", direction: "outbound" }, [2089]],
    [{ category: "licensing" }, [2082, 2083, 2086, 2087, 2089, 2096]],
    [{ category: "control-panel" }, [2082, 2083, 2086, 2087, 2095, 2096]],
    [{ category: ["database", "dns"] }, [53, 953, 3306]],
    [{ port: 22 }, [22]],
    [{ port: [2091, 22, 2195] }, [22]],
    [{ protection: "starttls" }, [21, 25, 26, 110, 143, 587]],
    [{ protection: "ssh" }, [22]],
    [{ protection: ["implicit", "none"], service: "webmail" }, [2095, 2096]],
    [{ port: 8443 }, []],
    [{ port: [1, 65535] }, [1]],
    [{ service: "dovecot" }, [110, 143, 993, 995]],
    [{ service: "CPDAVD" }, [2077, 2078, 2079, 2080]],
    [{ service: ["cpsrvd", "named"], direction: "outbound" }, [53]],
    [{ service: "cpsrvd" }, [2082, 2083, 2086, 2087, 2095, 2096]],
    [{ service: "Mail" }, [25, 26, 110, 143, 465, 587, 993, 995]],
    [{ direction: ["inbound", "outbound"], port: [579, 25] }, [25]],
    [{ service: "apns" }, []],
    [{ port: [] }, []],
    [{ service: undefined, port: 22 }, [22]],
  ])("filters 126 by %j: %j", ([filter, ports]) => {
    expect(portsOf(listPorts(126, filter))).toEqual(ports);
  });

  test("excludes nothing for an empty filter", () => {
    expect(listPorts(126, {})).toEqual(listPorts(126));
  });

  test("finds a removed service only in releases that had it", () => {
    expect(portsOf(listPorts(118, { service: ["apns", "eas"] }))).toEqual([2091, 2195]);
  });

  test("finds the same ports by every id, name and alias of a service, in any case", () => {
    for (const service of listServices()) {
      const ports = portsOf(listPorts(102, { service: service.id }));
      expect(ports).not.toEqual([]);
      for (const word of [service.name, ...service.aliases]) {
        expect(portsOf(listPorts(102, { service: word.toUpperCase() }))).toEqual(ports);
      }
    }
  });

  test.for<[keyof PortFilter, unknown, string]>([
    ["service", "nonsense", "activesync, apns, apt"],
    ["service", 22, "activesync, apns, apt"],
    ["service", "toString", "activesync, apns, apt"],
    ["category", "Mail", "control-panel, database"],
    ["direction", "in", "inbound, outbound"],
    ["protocol", "sctp", "tcp, udp"],
    ["scope", "public", "network, loopback"],
    ["protection", "yes", "implicit, starttls, ssh, none, undocumented"],
    ["protection", true, "implicit, starttls, ssh, none, undocumented"],
  ])("refuses %s %j, and lists the accepted values", ([field, value, listed]) => {
    for (const given of [value, [value]]) {
      const error = thrown(() => listPorts(126, { [field]: given } as PortFilter));
      expect(error).toBeInstanceOf(InvalidOptionError);
      expect(error).toMatchObject({ code: "invalid-option", field, input: value });
      expect((error as InvalidOptionError).accepted.length).toBeGreaterThan(1);
      expect(error.message).toContain(`the filter's ${field} is `);
      expect(error.message).toContain(`expected one of ${listed}`);
    }
  });

  test.for([0, 65536, -22, 2.5, Number.NaN, "22", null])(
    "refuses a filter for the invalid port %j",
    (port) => {
      const error = thrown(() => listPorts(126, { port } as PortFilter));
      expect(error).toMatchObject({
        code: "invalid-option",
        field: "port",
        input: port,
        expected: "a whole number from 1 to 65535",
        accepted: [],
        suggestion: undefined,
      });
      expect(error.message).toBe(
        `the filter's port is ${JSON.stringify(port)?.replace(/^null$/, String(port))}; expected a whole number from 1 to 65535`,
      );
    },
  );

  test.for<[string, unknown, string]>([
    ["service", "imapp", "imap"],
    ["service", "Dovcot", "dovecot"],
    ["service", "mial", "mail"],
    ["category", "Mail", "mail"],
    ["direction", "in", "inbound"],
    ["protocol", "tpc", "tcp"],
    ["scope", "netwrok", "network"],
    ["protection", "start-tls", "starttls"],
    ["services", "imap", "service"],
  ])("suggests a word for %s %j", ([field, value, suggestion]) => {
    const error = thrown(() => listPorts(126, { [field]: value } as PortFilter));
    expect(error).toMatchObject({ field, suggestion });
    expect(error.message).toContain(` (did you mean ${suggestion}?); expected one of `);
  });

  test("finds services by daemon and category", () => {
    for (const { id, category, daemons } of listServices()) {
      expect(findServices(id)).toEqual([id]);
      expect(findServices(category)).toContain(id);
      for (const { names } of typeof daemons === "string" ? [] : daemons) {
        for (const name of names) {
          expect(findServices(name)).toContain(id);
        }
      }
    }
  });

  test.for([null, "imap", 22, [], ["imap"], () => true])("refuses the filter %j", (filter) => {
    const error = thrown(() => listPorts(126, filter as unknown as PortFilter));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({ field: "filter", input: filter });
    expect(error.message).toContain("expected an object with any of the fields port, service");
  });

  test.for(["protocols", "__proto__x", "constructor", "toString"])(
    "refuses the unknown field %s, and names the known ones",
    (field) => {
      const error = thrown(() => listPorts(126, { [field]: "tcp" } as PortFilter));
      expect(error).toBeInstanceOf(InvalidOptionError);
      expect(error.message).toMatch(new RegExp(`^"${field}" is not a field of a filter`));
      expect(error.message).toContain(
        `; expected one of port, service, category, direction, protocol, scope, protection`,
      );
    },
  );

  test("refuses an unknown release with the matching error", () => {
    expect(() => listPorts(127 as number)).toThrow(DevelopmentReleaseError);
    expect(() => listPorts(128 as number)).toThrow(NewerReleaseError);
    expect(() => listPorts(100 as number)).toThrow(UnknownReleaseError);
    expect(() => listPorts(-2 as number)).toThrow(InvalidVersionError);
    for (const input of ["126", 126.5, Number.NaN, undefined, null, {}]) {
      const error = thrown(() => listPorts(input as number));
      expect(error).toBeInstanceOf(InvalidVersionError);
      expect(error.message).toContain("resolveVersion()");
    }
  });

  test("requires every field to match, and one value of each field", () => {
    const some = <T>(...values: T[]) => fc.option(fc.subarray(values), { nil: undefined });
    fc.assert(
      fc.property(
        fc.constantFrom(...releases.map((each) => each.release)),
        some("tcp" as const, "udp" as const),
        some("inbound" as const, "outbound" as const),
        some("network" as const, "loopback" as const),
        some<Protection>("implicit", "starttls", "ssh", "none", "undocumented"),
        (release, protocol, direction, scope, protection) => {
          const expected = listPorts(release).filter(
            ({ documented: row, ...entry }) =>
              (!protocol || protocol.some((each) => row[each])) &&
              (!direction || direction.some((each) => row[each])) &&
              (!scope || scope.includes(entry.scope)) &&
              (!protection || protection.includes(entry.protection)),
          );
          expect(listPorts(release, { protocol, direction, scope, protection })).toEqual(expected);
        },
      ),
    );
  });

  test("returns frozen entries, shared by releases in which they are the same", () => {
    const list = listPorts(126, { service: "dns" });
    expect(Object.isFrozen(list)).toBe(true);
    expect(Object.isFrozen(listPorts(126))).toBe(true);
    const old = new Map(listPorts(102).map((entry) => [entry.port, entry]));
    for (const entry of listPorts(126)) {
      expect(entry === old.get(entry.port)).toBe(entry.port !== 2079);
    }
  });
});
