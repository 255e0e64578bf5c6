import type { Command } from "commander";
import { parseRemoteNetwork } from "../../net/network.ts";
import { type BlockFormat, blockWriters, renderBlock } from "../../render/firewall/block.ts";
import type { CommandDescription } from "../command-description.ts";
import type { Io } from "../io.ts";
import { choiceOption } from "../options/choice.ts";
import { collect } from "../options/collect.ts";
import { sshSession, whyNoSession } from "../options/ssh-session.ts";

interface Options {
  readonly format: BlockFormat;
  readonly keep?: readonly string[];
  readonly force?: true;
}

/** Writes the commands that block addresses. */
export const block: CommandDescription<[readonly string[]], Options, "written"> = {
  example: "block 198.51.100.1 2001:db8::/32 --format nftables --keep 203.0.113.9",
  declare: (command: Command) => {
    command
      .argument("<addresses...>", "IPv4 and IPv6 addresses and networks, such as 198.51.100.0/24")
      .addOption(
        choiceOption(
          "--format <format>",
          "output format: the firewall that runs the commands",
          Object.keys(blockWriters),
        ).makeOptionMandatory(),
      )
      .option(
        "--keep <addresses>",
        "addresses that must not be blocked (comma-separated); without --force, the addresses in SSH_CONNECTION too",
        collect,
      )
      .option("--force", "block even your own address or most of the Internet");
  },
  exitStatus: () => ({ written: 0 }),
  answer: ([addresses], { format, keep = [], force = false }, io) => {
    const ends = force ? [] : connectionEnds(io);
    if (!force && ends.length > 0) {
      io.stderr(
        `cpanel-ports: note: keeping the addresses of your SSH session (SSH_CONNECTION): ${ends.join(" and ")}\n`,
      );
    }
    if (!force && ends.length === 0 && keep.length === 0) {
      io.stderr(
        `cpanel-ports: warning: your address is unknown: ${whyNoSession(io.env, "sudo often removes it")}; add --keep ADDRESS, or the commands could lock you out\n`,
      );
    }
    const options = { keep: [...ends, ...keep], force };
    return { text: renderBlock(addresses, format, options), outcome: "written" };
  },
};

/** Returns the known addresses of the SSH connection that runs the command. */
function connectionEnds({ env }: Io): readonly string[] {
  const { client, server } = sshSession(env);
  return [client, server].filter((address) => typeof parseRemoteNetwork(address) === "object");
}
