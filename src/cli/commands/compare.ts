import { matchElsewhere } from "../../audit/match-elsewhere.ts";
import { rankElsewhere } from "../../audit/rank-elsewhere.ts";
import { checkVersion } from "../../query/check-version.ts";
import { compareElsewhere } from "../../query/compare-elsewhere.ts";
import { listElsewhere } from "../../query/list-elsewhere.ts";
import type { ResolvedVersion } from "../../query/resolved-version.ts";
import { versionTitle } from "../../query/version-title.ts";
import { comparisonTable, portDifferenceTable } from "../../render/tables/comparison-table.ts";
import { elsewhereTable } from "../../render/tables/elsewhere-table.ts";
import { matchPortTable, matchTable, rankTable } from "../../render/tables/match-table.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { nearestWord } from "../../util/nearest-word.ts";
import { quote } from "../../util/quote.ts";
import type { CommandDescription } from "../command-description.ts";
import { files } from "../completion/values.ts";
import { versions } from "../completion/versions.ts";
import type { Io } from "../io.ts";
import { checkVersionFirst } from "../options/check-version-first.ts";
import {
  addFirewallOptions,
  type GivenFirewallOptions,
  readFirewall,
} from "../options/firewall-files.ts";
import { addFormatOption, type GivenFormatOption } from "../options/format-option.ts";
import { isFile } from "../options/is-file.ts";
import { isVersion } from "../options/is-version.ts";
import { printUnreadInput } from "../options/print-unread-input.ts";
import {
  addStrictOption,
  type GivenStrictOption,
  newestRelease,
  readVersion,
  versionOrNewestText,
} from "../options/release-options.ts";
import { type Report, renderReport } from "../report.ts";
import { WrongQuestion } from "../wrong-question.ts";

type Options = GivenFirewallOptions & GivenFormatOption & GivenStrictOption;

/** Compares a page or a firewall with a published list, or describes the lists. */
export const compare: CommandDescription<
  [string | undefined, string | undefined, readonly string[]],
  Options,
  "answered"
> = {
  example: "compare 126 csf-stock /etc/csf/csf.conf",
  values: () => ({ release: versions(), list: { words: idsOfLists() }, files }),
  declare: (command) =>
    addFirewallOptions(addStrictOption(addFormatOption(command)))
      .argument("[release]", versionOrNewestText)
      .argument(
        "[list]",
        `one of ${idsOfLists().join(", ")}; if omitted, compare the firewall with all of them, or describe them if no files are given`,
      )
      .argument("[files...]", "files of a firewall; - for standard input"),
  exitStatus: () => ({ answered: 0 }),
  answer: ([first, second, others], options, io) => {
    const words = [first, second, ...others].filter((word) => word !== undefined);
    checkVersionFirst("compare", words, io);
    const { version, id, paths } = readWords(words, io);
    const resolved = readVersion(version, options, io);
    printUnreadInput(paths, io);
    const report =
      paths.length > 0
        ? reportOnFirewall(resolved, id, paths, options, io)
        : reportWithoutFirewall(resolved, id, options);
    return { text: renderReport(report, options.format, io), outcome: "answered" };
  },
};

function idsOfLists(): readonly string[] {
  return listElsewhere().map((each) => each.id);
}

/** Sorts words into a version, a list and files. The id of a list takes precedence over a file of that name. */
function readWords(words: readonly string[], io: Io) {
  const [first] = words;
  const hasVersion = first !== undefined && isVersion(first);
  const [word, ...paths] = hasVersion ? words.slice(1) : words;
  const version = hasVersion ? first : newestRelease;
  const ids = idsOfLists();
  if (word === undefined || ids.includes(word)) {
    return { version, id: word, paths };
  }
  if (/^[\w-]*\w$/.test(word) && !isFile(word, io)) {
    throw new WrongQuestion(
      `${quote(word)}: no such ${hasVersion ? "" : "version, "}list (${ids.join(", ")}) or file${didYouMean(nearestWord(word, ids))}`,
    );
  }
  return { version, id: undefined, paths: [word, ...paths] };
}

function reportOnFirewall(
  release: ResolvedVersion,
  id: string | undefined,
  paths: readonly string[],
  options: Options,
  io: Io,
): Report {
  const { firewall, listeners, ssh } = readFirewall(paths, options, io);
  if (listeners !== undefined || ssh !== undefined) {
    io.stderr("cpanel-ports: listeners and the configuration of sshd are not compared\n");
  }
  if (id === undefined) {
    const matches = rankElsewhere(release, firewall);
    const table = rankTable(matches);
    return {
      title: `The nearest of ${matches.length} lists: ${matches[0]?.summary}`,
      sections: [{ table }],
      records: () => table,
      data: matches,
    };
  }
  const match = matchElsewhere(release, id, firewall);
  const records = matchPortTable(match);
  return {
    title: match.summary,
    sections: [
      { table: matchTable(match) },
      {
        heading: `Port by port, with ${versionTitle(checkVersion(release))}`,
        table: records,
      },
    ],
    records: () => records,
    data: match,
  };
}

function reportWithoutFirewall(
  release: ResolvedVersion,
  id: string | undefined,
  { from, interface: device, host }: Options,
): Report {
  if ([from, device, host].some((option) => option !== undefined)) {
    throw new WrongQuestion(
      "--from, --interface and --host apply only to the files of a firewall; add its files, or - for standard input",
    );
  }
  return id === undefined ? reportOnLists() : reportOnComparison(release, id);
}

function reportOnLists(): Report {
  const lists = listElsewhere();
  const table = elsewhereTable(lists);
  return {
    title: `${lists.length} published lists of ports for cPanel & WHM`,
    sections: [{ table }],
    records: () => table,
    data: lists,
  };
}

function reportOnComparison(release: ResolvedVersion, id: string): Report {
  const comparison = compareElsewhere(release, id);
  const records = portDifferenceTable(comparison);
  return {
    title: comparison.title,
    sections: [{ table: comparisonTable(comparison) }, { heading: "Port by port", table: records }],
    records: () => records,
    data: comparison,
  };
}
