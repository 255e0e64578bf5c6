import { describe, expect, test } from "vitest";
import { buildDataset } from "../../../scripts/compile-data/build-dataset.ts";
import { compareDatasets, type Level } from "../../../scripts/data-semver/compare-datasets.ts";
import { changed, type FilesChange, files, the } from "../../support/changed-files.ts";

const released = buildDataset(files);
const page = (number: number) => (each: { page: number }) => each.page === number;
const port = (number: number) => (each: { port: number }) => each.port === number;
const isKind = (number: number, kind: string) => (each: { port: number; kind: string }) =>
  each.port === number && each.kind === kind;

describe("compareDatasets", () => {
  test("nothing changed asks for nothing", () => {
    expect(compareDatasets(released, buildDataset(files))).toEqual([]);
  });

  test("the first release is a minor", () => {
    expect(compareDatasets(null, released)).toEqual([
      { level: "minor", what: "the first release of the data" },
    ]);
  });

  test.for<[Level, string, FilesChange]>([
    [
      "major",
      "the release 126 is gone",
      ({ releases }) => {
        releases.releases.pop();
      },
    ],
    [
      "major",
      "the port of 118, 22 is gone",
      ({ pages }) => {
        const each = the(pages, page(118));
        each.ports = each.ports.filter((row) => row.port !== 22);
      },
    ],
    [
      "major",
      "the server need network-time is gone",
      ({ needs }) => {
        needs.serverNeeds = needs.serverNeeds.filter((each) => each.id !== "network-time");
      },
    ],
    [
      "minor",
      "the internal port cache is new",
      ({ needs }) => {
        needs.internalPorts.push({ ...the(needs.internalPorts, port(6379)), id: "cache" });
      },
    ],
    [
      "minor",
      "the port of 126, 2222 is new",
      ({ pages }) => {
        const each = the(pages, page(126));
        each.ports.push({ ...the(each.ports, port(22)), port: 2222 });
      },
    ],
    [
      "major",
      "the service ident is gone",
      ({ services }) => {
        the(services.services, (each) => each.id === "ident").id = "identd";
        services.labels.ident = ["identd"];
      },
    ],
    [
      "minor",
      "the service extra is new",
      ({ services }) => {
        services.services.push({
          ...the(services.services, (each) => each.id === "ident"),
          id: "extra",
        });
      },
    ],
    [
      "major",
      "the category time is gone",
      ({ services }) => {
        the(services.services, (each) => each.id === "rdate").category = "web";
      },
    ],
    [
      "major",
      "the feature Social Media Management is gone",
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
      "the operating system debian is new",
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
      "the alias of the service imap, imap5 is new",
      ({ services }) => {
        the(services.services, (each) => each.id === "imap").aliases.push("imap5");
      },
    ],
    [
      "major",
      "the alias of the service imap, imaps is gone",
      ({ services }) => {
        the(services.services, (each) => each.id === "imap").aliases.pop();
      },
    ],
    [
      "minor",
      "port 2083 of 102: protection is another",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(2083, "protection")), {
          protection: "starttls",
        });
      },
    ],
    [
      "minor",
      "port 443 of 102: twin is another",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(443, "twin")), { twin: 20 });
      },
    ],
    [
      "minor",
      "port 2089 of 102: sourcePorts is another",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(2089, "source-ports")), { sourcePorts: [4] });
      },
    ],
    [
      "minor",
      "port 579 of 102: scope is another",
      ({ pages, annotations }) => {
        annotations.ports = annotations.ports.filter((each) => each.kind !== "scope");
        for (const each of pages) {
          the(each.ports, port(579)).inbound = true;
        }
      },
    ],
    [
      "minor",
      "port 143 of 102: services is another",
      ({ services }) => {
        services.labels.IMAP = ["imap", "pop3"];
      },
    ],
    [
      "minor",
      "port 11371 of 102: conditions came or went",
      ({ annotations }) => {
        annotations.ports = annotations.ports.filter((each) => each.kind !== "condition");
      },
    ],
    [
      "minor",
      "port 3306 of 102: annotations came or went",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(3306, "usage")), { kind: "advice" });
      },
    ],
    [
      "patch",
      "port 22 of 118: a cell, wording, basis or IANA name is corrected",
      ({ pages }) => {
        the(the(pages, page(118)).ports, port(22)).udp = true;
      },
    ],
    [
      "patch",
      "port 3306 of 102: a cell, wording, basis or IANA name is corrected",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(3306, "usage")), { text: "Other words." });
      },
    ],
    [
      "patch",
      "wording, basis, dates or other values changed",
      ({ releases }) => {
        the(releases.releases, (each) => each.release === 106).longTermSupport = true;
      },
    ],
  ])("%s: %s", ([level, what, change]) => {
    const changes = compareDatasets(released, buildDataset(changed(change)));
    expect(changes).toContainEqual({ level, what });
    const worst = (["major", "minor", "patch"] as const).find((each) =>
      changes.some((one) => one.level === each),
    );
    expect(worst).toBe(level);
  });

  test("a new release is a minor, and its ports are not counted one by one", () => {
    const before = buildDataset(
      changed(({ releases }) => {
        releases.releases.pop();
      }),
    );
    const widened = compareDatasets(before, released).filter((each) => each.what.includes("126"));
    expect(widened).toEqual([{ level: "minor", what: "the release 126 is new" }]);
  });
});
