import { describe, expect, test } from "vitest";
import { buildDataset } from "../../../scripts/compile-data/build-dataset.ts";
import { compareDatasets } from "../../../scripts/data-semver/compare-datasets.ts";
import { missingRedirects } from "../../../scripts/data-semver/missing-redirects.ts";
import type { Level } from "../../../src/schema/history.ts";
import { changed, type FilesChange, files, the } from "../../support/changed-files.ts";

const released = buildDataset(files);
const page = (number: number) => (each: { page: number }) => each.page === number;
const port = (number: number) => (each: { port: number }) => each.port === number;
const isKind = (number: number, kind: string) => (each: { port: number; kind: string }) =>
  each.port === number && each.kind === kind;

describe("compareDatasets", () => {
  test("returns no changes for equal datasets", () => {
    expect(compareDatasets(released, buildDataset(files))).toEqual([]);
  });

  test("returns a minor change for the first release", () => {
    expect(compareDatasets(null, released)).toMatchObject([
      { level: "minor", change: "added", text: "the first release of the data" },
    ]);
  });

  test.for<[Level, string, FilesChange]>([
    [
      "major",
      "release 126 was removed",
      ({ releases }) => {
        releases.releases.pop();
      },
    ],
    [
      "major",
      "port 22 of release 118 was removed",
      ({ pages }) => {
        const each = the(pages, page(118));
        each.ports = each.ports.filter((row) => row.port !== 22);
      },
    ],
    [
      "major",
      "server need network-time was removed",
      ({ needs }) => {
        needs.serverNeeds = needs.serverNeeds.filter((each) => each.id !== "network-time");
      },
    ],
    [
      "minor",
      "internal port cache was added",
      ({ needs }) => {
        needs.internalPorts.push({ ...the(needs.internalPorts, port(6379)), id: "cache" });
      },
    ],
    [
      "minor",
      "port 2222 of release 126 was added",
      ({ pages }) => {
        const each = the(pages, page(126));
        each.ports.push({ ...the(each.ports, port(22)), port: 2222 });
      },
    ],
    [
      "major",
      "service ident was removed",
      ({ services }) => {
        the(services.services, (each) => each.id === "ident").id = "identd";
        services.labels.ident = ["identd"];
      },
    ],
    [
      "minor",
      "service extra was added",
      ({ services }) => {
        services.services.push({
          ...the(services.services, (each) => each.id === "ident"),
          id: "extra",
        });
      },
    ],
    [
      "major",
      "category time was removed",
      ({ services }) => {
        the(services.services, (each) => each.id === "rdate").category = "web";
      },
    ],
    [
      "major",
      "feature Social Media Management was removed",
      ({ pages }) => {
        for (const each of pages) {
          if (each.featureSources !== "undocumented" && each.page !== 102) {
            each.featureSources.features.pop();
          }
        }
      },
    ],
    [
      "minor",
      "operating system debian was added",
      ({ operatingSystems }) => {
        operatingSystems.operatingSystems.push({
          id: "debian",
          name: "Debian",
          labels: ["Debian"],
          basis: [{ kind: "page" }],
        });
      },
    ],
    [
      "minor",
      "alias imap5 of service imap was added",
      ({ services }) => {
        the(services.services, (each) => each.id === "imap").aliases.push("imap5");
      },
    ],
    [
      "major",
      "alias imaps of service imap was removed",
      ({ services }) => {
        the(services.services, (each) => each.id === "imap").aliases.pop();
      },
    ],
    [
      "minor",
      "port 2083 of release 102: protection changed",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(2083, "protection")), {
          protection: "starttls",
        });
      },
    ],
    [
      "minor",
      "port 443 of release 102: twin changed",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(443, "twin")), { twin: 20 });
      },
    ],
    [
      "minor",
      "port 2089 of release 102: sourcePorts changed",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(2089, "source-ports")), { sourcePorts: [4] });
      },
    ],
    [
      "minor",
      "port 579 of release 102: scope changed",
      ({ pages, annotations }) => {
        annotations.ports = annotations.ports.filter((each) => each.kind !== "scope");
        for (const each of pages) {
          the(each.ports, port(579)).inbound = true;
        }
      },
    ],
    [
      "minor",
      "port 143 of release 102: services changed",
      ({ services }) => {
        services.labels.IMAP = ["imap", "pop3"];
      },
    ],
    [
      "minor",
      "port 11371 of release 102: conditions changed",
      ({ annotations }) => {
        annotations.ports = annotations.ports.filter((each) => each.kind !== "condition");
      },
    ],
    [
      "minor",
      "port 3306 of release 102: annotations changed",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(3306, "usage")), { kind: "advice" });
      },
    ],
    [
      "patch",
      "port 22 of release 118: a cell, wording, source or IANA name was corrected",
      ({ pages }) => {
        the(the(pages, page(118)).ports, port(22)).udp = true;
      },
    ],
    [
      "patch",
      "port 3306 of release 102: a cell, wording, source or IANA name was corrected",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(3306, "usage")), { text: "Other words." });
      },
    ],
    [
      "patch",
      "wording, sources, dates or other values changed",
      ({ releases }) => {
        the(releases.releases, (each) => each.release === 106).longTermSupport = true;
      },
    ],
  ])("returns a %s change: %s", ([level, text, change]) => {
    const changes = compareDatasets(released, buildDataset(changed(change)));
    expect(changes.map((each) => [each.level, each.text])).toContainEqual([level, text]);
    const worst = (["major", "minor", "patch"] as const).find((each) =>
      changes.some((one) => one.level === each),
    );
    expect(worst).toBe(level);
  });

  test("returns one minor change for a new release, not one per port", () => {
    const before = buildDataset(
      changed(({ releases }) => {
        releases.releases.pop();
      }),
    );
    const widened = compareDatasets(before, released).filter((each) => each.text.includes("126"));
    expect(widened.map((each) => [each.level, each.text])).toEqual([
      ["minor", "release 126 was added"],
    ]);
  });
});

test("names the release and the changed fields of a port", () => {
  const changes = compareDatasets(
    released,
    buildDataset(
      changed(({ services }) => {
        services.labels.IMAP = ["imap", "pop3"];
      }),
    ),
  );
  expect(changes.find((each) => each.release === 126)).toEqual({
    level: "minor",
    change: "changed",
    subject: "port",
    id: "143",
    release: 126,
    fields: ["services"],
    text: "port 143 of release 126: services changed",
  });
});

describe("missingRedirects", () => {
  const without = buildDataset(
    changed(({ services }) => {
      the(services.services, (each) => each.id === "ident").id = "identd";
      services.labels.ident = ["identd"];
    }),
  );
  const changes = compareDatasets(released, without);
  const to = (name: string | null) => ({
    redirects: [{ subject: "service" as const, from: "ident", to: name, since: "2027-01-01" }],
  });

  test("requires a redirect for a removed id", () => {
    expect(missingRedirects(changes, { redirects: [] }, without)).toEqual([
      "service ident was removed: add its replacement to data/redirects.json",
    ]);
  });

  test("requires the old id of a service as an alias, so that filters find the service", () => {
    expect(missingRedirects(changes, to("identd"), without)).toEqual([
      "service ident is redirected to identd, which has no alias ident",
    ]);
    const aliased = {
      ...without,
      services: without.services.map((each) =>
        (each.id as string) === "identd" ? { ...each, aliases: [...each.aliases, "ident"] } : each,
      ),
    };
    expect(missingRedirects(changes, to("identd"), aliased)).toEqual([]);
  });

  test.for([
    "alias",
    "category",
    "feature",
    "internal-port",
    "operating-system",
    "port",
    "release",
    "server-need",
    "service",
    "value",
  ] as const)("reports a redirect to an unknown %s", (subject) => {
    const redirect = { subject, from: "old", to: "no-such", since: "2027-01-01" };
    expect(missingRedirects([], { redirects: [redirect] }, released)).toEqual([
      `${subject} old is redirected to no-such, which does not exist`,
    ]);
  });

  test.for([
    ["category", released.services[0]?.category],
    ["internal-port", released.internalPorts[0]?.id],
    ["operating-system", released.operatingSystems[0]?.id],
    ["server-need", released.serverNeeds[0]?.id],
    ["release", "126"],
    ["port", "22"],
  ] as const)("accepts a redirect to the %s %s", ([subject, to = ""]) => {
    const redirect = { subject, from: "old", to, since: "2027-01-01" };
    expect(missingRedirects([], { redirects: [redirect] }, released)).toEqual([]);
  });

  test("accepts null for a removed id without a replacement", () => {
    expect(missingRedirects(changes, to(null), without)).toEqual([]);
  });

  test("requires no redirect for a removed port", () => {
    const fewer = buildDataset(
      changed(({ pages }) => {
        const each = the(pages, page(118));
        each.ports = each.ports.filter((row) => row.port !== 22);
      }),
    );
    expect(missingRedirects(compareDatasets(released, fewer), { redirects: [] }, fewer)).toEqual(
      [],
    );
  });
});
