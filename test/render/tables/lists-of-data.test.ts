import { expect, test } from "vitest";
import { getPort, listServices, releases } from "../../../src/index.ts";
import { laterReleases } from "../../../src/query/later-releases.ts";
import { entryTable } from "../../../src/render/tables/entry-table.ts";
import { releaseTable } from "../../../src/render/tables/release-table.ts";
import { serviceTable } from "../../../src/render/tables/service-table.ts";
import type { Table } from "../../../src/render/tables/table.ts";

const titlesOf = ({ columns }: Table) => columns.map(({ title }) => title);
const rowOf = ({ rows }: Table, first: string) => rows.find(([cell]) => cell === first);

test("lists releases with their coverage, page and lifecycle", () => {
  const table = releaseTable([...releases, ...laterReleases]);
  expect(titlesOf(table)).toEqual([
    "Release",
    "Coverage",
    "Page",
    "Last modified",
    "Long-term support",
    "First public build",
    "End of life",
  ]);
  expect(table.columns.map(({ align }) => align)).toEqual([
    "right",
    undefined,
    "right",
    ...[undefined, undefined, undefined, undefined],
  ]);
  expect(table.rows).toHaveLength(releases.length + laterReleases.length);
  for (const row of [
    ["110", "release", "102", "2025-09-02", "yes", "2023-03-08", "about 2026-12"],
    ["122", "release", "120", "2025-09-02", "unknown", "2024-07-09", "unknown"],
    ["130", "page", "126", "2025-09-02", "no", "2025-07-02", "about 2025-12"],
    ["136", "assumed", "126", "2025-09-02", "unknown", "2026-04-07", "about 2026-08"],
  ]) {
    expect(rowOf(table, row[0] as string)).toEqual(row);
  }
});

test("lists services with their daemons, roles and aliases", () => {
  const table = serviceTable(listServices());
  expect(titlesOf(table)).toEqual(["Id", "Name", "Category", "Daemons", "Roles", "Aliases"]);
  expect(table.rows).toHaveLength(listServices().length);
  for (const row of [
    ["cpan", "CPAN", "software-installation", "none", "undocumented", ""],
    [
      "mysql",
      "MySQL",
      "database",
      "mysql (102-118); mariadbd, mysql (120-126)",
      "MySQL",
      "mariadb",
    ],
    [
      ...["smtp", "SMTP", "mail", "exim, exim-altport (102-126)"],
      ...["MailLocal, MailRelay, MailSend", "exim, exim-altport, smtps, submission, submissions"],
    ],
  ]) {
    expect(rowOf(table, row[0] as string)).toEqual(row);
  }
});

test("lists every fact of a port with its basis", () => {
  const table = entryTable(getPort(126, 26));
  expect(titlesOf(table)).toEqual(["Fact", "Value", "Basis"]);
  expect(table.rows).toEqual([
    ["service", "SMTP", "the page's table"],
    ["protocol", "tcp", "the page's table"],
    ["inbound ticked", "yes", "the page's table"],
    ["outbound ticked", "yes", "the page's table"],
    ["localhost ticked", "no", "the page's table"],
    ["note", "yes", "the page's table"],
    ["scope", "network", "the page's table"],
    ["services", "smtp", "curated"],
    ["categories", "mail", "curated"],
    ["protection", "upgrade to TLS", expect.stringContaining("RFC 3207")],
    ["twin", "none", ""],
    ["source ports", "undocumented", ""],
    ["IANA names", "none", "IANA"],
    [
      "condition",
      "only if a second SMTP port is set (WHM » Home » Service Configuration » Service Manager)",
      "the page's note",
    ],
    ["usage", expect.stringContaining("Exim's second port"), expect.stringContaining("note")],
  ]);
});

test("lists the twin of a port, its names, and conditions without a setting", () => {
  const imap = entryTable(getPort(126, 143));
  expect(rowOf(imap, "twin")).toEqual(["twin", "993", "the page's table"]);
  expect(rowOf(imap, "IANA names")).toEqual(["IANA names", "imap", "IANA"]);
  expect(rowOf(imap, "condition")).toBeUndefined();
  expect(rowOf(entryTable(getPort(126, 3306)), "condition")?.[1]).toBe(
    "only if other machines connect to the server's databases",
  );
});
