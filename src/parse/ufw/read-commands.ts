import type { DefaultAction } from "../../net/types.ts";
import { linesOf } from "../input.ts";
import { lineOrigin } from "../line-origin.ts";
import { readUfwRule } from "./read-rule.ts";
import type { UfwCommand, UfwEffect } from "./ruleset.ts";
import { readUfwWords } from "./words.ts";

/** Commands that change neither rules nor defaults for the server's own connections. */
const withoutEffect: ReadonlySet<string> = new Set([
  "--dry-run",
  "app",
  "logging",
  "reload",
  "route",
  "show",
  "status",
]);

/** The check of a profile that `renderUfwCommands` writes. */
const profileCheck =
  /^ufw app info [\w-]+ \| grep -cxF(?: -e '[^']*')+ \| grep -qx \d+ \|\| \{ echo '[^']*' >&2; false; \}$/;

/** Parses a list of commands, as `ufw show added` prints them; omits commands without effect. */
export function readUfwCommands(text: string, input: number): readonly UfwCommand[] {
  const commands: UfwCommand[] = [];
  for (const [index, raw] of linesOf(text).entries()) {
    // A command that joins the next one with `&&` is assumed to have succeeded.
    const content = raw.trim().replace(/\s*&&$/, "");
    if (
      content === "" ||
      content.startsWith("#") ||
      content.startsWith("Added user rules (") ||
      profileCheck.test(content)
    ) {
      continue;
    }
    const words = readUfwWords(content);
    const effect = words === undefined ? unclear : readEffect(words);
    if (effect !== "none") {
      commands.push({ ...effect, origin: lineOrigin({ input, line: index + 1 }, raw) });
    }
  }
  return commands;
}

const unclear: UfwEffect = { kind: "unclear", rule: undefined };

/** Parses the words of a command after `ufw`. */
function readEffect(words: readonly string[]): UfwEffect | "none" {
  const [command = "", ...rest] = words;
  if (withoutEffect.has(command)) {
    return "none";
  }
  switch (command) {
    case "enable":
    case "disable":
    case "reset":
      return { kind: command };
    case "default":
      return readDefault(rest);
    default:
      return readChange(command === "rule" ? rest : words);
  }
}

/** Parses `default deny outgoing`. */
function readDefault([word = "", which = "incoming"]: readonly string[]): UfwEffect | "none" {
  const action: DefaultAction = word === "allow" ? "accept" : "drop";
  const direction = /^(in|out)(coming|put|going)$/.exec(which)?.[1];
  if (!["allow", "deny", "reject"].includes(word)) {
    return unclear;
  }
  if (direction !== undefined) {
    return { kind: "default", direction: direction === "in" ? "inbound" : "outbound", action };
  }
  return which === "routed" || which === "forward" ? "none" : unclear;
}

/** Parses a command that adds, deletes or inserts a rule; only added rules can be followed. */
function readChange(words: readonly string[]): UfwEffect {
  const [command, ...rest] = words;
  switch (command) {
    case "delete":
    case "prepend":
      return { kind: "unclear", rule: readUfwRule(rest) };
    case "insert":
      return { kind: "unclear", rule: readUfwRule(rest.slice(1)) };
    default: {
      const rule = readUfwRule(words);
      return rule ? { kind: "rule", rule } : unclear;
    }
  }
}
