import { assertType, describe, expectTypeOf, test } from "vitest";
import {
  type AddedPorts,
  diffReleases,
  getPort,
  getPortHistory,
  getRecommendedFirewall,
  laterReleases,
  latestRelease,
  listPorts,
  type PortEntry,
  type PortIn,
  type PortNumber,
  type ReleaseDiff,
  type ReleaseNumber,
  type RemovedPorts,
  type ResolvedVersion,
  releases,
  resolveRelease,
  resolveVersion,
  type ServiceId,
} from "../../src/index.ts";

declare const someRelease: number;
declare const somePort: number;

describe("ports of a release", () => {
  test("types the ports of a release as PortIn", () => {
    expectTypeOf<2091>().toExtend<PortIn<118>>();
    expectTypeOf<2195>().toExtend<PortIn<124>>();
    expectTypeOf<Extract<PortIn<126>, 2091 | 2195>>().toBeNever();
    expectTypeOf<Exclude<PortIn<118>, PortIn<126>>>().toEqualTypeOf<2091 | 2195>();
    expectTypeOf<PortIn>().toEqualTypeOf<PortNumber>();
    expectTypeOf<PortIn<118 | 126>>().toEqualTypeOf<PortIn<118>>();
    // @ts-expect-error 111 is not a release
    assertType<PortIn<111>>(22);
  });

  test("types the ports that a diff adds and removes as AddedPorts and RemovedPorts", () => {
    expectTypeOf<AddedPorts<118, 126>>().toBeNever();
    expectTypeOf<RemovedPorts<118, 126>>().toEqualTypeOf<2091 | 2195>();
    expectTypeOf<AddedPorts<126, 118>>().toEqualTypeOf<2091 | 2195>();
    expectTypeOf<AddedPorts<120, 118>>().toEqualTypeOf<2091>();
    expectTypeOf<RemovedPorts<112, 114>>().toBeNever();
    expectTypeOf<AddedPorts<118 | 126, 118>>().toEqualTypeOf<2091 | 2195>();
    // @ts-expect-error 127 is not a release
    assertType<AddedPorts<118, 127>>(2091);
  });
});

describe("getPort", () => {
  test("types whether the release documents the port", () => {
    expectTypeOf(getPort(126, 2091)).toEqualTypeOf<undefined>();
    expectTypeOf(getPort(118, 2091)).toEqualTypeOf<PortEntry<2091>>();
    expectTypeOf(getPort(118, 2091).port).toEqualTypeOf<2091>();
    expectTypeOf(getPort(126, 8443)).toEqualTypeOf<undefined>();
    // @ts-expect-error 126 does not document 2195
    assertType(getPort(126, 2195).port);
  });

  test("accepts a release or a port known only at run time", () => {
    expectTypeOf(getPort(someRelease, 2091)).toEqualTypeOf<PortEntry<2091> | undefined>();
    expectTypeOf(getPort(126, somePort)).toEqualTypeOf<PortEntry<PortIn<126>> | undefined>();
    expectTypeOf(getPort(someRelease, somePort)).toEqualTypeOf<PortEntry | undefined>();
    expectTypeOf(getPort(someRelease, 8443)).toEqualTypeOf<undefined>();
  });

  test("distributes over unions", () => {
    const release = 118 as 118 | 126;
    expectTypeOf(getPort(release, 2091)).toEqualTypeOf<PortEntry<2091> | undefined>();
    const port = 22 as 22 | 2091;
    expectTypeOf(getPort(118, port)).toEqualTypeOf<PortEntry<22> | PortEntry<2091>>();
    expectTypeOf(getPort(126, port)).toEqualTypeOf<PortEntry<22> | undefined>();
    const any = 126 as ReleaseNumber;
    expectTypeOf(getPort(any, 22)).toEqualTypeOf<PortEntry<22>>();
  });

  test("refuses releases and ports that are not numbers", () => {
    // @ts-expect-error resolveRelease accepts version strings
    assertType(() => getPort("126", 22));
    // @ts-expect-error a port is a number
    assertType(() => getPort(126, "22"));
  });
});

describe("listPorts", () => {
  test("types the listed ports by release", () => {
    expectTypeOf(listPorts(126)).toEqualTypeOf<readonly PortEntry<PortIn<126>>[]>();
    expectTypeOf(listPorts(someRelease)).toEqualTypeOf<readonly PortEntry[]>();
  });

  test("accepts one filter value or several, and rejects unknown names", () => {
    assertType(listPorts(126, { service: "imap", protection: "implicit" }));
    assertType(
      listPorts(126, { service: ["imap", "Apache SpamAssassin"], protocol: ["tcp", "udp"] }),
    );
    // @ts-expect-error no such category
    assertType(() => listPorts(126, { category: "nonsense" }));
    // @ts-expect-error no such direction
    assertType(() => listPorts(126, { direction: "sideways" }));
    // @ts-expect-error no such field
    assertType(() => listPorts(126, { protocols: "tcp" }));
  });

  test("returns only read-only values", () => {
    const entries = listPorts(126);
    // @ts-expect-error readonly
    assertType(() => entries.push());
    assertType(() => {
      for (const entry of entries) {
        // @ts-expect-error readonly
        entry.port = 22;
        // @ts-expect-error deeply readonly
        entry.documented.tcp = true;
      }
    });
  });
});

test("types the ports that diffReleases adds and removes", () => {
  const diff = diffReleases(118, 126);
  expectTypeOf(diff.removed).toEqualTypeOf<readonly PortEntry<2091 | 2195>[]>();
  expectTypeOf(diff.added).toEqualTypeOf<readonly PortEntry<never>[]>();
  expectTypeOf(diffReleases(someRelease, 126).removed).toEqualTypeOf<readonly PortEntry[]>();
  assertType<ReleaseDiff>(diff);
  assertType<ReleaseDiff>(diffReleases(someRelease, someRelease));
});

test("accepts every release of the dataset, in queries and comparisons", () => {
  for (const { release } of releases) {
    assertType<readonly PortEntry[]>(listPorts(release));
    for (const other of releases) {
      assertType<ReleaseDiff>(diffReleases(release, other.release));
    }
  }
  for (const { release } of laterReleases) {
    assertType<readonly PortEntry[]>(listPorts(resolveVersion(release)));
  }
});

test("types a resolved version as the release that answers", () => {
  expectTypeOf(resolveVersion("118").release).toEqualTypeOf<118>();
  expectTypeOf(resolveVersion("11.138.1.7")).toEqualTypeOf<ResolvedVersion>();
  expectTypeOf(listPorts(resolveVersion(126))).toEqualTypeOf<readonly PortEntry<PortIn<126>>[]>();
  expectTypeOf(getPort(resolveVersion(126), 2091)).toEqualTypeOf<undefined>();
  expectTypeOf(getPort(resolveVersion("138"), 2091)).toEqualTypeOf<PortEntry<2091> | undefined>();
  expectTypeOf(diffReleases(118, resolveVersion("latest")).removed).toEqualTypeOf<
    readonly PortEntry<2091 | 2195>[]
  >();
  expectTypeOf(latestRelease).toEqualTypeOf<126>();
});

test("keeps the release of a literal in resolveRelease", () => {
  expectTypeOf(resolveRelease(126)).toEqualTypeOf<126>();
  expectTypeOf(resolveRelease("118")).toEqualTypeOf<118>();
  expectTypeOf(resolveRelease("latest")).toEqualTypeOf<126>();
  expectTypeOf(resolveRelease("11.126.0.5")).toEqualTypeOf<ReleaseNumber>();
  expectTypeOf(resolveRelease(someRelease)).toEqualTypeOf<ReleaseNumber>();
});

test("keeps the port of getPortHistory, and types every name as a literal", () => {
  expectTypeOf(getPortHistory(2091)[0]?.entry).toEqualTypeOf<PortEntry<2091> | undefined>();
  expectTypeOf(getPortHistory(somePort)[0]?.entry).toEqualTypeOf<PortEntry | undefined>();
  expectTypeOf<"cpanel-licensing">().toExtend<ServiceId>();
  expectTypeOf<"no-such-service">().not.toExtend<ServiceId>();
  const answer = getRecommendedFirewall(126, "almalinux");
  // @ts-expect-error may be "undocumented"
  assertType(answer.firewall);
});
