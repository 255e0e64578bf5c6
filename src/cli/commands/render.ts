import { type Command, InvalidArgumentError } from "commander";
import { listText } from "../../audit/list-text.ts";
import { createPolicy } from "../../policy/create/create-policy.ts";
import type { Policy } from "../../policy/types.ts";
import { visible } from "../../render/formats/escape/visible.ts";
import type { CommandDescription } from "../command-description.ts";
import { policyValues } from "../completion/policy-values.ts";
import { files } from "../completion/values.ts";
import { versions } from "../completion/versions.ts";
import type { Io } from "../io.ts";
import { readChoice } from "../options/choice.ts";
import { commandLine } from "../options/command-line.ts";
import { addConfigOption, type GivenConfigOption, readConfig } from "../options/config-option.ts";
import { isVersion } from "../options/is-version.ts";
import {
  addPolicyOptions,
  type GivenPolicyOptions,
  policyOptions,
} from "../options/policy-options.ts";
import { refuseFiles } from "../options/refuse-files.ts";
import {
  addStrictOption,
  type GivenStrictOption,
  newestRelease,
  readVersion,
  versionText,
} from "../options/release-options.ts";
import { type Output, type OutputOptions, renderOutputs } from "../render-outputs.ts";
import { withReason } from "../with-reason.ts";

interface Options extends GivenConfigOption, GivenStrictOption, GivenPolicyOptions, OutputOptions {
  readonly output?: string;
}

const names = Object.keys(renderOutputs);

/** The flags and help of the options that only some outputs accept. */
const ownOptions: Readonly<Record<keyof OutputOptions, readonly [flags: string, text: string]>> = {
  table: ["--table <name>", "nftables: name of the table"],
  chains: [
    "--chains <name>",
    "iptables, ip6tables: write only the chains NAME-IN and NAME-OUT; other rules stay",
  ],
  comments: ["--comments", "nftables, iptables, ip6tables: one rule for each port, with a comment"],
  counters: ["--counters", "nftables: count packets and bytes"],
  logPrefix: [
    "--log-prefix <text>",
    "nftables, iptables, ip6tables: log dropped packets with this prefix",
  ],
  sshRate: [
    "--ssh-rate <rate>",
    "nftables, iptables, ip6tables: drop new SSH connections from an address above this rate, such as 4/minute",
  ],
  profile: ["--profile <name>", "ufw, ufw-commands: name of the profile"],
  caption: ["--caption <text>", "html, svg: caption"],
  merge: ["--merge <file>", "csf: add the ports to the lists of this csf.conf"],
  mergeReplace: [
    "--merge-replace <file>",
    "csf: replace the lists of this csf.conf, and report removed ports",
  ],
};

const optionNames = Object.keys(ownOptions) as (keyof OutputOptions)[];

/** Writes the ports of a release as a firewall configuration, a table or a diagram. */
export const render: CommandDescription<[string, string], Options, "written"> = {
  example: "render nftables 126 --service cpanel,whm,ssh,httpd,dns --replace ssh=2222",
  values: () => ({
    ...policyValues(),
    format: { words: names },
    release: versions(),
    "--output <file>": files,
    "--merge <file>": files,
    "--merge-replace <file>": files,
  }),
  declare: (command) => {
    addConfigOption(addPolicyOptions(addStrictOption(command)))
      .argument("<format>", `one of ${names.join(", ")}`, (given) =>
        readFormat(given, command.args),
      )
      .argument("[release]", versionText, newestRelease);
    for (const [flags, text] of Object.values(ownOptions)) {
      command.option(flags, text);
    }
    command
      .option("--output <file>", "write to this file instead of standard output")
      .hook("preAction", refuseForeignOptions);
  },
  exitStatus: () => ({ written: 0 }),
  answer: ([name, version], options, io) => {
    const output = renderOutputs[name] as Output;
    refuseFiles([version], "render needs a version here", io);
    const policy = createPolicy(
      readVersion(version, options, io),
      policyOptions(options, readConfig(options, io)),
    );
    const own = (output.takes ?? []).map((each) => [each, options[each]] as const);
    const text = output.render(policy, Object.fromEntries(own), io);
    writeRemarks(policy, options, output, io);
    if (options.output === undefined) {
      return { text, outcome: "written" };
    }
    const path = options.output;
    withReason(path, "no such directory", () => io.writeFile(path, text));
    return { text: "", outcome: "written" };
  },
};

/**
 * Returns a format.
 *
 * @param words - the arguments in the given order
 * @throws {@link InvalidArgumentError} for any other value
 */
function readFormat(given: string, words: readonly string[]): string {
  const [, second] = words;
  if (isVersion(given) && second !== undefined && names.includes(second)) {
    throw new InvalidArgumentError(
      `The format goes first: ${commandLine("render", second, given)}`,
    );
  }
  return readChoice(given, names);
}

/** Ends with an error if an option does not apply to the output, or if two options contradict each other. */
function refuseForeignOptions(command: Command): void {
  const [name] = command.processedArgs;
  const options: OutputOptions = command.opts();
  for (const option of optionNames) {
    const takers = names.filter((each) => renderOutputs[each]?.takes?.includes(option));
    if (options[option] !== undefined && !takers.includes(name)) {
      const [flag] = ownOptions[option][0].split(" ");
      command.error(`error: option '${flag}' applies only to ${listText(takers, takers.length)}`);
    }
  }
  if (options.merge !== undefined && options.mergeReplace !== undefined) {
    command.error("error: option '--merge-replace' cannot be used with option '--merge'");
  }
}

function writeRemarks(policy: Policy, options: OutputOptions, { notes }: Output, io: Io): void {
  for (const { code, text } of policy.warnings) {
    io.stderr(`cpanel-ports: warning ${code}: ${visible(text)}\n`);
  }
  if (policy.conditional.length > 0) {
    io.stderr(`cpanel-ports: note: ${conditionalNote(policy)}\n`);
  }
  for (const note of notes?.(policy, options) ?? []) {
    io.stderr(`cpanel-ports: note: ${note}\n`);
  }
}

function conditionalNote({ conditional }: Policy): string {
  const ports = new Set(
    conditional.map(
      ({ protocol, ports: { from }, conditions }) =>
        `${from}/${protocol} (${conditions.map(({ id }) => id).join(", ")})`,
    ),
  );
  return `omitted because their conditions are not stated: ${[...ports].join(", ")}; add --conditions ID to include one`;
}
