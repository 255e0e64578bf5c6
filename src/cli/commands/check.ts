import { checkConnection } from "../../parse/check/check-connection.ts";
import type { Connection, ConnectionCheck } from "../../parse/check/types.ts";
import { jsonText } from "../../render/formats/escape/json-text.ts";
import { visible } from "../../render/formats/escape/visible.ts";
import { quote } from "../../util/quote.ts";
import { aboutInputs } from "../about-inputs.ts";
import type { CommandDescription } from "../command-description.ts";
import { documentedPorts } from "../completion/documented-ports.ts";
import { files } from "../completion/values.ts";
import type { Io } from "../io.ts";
import { commandLine } from "../options/command-line.ts";
import { addConfigOption, type GivenConfigOption, readConfig } from "../options/config-option.ts";
import {
  addFirewallOptions,
  type GivenFirewallOptions,
  readFirewallInputs,
} from "../options/firewall-files.ts";
import { addFormatOption, type GivenFormatOption } from "../options/format-option.ts";
import { printNotes } from "../options/print-notes.ts";
import { splitWords } from "../options/split-words.ts";
import { shortNames } from "../short-names.ts";
import { WrongQuestion } from "../wrong-question.ts";

interface Options
  extends GivenConfigOption,
    GivenFirewallOptions,
    GivenFormatOption<"json" | "text"> {
  readonly port: string;
  readonly source?: string;
  readonly destination?: string;
}

/** Checks whether a firewall lets one connection through, and names the deciding rule. */
export const check: CommandDescription<[readonly string[]], Options, ConnectionCheck["verdict"]> = {
  example: "check /etc/sysconfig/iptables --port 2087 --source 203.0.113.9",
  values: () => ({
    "--config <file>": files,
    "--port <port>": { words: documentedPorts() },
    files,
  }),
  declare: (command) => {
    addConfigOption(addFirewallOptions(command))
      .argument("[files...]", "files of a firewall (default: standard input)")
      .requiredOption("--port <port>", "destination port, such as 2087 or 53/udp")
      .option("--source <address>", "source of an inbound connection (default: any address)")
      .option("--destination <address>", "destination of an outbound connection");
    addFormatOption(command, undefined, ["text", "json"]);
  },
  exitStatus: () => ({ open: 0, closed: 1, undetermined: 2, mixed: 2 }),
  answer: ([files], options, io) => {
    const connection = connectionOf(options);
    refuseVersions(files, options, io);
    const { format, texts, names, parseOptions } = readFirewallInputs(
      files.length > 0 ? files : ["-"],
      { interface: readConfig(options, io).interface, ...options },
      io,
    );
    const checked = aboutInputs(names, () =>
      checkConnection(texts, connection, { ...parseOptions, format, inputs: shortNames(names) }),
    );
    // The answers contain the doubts that concern the connection.
    const notes = checked.notes.filter(({ kind }) => kind !== "unknown");
    printNotes(notes, names, io);
    return {
      text: options.format === "json" ? jsonText(checked) : textOf(checked),
      outcome: checked.verdict,
    };
  },
};

/** Ends with an error if a version is among the files. */
function refuseVersions(words: readonly string[], { port }: Options, io: Io): void {
  const { versions, others } = splitWords(words, io);
  const [version] = versions;
  if (version !== undefined && others.length > 0) {
    throw new WrongQuestion(
      `${quote(version)} is a version, but check needs only files: ${commandLine("check", ...others, "--port", port)}`,
    );
  }
}

function connectionOf({ port, source, destination }: Options): Connection {
  if (source !== undefined && destination !== undefined) {
    throw new WrongQuestion(
      "--source is for inbound connections, --destination for outbound ones; give only one of the two",
    );
  }
  const [, number, protocol = "tcp"] = /^(\d+)(?:\/(tcp|udp))?$/i.exec(port) ?? [];
  if (number === undefined) {
    throw new WrongQuestion(`--port ${port}: expected a port, such as 2087 or 53/udp`);
  }
  return {
    port: Number(number),
    protocol: protocol.toLowerCase() as "tcp" | "udp",
    direction: destination === undefined ? "inbound" : "outbound",
    address: source ?? destination,
  };
}

/** Returns a sentence for each answer, and one for its example. */
function textOf({ answers }: ConnectionCheck): string {
  return answers
    .flatMap(({ sentence, witness }) => [
      sentence,
      ...(witness ? [`  for example, ${witness.sentence}`] : []),
    ])
    .map((line) => `${visible(line)}\n`)
    .join("");
}
