import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildDataset } from "../../../scripts/compile-data/build-dataset.ts";
import { readContext } from "../../../scripts/verify-data/read-context.ts";
import type { Context } from "../../../scripts/verify-data/rule.ts";
import { rules } from "../../../scripts/verify-data/rules/index.ts";
import { verify } from "../../../scripts/verify-data/verify.ts";
import { changed, type FilesChange, files, the } from "../../support/changed-files.ts";
import { pagesFolder, pagesHint } from "../../support/pages.ts";
import { syntheticPage } from "../../support/synthetic-page.ts";

const real = readContext(join(import.meta.dirname, "../../.."));

/** Returns the context of changed files. */
function contextOf(change: FilesChange, parts: Partial<Context> = {}): Context {
  const copy = changed(change);
  return {
    ...real,
    files: copy,
    get dataset() {
      return buildDataset(copy);
    },
    ...parts,
  };
}

/** Returns the violations of the rule that contains the words. */
function check(words: string, context: Context): readonly string[] {
  const [finding] = verify([the(rules, (rule) => rule.says.includes(words))], context);
  expect(finding?.problems).not.toBe("not checked");
  return finding?.problems as readonly string[];
}

const page = (number: number) => (each: { page: number }) => each.page === number;
const port = (number: number) => (each: { port: number }) => each.port === number;
const isKind =
  (number: number, kind: string) =>
  (each: { port: number; kind: string }): boolean =>
    each.port === number && each.kind === kind;

describe("the real data", () => {
  test.for(rules.filter((rule) => !rule.needsSnapshots).map((rule) => [rule.says, rule] as const))(
    "%s",
    ([, rule]) => {
      expect(verify([rule], real)[0]?.problems).toEqual([]);
    },
  );

  test("accepts adjacent annotations of the same kind", () => {
    const split = contextOf(({ annotations }) => {
      const index = annotations.ports.findIndex(isKind(24441, "iana-names"));
      const [first] = annotations.ports.slice(index, index + 1);
      if (first) {
        annotations.ports.splice(index, 1, { ...first, through: 118 }, { ...first, from: 120 });
      }
    });
    expect(check("annotations of the same kind do not overlap", split)).toEqual([]);
    expect(check("begins and ends at releases", split)).toEqual([]);
  });

  test("skips rules that need snapshots if there are none", () => {
    const findings = verify(rules, real).filter((each) => each.problems === "not checked");
    expect(findings.map((each) => each.rule.needsSnapshots)).toEqual([true, true]);
  });

  test("lists every file of rules/", () => {
    const folder = join(import.meta.dirname, "../../../scripts/verify-data/rules");
    expect(new Set(rules).size).toBe(readdirSync(folder).length - 1);
  });
});

describe.skipIf(!pagesFolder)(`the real data and the snapshots${pagesHint}`, () => {
  const context = readContext(join(import.meta.dirname, "../../.."), pagesFolder);

  test.for(rules.filter((rule) => rule.needsSnapshots).map((rule) => [rule.says, rule] as const))(
    "%s",
    ([, rule]) => {
      expect(verify([rule], context)[0]?.problems).toEqual([]);
    },
  );

  test("differ in a changed cell of every column of every page", () => {
    const columns = ["tcp", "udp", "inbound", "outbound", "localhost"] as const;
    const broken = contextOf(
      ({ pages }) => {
        for (const each of pages) {
          const row = the(each.ports, port(2083));
          for (const column of columns) row[column] = !row[column];
        }
      },
      { snapshots: context.snapshots },
    );
    expect(check("equals the snapshots", broken)).toEqual(
      files.pages.flatMap(({ page: number, ports }) =>
        columns.map((column) => {
          const was = the(ports, port(2083))[column];
          return `pages/${number}.json: ports: port 2083: ${column}: is ${!was}, the snapshot has ${was}`;
        }),
      ),
    );
  });

  test("differ in a missing row, a digest, a table, an address and a section", () => {
    const broken = contextOf(
      ({ pages }) => {
        const each = the(pages, page(126));
        each.sha256 = "0".repeat(64);
        each.ports = each.ports.filter((row) => row.port !== 22);
        the(each.licenseCallback, port(2087)).inbound = false;
        if (each.featureSources !== "undocumented") {
          the(each.featureSources.features, (it) => it.addresses.length > 0).addresses[0] =
            "192.0.2.1";
        }
        the(pages, page(120)).featureSources = { ports: [80], features: [] };
      },
      { snapshots: context.snapshots },
    );
    const problems = check("equals the snapshots", broken).join("\n");
    expect(problems).toMatch(/pages\/126\.json: sha256: is "0{64}", the snapshot has "/);
    expect(problems).toContain("pages/126.json: ports: port 22: is undefined, the snapshot has {");
    expect(problems).toContain(
      "licenseCallback: port 2087: inbound: is false, the snapshot has true",
    );
    expect(problems).toContain('addresses: 0: is "192.0.2.1", the snapshot has "78.138.117.141"');
    expect(problems).toContain(
      'pages/120.json: featureSources: is {"ports":[80],"features":[]}, the snapshot has "undocumented"',
    );
  });
});

describe("a violated rule", () => {
  test("reports unexpected and missing files", () => {
    const paths = real.paths.filter((each) => each !== "pages/118.json").concat("pages/119.json");
    expect(check("only the known files", { ...real, paths })).toEqual([
      "pages/119.json: unexpected",
      "pages/118.json: missing",
    ]);
  });

  test.for<[string, FilesChange, string]>([
    [
      "consecutive even numbers",
      ({ releases }) => {
        releases.releases = releases.releases.filter((each) => each.release !== 112);
      },
      "releases.json: 114 comes after 110, expected 112",
    ],
    [
      "consecutive even numbers",
      ({ releases }) => {
        the(releases.releases, (each) => each.release === 112).page = 111;
      },
      "releases.json: the page of 112 is missing",
    ],
    [
      "consecutive even numbers",
      ({ releases }) => {
        the(releases.releases, (each) => each.release === 112).page = 102;
      },
      "releases.json: page 102 is not valid for 112, only from 102 through 110",
    ],
    [
      "consecutive even numbers",
      ({ releases }) => {
        the(releases.releases, (each) => each.release === 124).page = 126;
      },
      "pages/124.json: documents no release",
    ],
    [
      "a second reading",
      ({ pages }) => {
        the(the(pages, page(118)).ports, port(22)).udp = true;
      },
      "pages/118.json: udp is 7, the second reading counted 6",
    ],
    [
      "a second reading",
      ({ pages }) => {
        the(pages, page(118)).featureSources = "undocumented";
      },
      "pages/118.json: features is , the second reading counted Search Engine Optimization,Site Quality Monitoring,Social Media Management",
    ],
    [
      "a second reading",
      ({ pages }) => {
        the(pages, page(118)).page = 119;
      },
      "pages/119.json: not in the second reading",
    ],
    [
      "a license-callback port is in the port table",
      ({ pages }) => {
        the(the(pages, page(126)).licenseCallback, port(2082)).port = 2090;
      },
      "pages/126.json: license callback on 2090, not inbound in both",
    ],
    [
      "a license-callback port is in the port table",
      ({ pages }) => {
        the(the(pages, page(126)).licenseCallback, port(2082)).inbound = false;
      },
      "pages/126.json: license callback on 2082, not inbound in both",
    ],
    [
      "first builds are in the order",
      ({ releases }) => {
        the(releases.laterReleases, (each) => each.release === 128).release = 126;
      },
      "releases.json: 126 is not after the previous release",
    ],
    [
      "first builds are in the order",
      ({ releases }) => {
        const date = the(releases.releases, (each) => each.release === 120).firstPublicBuild;
        if (date !== "unknown") {
          date.date = "2022-01-01";
        }
      },
      "releases.json: 120 began before an older release",
    ],
    [
      "first builds are in the order",
      ({ releases }) => {
        const date = the(releases.releases, (each) => each.release === 118).endOfLife;
        if (date !== "unknown") {
          date.date = "2024-01";
        }
      },
      "releases.json: 118 ends before it began",
    ],
    [
      "first builds are in the order",
      ({ releases }) => {
        releases.snapshot.latestRelease = 150;
      },
      "releases.json: the latest release, 150, is not listed",
    ],
    [
      "every service label",
      ({ services }) => {
        delete services.labels.IMAP;
      },
      'services.json: the label "IMAP" of a page has no services',
    ],
    [
      "every service label",
      ({ services }) => {
        services.labels.Gopher = ["httpd"];
      },
      'services.json: the label "Gopher" is on no page',
    ],
    [
      "every service label",
      ({ services }) => {
        services.labels.IMAP = ["gopher"];
      },
      "services.json: unknown service gopher",
    ],
    [
      "every service label",
      ({ services }) => {
        the(services.services, (each) => each.id === "imap").id = "imap-two";
      },
      "services.json: no label names the service imap-two",
    ],
    [
      "no two services have",
      ({ services }) => {
        the(services.services, (each) => each.id === "imap").aliases.push("pop");
      },
      'services.json: "pop" means both imap and pop3',
    ],
    [
      "no two services have",
      ({ services }) => {
        the(services.services, (each) => each.id === "imap").name = "WHM";
      },
      'services.json: "whm" means both imap and whm',
    ],
    [
      "no two services have",
      ({ services }) => {
        the(services.services, (each) => each.id === "smtp").aliases.reverse();
      },
      "services.json: the aliases of smtp are not in order",
    ],
    [
      "no two services have",
      ({ services }) => {
        services.services.reverse();
      },
      "services.json: the services are not in order",
    ],
    [
      "means the same services",
      ({ services }) => {
        the(services.services, (each) => each.id === "webmail").aliases.push("cpsrvd");
      },
      'services.json: "cpsrvd" as a service is webmail, as a daemon cpanel, webmail, whm',
    ],
    [
      "means the same services",
      ({ services }) => {
        the(services.services, (each) => each.id === "smtp").aliases.push("mail");
      },
      'services.json: "mail" as a service is smtp, as a category apns, imap, pop3, smtp',
    ],
    [
      "every operating system",
      ({ operatingSystems }) => {
        the(operatingSystems.operatingSystems, (each) => each.id === "rocky").labels = ["Rocky"];
      },
      'operating-systems.json: 0 systems have the label "Rocky Linux", expected 1',
    ],
    [
      "every operating system",
      ({ operatingSystems }) => {
        the(operatingSystems.operatingSystems, (each) => each.id === "rocky").labels.push("Debian");
      },
      'operating-systems.json: the label "Debian" is on no page',
    ],
    [
      "every operating system",
      ({ operatingSystems }) => {
        the(operatingSystems.operatingSystems, (each) => each.id === "ubuntu").id = "ubuntu-two";
      },
      "annotations.json: a condition names the unknown system ubuntu",
    ],
    [
      "names its basis",
      ({ annotations }) => {
        the(annotations.ports, isKind(2083, "protection")).basis = [];
      },
      "annotations.json: port 2083, protection: no basis",
    ],
    [
      "names its basis",
      ({ services }) => {
        the(
          the(services.services, (each) => each.id === "mysql").annotations,
          (each) => each.id === "profiles-conflict",
        ).basis = [];
      },
      "services.json: mysql, profiles-conflict: no basis",
    ],
    [
      "names its basis",
      ({ releases }) => {
        Object.assign(the(releases.releases, (each) => each.release === 110).extendedSupport, {
          basis: [],
        });
      },
      "releases.json: 110, extendedSupport: no basis",
    ],
    [
      "names its basis",
      ({ releases }) => {
        the(releases.laterReleases, (each) => each.release === 130).longTermSupportBasis = [];
      },
      "releases.json: 130, longTermSupport: no basis",
    ],
    [
      "is a page that a crawl found",
      ({ elsewhere }) => {
        the(elsewhere.lists, (each) => each.id === "amazon-lightsail").source =
          "https://docs.cpanel.net/no-such-page/";
      },
      "elsewhere: https://docs.cpanel.net/no-such-page/ is not a known page (scripts/verify-data/known-pages.txt)",
    ],
    [
      "is a page that a crawl found",
      ({ annotations }) => {
        the(annotations.ports, isKind(2083, "protection")).basis = [
          { kind: "documentation", url: "https://docs.cpanel.net/whm/no-such-page/" },
        ];
      },
      "annotations: https://docs.cpanel.net/whm/no-such-page/ is not a known page (scripts/verify-data/known-pages.txt)",
    ],
    [
      "is a page that a crawl found",
      ({ annotations }) => {
        the(annotations.ports, isKind(2083, "protection")).basis = [
          { kind: "secondary", url: "https://docs.cpanel.net/release-notes/release-notes" },
        ];
      },
      "annotations: https://docs.cpanel.net/release-notes/release-notes is not a known page (scripts/verify-data/known-pages.txt)",
    ],
    [
      "is a page that a crawl found",
      ({ annotations }) => {
        the(annotations.ports, isKind(2083, "protection")).basis = [
          { kind: "documentation", url: "https://example.com/whm/" },
        ];
      },
      "annotations: https://example.com/whm/ is not a known page (scripts/verify-data/known-pages.txt)",
    ],
    [
      "every role and profile",
      ({ services }) => {
        the(services.services, (each) => each.id === "imap").roles = ["MailGet"];
      },
      "services.json: imap: unknown role MailGet",
    ],
    [
      "every role and profile",
      ({ services }) => {
        Object.assign(
          the(services.services, (each) => each.id === "imap"),
          { profilesWithout: ["FILENODE"] },
        );
      },
      "services.json: imap: unknown profile FILENODE",
    ],
    [
      "every role and profile",
      ({ services }) => {
        the(services.services, (each) => each.id === "smtp").roles = ["MailSend", "MailLocal"];
      },
      "services.json: smtp: duplicate or unsorted roles",
    ],
    [
      "a condition id denotes one",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(3306, "condition")), { id: "http3" });
      },
      "annotations.json: port 3306, condition http3: port 443 has another condition with that id",
    ],
    [
      "a condition id denotes one",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(443, "condition")), {
          protocols: ["tcp", "udp"],
        });
      },
      "annotations.json: port 443, condition http3: names tcp, udp, expected one of two ticked",
    ],
    [
      "a condition id denotes one",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(3306, "condition")), { protocols: ["udp"] });
      },
      "annotations.json: port 3306, condition remote-mysql: names udp, expected one of two ticked",
    ],
    [
      "names its basis",
      ({ annotations }) => {
        the(annotations.changes, (each) => each.port === 2195).basis = [];
      },
      "annotations.json: 124 to 126: no basis",
    ],
    [
      "names its basis",
      ({ annotations }) => {
        annotations.licenseCallbackSenders.basis = [];
      },
      "annotations.json: licenseCallbackSenders: no basis",
    ],
    [
      "names its basis",
      ({ services }) => {
        the(services.services, (each) => each.id === "imap").basis = [];
      },
      "services.json: imap: no basis",
    ],
    [
      "names its basis",
      ({ operatingSystems }) => {
        the(operatingSystems.operatingSystems, (each) => each.id === "rocky").basis = [];
      },
      "operating-systems.json: rocky: no basis",
    ],
    [
      "names its basis",
      ({ releases }) => {
        const date = the(releases.releases, (each) => each.release === 118).endOfLife;
        if (date !== "unknown") {
          date.basis = [];
        }
      },
      "releases.json: 118, endOfLife: no basis",
    ],
    [
      "begins and ends at releases that document its port",
      ({ annotations }) => {
        the(annotations.ports, isKind(2091, "protection")).through = 120;
      },
      "annotations.json: port 2091, protection: the port is not in 120",
    ],
    [
      "begins and ends at releases that document its port",
      ({ annotations }) => {
        the(annotations.ports, isKind(2091, "protection")).through = "latest";
      },
      "annotations.json: port 2091, protection: the port is not in 120, 122, 124, 126",
    ],
    [
      "begins and ends at releases that document its port",
      ({ annotations }) => {
        the(annotations.ports, isKind(2083, "protection")).from = 100;
      },
      "annotations.json: port 2083, protection: 100 is not a release",
    ],
    [
      "begins and ends at releases that document its port",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(2083, "protection")), {
          from: 120,
          through: 112,
        });
      },
      "annotations.json: port 2083, protection: ends at 112, before it begins at 120",
    ],
    [
      "begins and ends at releases that document its port",
      ({ annotations }) => {
        the(annotations.ports, isKind(2083, "protection")).through = 126;
      },
      'annotations.json: port 2083, protection: ends at 126, the newest: expected "latest"',
    ],
    [
      "annotations of the same kind do not overlap",
      ({ annotations }) => {
        annotations.ports.push({
          ...the(annotations.ports, isKind(24441, "iana-names")),
          from: 124,
        } as (typeof annotations.ports)[number]);
      },
      "annotations.json: port 24441, iana-names: duplicate in 124, 126",
    ],
    [
      "annotations of the same kind do not overlap",
      ({ annotations }) => {
        annotations.ports.reverse();
      },
      "annotations.json: port 11371, usage apt-keys: comes after port 24441",
    ],
    [
      "every note of a page is covered",
      ({ annotations }) => {
        annotations.ports = annotations.ports.filter((each) => each.port !== 3306);
      },
      "annotations.json: no annotation covers the note of port 3306 in 102",
    ],
    [
      "every note of a page is covered",
      ({ annotations }) => {
        the(annotations.ports, isKind(2079, "warning")).from = 112;
      },
      "annotations.json: port 2079, warning insecure: is based on a note, but 112 has none",
    ],
    [
      "every difference between the pages",
      ({ annotations }) => {
        annotations.changes = annotations.changes.filter((each) => each.port !== 2091);
      },
      "annotations.json: expected exactly one reason for 118 to 120: port 2091",
    ],
    [
      "every difference between the pages",
      ({ annotations }) => {
        annotations.changes.push(the(annotations.changes, (each) => each.port === 2195));
      },
      "annotations.json: expected exactly one reason for 124 to 126: port 2195",
    ],
    [
      "every difference between the pages",
      ({ annotations }) => {
        the(annotations.changes, (each) => each.port === 2195).port = 2703;
      },
      "annotations.json: a reason for 124 to 126: port 2703, which does not differ",
    ],
    [
      "every difference between the pages",
      ({ annotations }) => {
        annotations.changes.reverse();
      },
      "annotations.json: the changes are not in the order of their releases",
    ],
    [
      "every difference between the pages",
      ({ pages }) => {
        the(the(pages, page(126)).ports, port(22)).noteSha256 = "0".repeat(64);
      },
      "annotations.json: expected exactly one reason for 124 to 126: port 22",
    ],
    [
      "every difference between the pages",
      ({ pages }) => {
        the(the(pages, page(126)).licenseCallback, port(2087)).outbound = true;
      },
      "annotations.json: expected exactly one reason for 124 to 126: license-callback",
    ],
    [
      "every row has services",
      ({ services }) => {
        services.labels.IMAP = [];
      },
      "port 143 from 102: no service or category",
    ],
    [
      "every row has services",
      ({ annotations }) => {
        annotations.ports = annotations.ports.filter(
          (each) => each.port !== 143 || each.kind !== "iana-names",
        );
      },
      "port 143 from 102: its IANA names were not looked up",
    ],
    [
      "every row has services",
      ({ pages }) => {
        for (const each of pages) {
          the(each.ports, port(579)).inbound = true;
        }
      },
      "port 579 from 102: is only for loopback, but has a direction ticked",
    ],
    [
      "the twin of a port's twin",
      ({ annotations }) => {
        const twin = the(annotations.ports, isKind(2082, "twin"));
        Object.assign(twin, { twin: 2087 });
      },
      "annotations.json: port 2082 in 102: its twin 2087 has the twin 2086",
    ],
    [
      "the twin of a port's twin",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(2082, "twin")), { twin: 2081 });
      },
      "annotations.json: port 2082 in 102: its twin 2081 does not exist",
    ],
    [
      "the twin of a port's twin",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(2082, "twin")), { twin: 993 });
      },
      "annotations.json: port 2082 in 102: shares no service with its twin 993",
    ],
    [
      "the twin of a port's twin",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(2082, "protection")), {
          protection: "implicit",
        });
      },
      "annotations.json: port 2082 in 102: either it or its twin 2083 must have TLS from the first byte",
    ],
    [
      "an entry differs from the previous release only if",
      ({ annotations }) => {
        the(annotations.ports, isKind(2083, "protection")).from = 118;
      },
      "annotations.json: port 2083 changes at 118, where its row does not",
    ],
    [
      "server needs are in the order",
      ({ needs }) => {
        the(needs.internalPorts, port(6379)).id = "network-time";
      },
      "needs.json: duplicate network-time",
    ],
    [
      "server needs are in the order",
      ({ needs }) => {
        needs.serverNeeds.reverse();
      },
      "needs.json: path-mtu-discovery comes after updates",
    ],
    [
      "server needs are in the order",
      ({ needs }) => {
        the(needs.internalPorts, port(6379)).port = 11212;
      },
      "needs.json: 11211 comes after 11212",
    ],
    [
      "is ticked on every page",
      ({ needs }) => {
        Object.assign(
          the(needs.serverNeeds, (each) => each.id === "dns-queries").traffic[1] ?? {},
          {
            port: 2089,
          },
        );
      },
      "needs.json: dns-queries: the table of page 126 does not support outbound udp 2089",
    ],
    [
      "is ticked on every page",
      ({ needs }) => {
        the(needs.serverNeeds, (each) => each.id === "network-time").basis = [{ kind: "note" }];
      },
      "needs.json: network-time: the note of page 102 does not support outbound udp 123",
    ],
    [
      "is ticked on every page",
      ({ needs }) => {
        the(needs.internalPorts, port(6379)).port = 783;
      },
      "needs.json: redis: page 126 lists port 783",
    ],
    [
      "names its basis",
      ({ needs }) => {
        the(needs.serverNeeds, (each) => each.id === "network-time").basis = [];
      },
      "needs.json: network-time: no basis",
    ],
    [
      "the lists of others",
      ({ elsewhere }) => {
        elsewhere.lists.reverse();
      },
      "elsewhere.json: amazon-lightsail comes after csf-stock",
    ],
    [
      "the lists of others",
      ({ elsewhere }) => {
        the(elsewhere.lists, (each) => each.id === "csf-stock").ports.reverse();
      },
      "elsewhere.json: csf-stock: ipv4 inbound tcp comes after ipv4 inbound udp",
    ],
    [
      "the lists of others",
      ({ elsewhere }) => {
        elsewhere.lists[0]?.ports[1]?.ports.push(53);
      },
      "elsewhere.json: alibaba-cloud: undocumented inbound udp: 53 comes after 53",
    ],
    [
      "generated.ts are up to date",
      ({ elsewhere }) => {
        elsewhere.lists[0]?.ports[1]?.ports.push(54);
      },
      "src/dataset/elsewhere.generated.ts: out of date; run npm run data:compile",
    ],
    [
      "generated.ts are up to date",
      ({ needs }) => {
        the(needs.internalPorts, port(6379)).text = "Another text.";
      },
      "src/dataset/needs.generated.ts: out of date; run npm run data:compile",
    ],
    [
      "generated.ts are up to date",
      ({ annotations }) => {
        Object.assign(the(annotations.ports, isKind(2083, "protection")), { protection: "none" });
      },
      "src/dataset/ports.generated.ts: out of date; run npm run data:compile",
    ],
    [
      "generated.ts are up to date",
      ({ services }) => {
        delete services.labels.IMAP;
      },
      'no services for the label "IMAP" of port 143 in release 102',
    ],
  ])("reports its violation: %s", ([words, change, problem]) => {
    expect(check(words, contextOf(change))).toContain(problem);
  });

  test("reports missing and malformed snapshots", () => {
    const snapshots = new Map([[102, new TextEncoder().encode("# nothing")]]);
    const problems = check("equals the snapshots", { ...real, snapshots });
    expect(problems).toContain("112.md: the snapshot is missing");
    expect(problems).toContain("102.md:1: expected front matter with a url, found heading");
  });

  test("reports eight consecutive words of a page in an annotation, a reason and a document", () => {
    const words = "these invented words stand in a page and here";
    const snapshots = new Map([[126, new TextEncoder().encode(`${syntheticPage}\n${words}, too`)]]);
    const documents = new Map([
      ["docs/x.md", `So *these* invented words\nstand in a page and here.`],
    ]);
    const change: FilesChange = ({ annotations }) => {
      Object.assign(the(annotations.ports, isKind(3306, "usage")), { text: `${words}.` });
      the(annotations.changes, (each) => each.port === 2195).text = `${words}.`;
    };
    const shared = '"these invented words stand in a page and" is also on a page';
    expect(check("consecutive words", contextOf(change, { snapshots, documents }))).toEqual([
      `annotations.json: port 3306, remote-databases: ${shared}`,
      `annotations.json: 124 to 126: ${shared}`,
      `docs/x.md: ${shared}`,
    ]);
  });
});

test("verify rethrows errors that the data did not cause", () => {
  const broken = {
    says: "x",
    check: () => {
      throw new RangeError("unforeseen");
    },
  };
  expect(() => verify([broken], real)).toThrow(RangeError);
});
