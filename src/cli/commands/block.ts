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
      .argument("<addresses...>", "IPv4 and IPv6 addresses, and networks such as 198.51.100.0/24")
      .addOption(
        choiceOption(
          "--format <format>",
          "the firewall",
          Object.keys(blockWriters),
        ).makeOptionMandatory(),
      )
      .option(
        "--keep <addresses>",
        "refuse to block these; several with commas; those of SSH_CONNECTION are kept anyway",
        collect,
      )
      .option("--force", "block what is refused otherwise: your own address, most of the Internet");
  },
  exitStatus: () => ({ written: 0, noAnswer: 1 }),
  answer: ([addresses], { format, keep = [], force = false }, io) => {
    const ends = force ? [] : connectionEnds(io);
    if (!force && ends.length > 0) {
      io.stderr(
        `cpanel-ports: note: your address and the server's are kept, by SSH_CONNECTION: ${ends.join(" and ")}\n`,
      );
    }
    if (!force && ends.length === 0 && keep.length === 0) {
      io.stderr(
        `cpanel-ports: warning: your address is not known, because ${whyNoSession(io.env, "sudo often removes it")}: name it with --keep ADDRESS, or this may lock you out\n`,
      );
    }
    const options = { keep: [...ends, ...keep], force };
    return { text: renderBlock(addresses, format, options), outcome: "written" };
  },
};

/** Returns both addresses of the SSH connection over which the command runs, as far as they are known. */
function connectionEnds({ env }: Io): readonly string[] {
  const { client, server } = sshSession(env);
  return [client, server].filter((address) => typeof parseRemoteNetwork(address) === "object");
}
