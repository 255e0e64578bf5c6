import { Command, Option } from "commander";
import { diffReleases } from "../query/diff-releases.ts";
import { type PortFilter } from "../query/port-filter.ts";
import { listServices } from "../query/list-services.ts";
import { releases } from "../query/releases.ts";
import { visible } from "../render/formats/escape/visible.ts";
import { releaseTable } from "../render/tables/release-table.ts";
import { serviceTable } from "../render/tables/service-table.ts";
import { describeAudit, describePlan } from "./commands/audit.ts";
import { diff } from "./commands/diff.ts";
import { type FilterOptions, list } from "./commands/list.ts";
import { describeRender } from "./commands/render.ts";
import { show } from "./commands/show.ts";
import type { Io } from "./io.ts";
import { collect } from "./options/policy-options.ts";
import { readRelease } from "./options/read-release.ts";
import { type Format, formats, type Report } from "./report.ts";

/** Options that every command takes, or every one that takes a release. */
interface Options {
  readonly format: Format;
  readonly newer: "error" | "latest";
}

/** What a command gives: a report to put in a format, or a text as it is; and how it exits. */
export type Answer = (report: Report | string, status: number, format?: Format) => void;

const filters: Readonly<Record<keyof PortFilter, string>> = {
  port: "port numbers",
  service: "ids, names or aliases of services, in any case",
  category: "categories of services",
  direction: "inbound, outbound",
  protocol: "tcp, udp",
  scope: "network, loopback",
  tls: "true (from the first byte), false, starttls, undocumented",
};

/** The command line: its commands, options and help. */
export function createProgram(version: string, io: Io, answer: Answer): Command {
  const newest = String(releases.at(-1)?.release);
  const program = new Command("cpanel-ports")
    .description("The network ports that cPanel & WHM documents for each release.")
    .version(version, "-V, --version", "print the version of cpanel-ports")
    .configureOutput({
      writeOut: io.stdout,
      // It repeats arguments as they were given, which could steer a terminal.
      writeErr: (text) => io.stderr(text.split("\n").map(visible).join("\n")),
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .showHelpAfterError("(--help shows what there is)")
    .exitOverride()
    .addHelpText("after", example("list 126 --service imap --tls true"));
  const bare = (name: string, summary: string, shown: string) =>
    program.command(name).description(summary).addHelpText("after", example(shown));
  const command = (name: string, summary: string, shown: string) =>
    bare(name, summary, shown).addOption(
      new Option("--format <format>", "how to print it").choices(formats).default("text"),
    );
  const newer = () =>
    new Option("--newer <what>", "for a release newer than the dataset: fail, or take the latest")
      .choices(["error", "latest"])
      .default("error");
  const ofRelease = (name: string, summary: string, shown: string) =>
    command(name, summary, shown).addOption(newer());

  const listing = ofRelease(
    "list",
    "List the ports of a release; with filters, those that all of them hold for.",
    'list "$(cat /usr/local/cpanel/version)" --direction inbound --protocol tcp,udp',
  ).argument("[release]", "a version in any form, such as 126 or 11.126.0.5", newest);
  for (const [name, values] of Object.entries(filters)) {
    listing.option(`--${name} <values>`, `${values}; several with commas`, collect);
  }
  listing.action((version: string, { format, newer, ...filter }: Options & FilterOptions) => {
    answer(list(readRelease(version, newer, io), filter), 0, format);
  });

  ofRelease("show", "Show everything about a port, and since when.", "show 2079")
    .argument("<port>", "a port number")
    .option("--release <release>", "in this release only")
    .action((port: string, { format, newer, release }: Options & { release?: string }) => {
      const at = release === undefined ? undefined : readRelease(release, newer, io);
      answer(show(port, at), 0, format);
    });

  ofRelease("diff", "Show what changes from one release to another.", "diff 118 126")
    .argument("<from>", "a version in any form")
    .argument("<to>", "a version in any form")
    .option("--exit-code", "exit with 1 when there are differences, as git does")
    .action((from: string, to: string, options: Options & { exitCode?: true }) => {
      const { format, newer, exitCode } = options;
      const report = diff(diffReleases(readRelease(from, newer, io), readRelease(to, newer, io)));
      answer(report, exitCode && report.records.rows.length > 0 ? 1 : 0, format);
    });

  command("releases", "List the releases.", "releases --format json").action(
    ({ format }: Options) => {
      const table = releaseTable(releases);
      const title = `cPanel & WHM: ${releases.length} releases`;
      answer({ title, sections: [{ table }], records: table, data: releases }, 0, format);
    },
  );

  ofRelease("services", "List the services, all of them or those of a release.", "services 126")
    .argument("[release]", "a version in any form")
    .action((version: string | undefined, { format, newer }: Options) => {
      const release = version === undefined ? undefined : readRelease(version, newer, io);
      const services = listServices(release);
      const table = serviceTable(services);
      const title = `cPanel & WHM${release === undefined ? "" : ` ${release}`}: ${services.length} services`;
      answer({ title, sections: [{ table }], records: table, data: services }, 0, format);
    });

  describeRender(
    bare(
      "render",
      "Write the ports of a release as the configuration of a firewall, or as a table.",
      "render nftables 126 --services cpanel,whm,ssh,httpd,dns --replace ssh=2222",
    ).addOption(newer()),
    newest,
    io,
  );

  describeAudit(
    bare(
      "audit",
      "Compare a firewall with what a release needs: exit with 0 if it fits, 1 if not, 2 if unknown.",
      "audit 126 /etc/csf/csf.conf --services cpanel,whm,ssh,httpd,dns",
    ).addOption(newer()),
    newest,
    io,
    answer,
  );
  describePlan(
    bare(
      "plan",
      "Plan the changes of a firewall for an upgrade: exit with 0 for none, 1 for some, 2 if unknown.",
      "plan 110 126 /etc/csf/csf.conf --format csf",
    ).addOption(newer()),
    io,
    answer,
  );

  return program;
}

function example(line: string): string {
  return `\nExample:\n  $ cpanel-ports ${line}\n`;
}
