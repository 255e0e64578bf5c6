import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { readTypedCommand } from "../typed-commands.ts";
import { wrongLine } from "./wrong-line.ts";

/** A command without a prompt. */
const bare = /^(?:sudo\s+)?(?:\/\S*\/)?(ss|netstat|lsof)\s+(-.*)$/;

/** Pipes that keep every listening socket. */
const harmless =
  /\s*(?:[12]?>\s*\/dev\/null|2>&1|\|\s*(?:sort|less|more|cat|column)\b[^|]*|\|\s*e?grep\s+(?:-[iEw]+\s+)*(["']?)listen(?:ing)?\1\s*)/gi;

/** Arguments of the tools that limit the sockets to some ports, addresses or processes. */
const limits: Readonly<Record<string, RegExp>> = {
  ss: /(?:^|\s)(?:[(!'"]|[sd](?:port|st|rc)\b|state\s+(?!listening\b))/,
  netstat: /^$/,
  lsof: /(?:^|\s)-[a-zA-Z]*(?:i\s*[\w46]*[:@]|[pucgd]\s)/,
};

/**
 * Returns whether a line is the command that lists sockets, as typed in a shell.
 *
 * @throws {@link InvalidConfigurationError} if it leaves out listening sockets
 */
export function isListingCommand(content: string, origin: Origin): boolean {
  const [, tool, options = ""] = bare.exec(content) ?? [];
  const { name, args } = readTypedCommand(content) ?? { name: tool, args: options };
  const limited = name === undefined ? undefined : limits[name];
  if (limited === undefined) {
    return false;
  }
  const rest = args.replace(harmless, " ");
  if (rest.includes("|") || (args !== "" && limited.test(rest))) {
    throw wrongLine(
      origin,
      `leaves out some sockets: ${excerpt(content)}; use the whole output of ss -tulpn`,
      content,
    );
  }
  return true;
}
