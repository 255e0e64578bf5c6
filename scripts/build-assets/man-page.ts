import type { Command } from "commander";
import type { CommandDescription } from "../../src/cli/command-description.ts";
import { commands, loadCommands } from "../../src/cli/commands/index.ts";
import { createProgram } from "../../src/cli/program.ts";
import { versions } from "../../src/dataset/dataset.ts";
import type { SchemaNode } from "./describe-schemas.ts";
import {
  definition,
  escapeRoff,
  lineOf,
  paragraph,
  type Span,
  section,
  subsection,
  verbatim,
} from "./roff.ts";

const name = "cpanel-ports";

/**
 * Creates the man page of the command from the same source as `--help`.
 *
 * @param version - the version of the package
 * @param config - the JSON Schema of the `--config` file
 */
export async function manPage(version: string, config: SchemaNode): Promise<string> {
  const loaded = await loadCommands(Object.keys(commands));
  const program = createProgram(version, silent, loaded, () => undefined);
  const help = program.createHelp();
  const described = help
    .visibleCommands(program)
    .map((command) => [command, loaded.get(command.name())] as const);
  const parts: readonly (readonly string[])[] = [
    [
      `.TH ${escapeRoff(name.toUpperCase())} 1 ${versions.snapshot.capturedOnOrBefore} "${escapeRoff(`${name} ${version}`)}" "User Commands"\n`,
    ],
    [section("NAME"), lineOf(`${name} - ${asPhrase(program.description())}`)],
    [section("SYNOPSIS"), ...described.map(([command]) => usageOf(command))],
    [
      section("DESCRIPTION"),
      paragraph(program.description()),
      paragraph(
        "The command includes its data and makes no network requests. A release can be written in any form that a server reports, such as ",
        { bold: "126" },
        " or ",
        { bold: "11.126.0.5" },
        ". A release newer than the data is answered from the newest page, with a note on standard error.",
      ),
    ],
    [section("OPTIONS"), ...optionsOf(program)],
    [section("COMMANDS"), ...described.flatMap(([command, own]) => commandPart(command, own))],
    exitStatusPart(),
    environmentPart(),
    filesPart(config),
    [
      section("EXAMPLES"),
      ...described.flatMap(([command, own]) =>
        own ? [paragraph(command.description()), verbatim(`${name} ${own.example}`)] : [],
      ),
    ],
    [
      section("SEE ALSO"),
      lineOf(...seeAlso.flatMap((each, index) => [index > 0 ? ", " : "", { bold: each }, "(8)"])),
    ],
  ];
  // The first paragraph of a section needs no macro.
  return parts
    .flat()
    .join("")
    .replace(/^(\.S[HS] .*\n)\.PP\n/gm, "$1");
}

const seeAlso = ["iptables", "nft", "sshd", "ss", "ufw"];

const silent = {
  stdout: () => undefined,
  stderr: () => undefined,
  readFile: () => new Uint8Array(),
  readDirectory: () => undefined,
  writeFile: () => undefined,
  isTypedIn: () => false,
  isPipedIn: () => false,
  isTerminal: false,
  today: () => versions.snapshot.capturedOnOrBefore,
  env: {},
};

function exitStatusPart(): string[] {
  return [
    section("EXIT STATUS"),
    definition([{ bold: "0" }], "Success: an answer, the help or the version."),
    definition([{ bold: "1" }], "An answer that only some commands have; they list it."),
    definition(
      [{ bold: "2" }],
      "No answer; standard error states the reason. The arguments are invalid, for example, or a file cannot be read.",
    ),
  ];
}

function environmentPart(): string[] {
  return [
    section("ENVIRONMENT"),
    definition([{ bold: "NO_COLOR" }], "If set, disables colors."),
    definition(
      [{ bold: "SSH_CONNECTION" }],
      "The SSH connection, set by sshd, that commands must not close or block.",
    ),
  ];
}

function filesPart(config: SchemaNode): string[] {
  return [
    section("FILES"),
    paragraph(
      "The command reads and writes only files that you name. The ",
      { bold: "--config" },
      " file is a JSON object with any of these keys, which options override:",
    ),
    ...Object.entries(config.properties ?? {}).map(([key, { description = "" }]) =>
      definition([{ bold: key }], ...codeSpans(firstSentence(description))),
    ),
  ];
}

/** The outcomes of commands, as reasons for an exit status. */
const outcomes: Readonly<Record<string, string>> = {
  changes: "there are changes",
  closed: "the connection is closed",
  different: "there are differences",
  differs: "the firewall does not fit",
  fits: "the firewall fits",
  none: "there are no changes",
  open: "the connection is open",
  same: "there are no differences",
  undetermined: "the result cannot be determined",
  mixed: "the result differs by family",
  unknown: "the result cannot be determined",
};

function commandPart(command: Command, own: CommandDescription | undefined): string[] {
  const help = command.createHelp();
  return [
    subsection(command.name()),
    usageOf(command),
    paragraph(command.description()),
    ...help
      .visibleArguments(command)
      .map((each) =>
        definition([{ italic: help.argumentTerm(each) }], help.argumentDescription(each)),
      ),
    ...optionsOf(command),
    ...(own
      ? [
          ...statusesOf(command, own).map((each) => paragraph(each)),
          paragraph("Example:"),
          verbatim(`${name} ${own.example}`),
          ...(own.details ? [verbatim(own.details)] : []),
        ]
      : []),
  ];
}

function usageOf(command: Command): string {
  return `.PP\n${lineOf({ bold: `${name} ${command.name()}` }, ` ${command.usage()}`)}`;
}

function optionsOf(command: Command): string[] {
  const help = command.createHelp();
  return help
    .visibleOptions(command)
    .map((each) => definition(optionTerm(help.optionTerm(each)), help.optionDescription(each)));
}

/** Separates the flags, which are typed literally, from the name of the value. */
function optionTerm(term: string): Span[] {
  const [flags = "", value] = term.split(/ (?=<)/);
  return [{ bold: flags }, ...(value ? [" ", { italic: value }] : [])];
}

/** Returns the meaning of each exit status, and again for each option that changes it; nothing if it is always 0. */
function statusesOf(command: Command, own: CommandDescription): string[] {
  const statuses = own.exitStatus({});
  if (Object.values(statuses).every((each) => each === 0)) {
    return [];
  }
  const usual = statusText(statuses);
  const changed = command.options.flatMap((option) => {
    const text = statusText(own.exitStatus({ [option.attributeName()]: true }));
    return text === usual ? [] : [`With ${option.long}: ${text}.`];
  });
  return [`Exit status: ${usual}.`, ...changed];
}

function statusText(statuses: Readonly<Record<string, number>>): string {
  const values = [...new Set(Object.values(statuses))].sort();
  return values
    .map((value) => {
      const reasons = Object.keys(statuses).filter((each) => statuses[each] === value);
      return reasons.includes("same") && reasons.includes("different")
        ? `${value} whether or not ${reasonOf("different")}`
        : `${value} if ${reasons.map(reasonOf).join(", or ")}`;
    })
    .join("; ");
}

function reasonOf(outcome: string): string {
  const reason = outcomes[outcome];
  if (reason === undefined) {
    throw new Error(`scripts/build-assets/man-page.ts: no text for the outcome ${outcome}`);
  }
  return reason;
}

function firstSentence(text: string): string {
  return /^.*?[.;](?= |$)/.exec(text)?.[0].replace(/;$/, ".") ?? text;
}

/** Separates code between backquotes from text. */
function codeSpans(text: string): Span[] {
  return text.split("`").map((part, index) => (index % 2 === 1 ? { bold: part } : part));
}

/** Turns a sentence into the phrase after the name of a program. */
function asPhrase(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}
