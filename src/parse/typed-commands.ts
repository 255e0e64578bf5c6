import * as limits from "../util/limits.ts";
import { linesOf } from "./input.ts";

/** Where and as whom a shell runs, as prompts show it: `user@host:~`, `[root@host ~]`, `host:/etc`, `bash-5.1`. */
const place = String.raw`\[[^\s\]@]+@[^\]]*\]|[^\s@]+@\S+(?:[ \t]+[~\/]\S*)?|\S+:[~\/]\S*|~|[a-z]*sh-[\d.]+|root`;

/** A shell prompt: `#`, `root@host:~#`, `(venv) user@host ~ %`, `➜  ~`. */
const prompt = String.raw`(?:\(\S+\)[ \t]+)?(?:${place})?[ \t]*[#$%>❯]|➜[ \t]+\S+(?=[ \t])`;

/** A command after a prompt: the prompt, the name of the command, and its arguments. */
const typed = new RegExp(
  String.raw`^\s*(${prompt})\s*(?:sudo\s+)?(?:\/\S*\/)?([a-z][\w-]*)(?:\s+(\S.*))?$`,
  "u",
);

/** A command that somebody typed at a prompt. */
export interface TypedCommand {
  readonly prompt: string;
  /** The name of the command, without its path. */
  readonly name: string;
  readonly args: string;
}

/** Reads a line with a prompt and a command; returns `undefined` for any other line. */
export function readTypedCommand(line: string): TypedCommand | undefined {
  const [, before, name, args = ""] = typed.exec(line) ?? [];
  return before === undefined || name === undefined
    ? undefined
    : { prompt: before, name, args: args.trim() };
}

/** The commands whose output is an input, with their arguments; iptables and the tools for sockets are read later. */
const listings = new Map([
  ["cat", /^\//],
  ["firewall-cmd", /--list-all/],
  ["nft", /(?:^|\s)list\s/],
  ["nmap", /\S/],
  ["ufw", /^status\b/],
]);

/** The commands whose lines state what the output shows. */
const stating = /^(?:ip6?tables(?:-legacy|-nft)?(?:-save)?|ss|netstat|lsof)$/;

/**
 * Empties the lines of an input that a terminal added to the output of a command: the prompt with the command, and
 * the same prompt after it.
 */
export function withoutTypedCommands(text: string): string {
  if (text.length > limits.inputLength || !/[#$%>❯➜]/u.test(text)) {
    return text;
  }
  const prompts = new Set<string>();
  const lines = linesOf(text).map((line) => {
    const command = readTypedCommand(line);
    const isListing = command && listings.get(command.name)?.test(command.args);
    if (command && (isListing || stating.test(command.name))) {
      prompts.add(command.prompt);
    }
    return isListing || prompts.has(line.trim()) ? "" : line;
  });
  return prompts.size > 0 ? lines.join("\n") : text;
}
