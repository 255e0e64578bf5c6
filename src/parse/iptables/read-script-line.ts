import type { Family } from "../../net/types.ts";
import { familyOfTool } from "./families.ts";

/** A command of a script. */
export interface ScriptCommand {
  readonly family: Family;
  readonly table: string;
  /** The command and its arguments, as iptables-restore accepts them; empty if it changes no rule. */
  readonly content: string;
}

/** The beginning of a command, including `sudo` and the path of the tool. */
const beginning = /^(?:sudo\s+)?(?:\/\S*\/)?(ip6?tables)(?:-legacy|-nft)?(?=\s)/;

/** Returns whether a line runs iptables or ip6tables. */
export function isScriptCommand(line: string): boolean {
  return beginning.test(line);
}

/** Returns whether a script line does not affect rules. */
export function isIdleCommand(line: string): boolean {
  return /^(?:set|echo|modprobe|exit|true|:)(?:\s[^$`;&|<>()]*)?$/.test(line);
}

/** Suffixes that only hide the messages or the failure of a command. */
const hiding = /\s*(?:[12&]?>\s*\/dev\/null|2>&1|\|\|\s*(?:true|:))\s*$/;

/** Options of the tool that do not concern a rule, with their values. */
const toolOptions =
  /^(?:-w|--wait|-W|--wait-interval)(?:\s+\d+)?\s+|^(?:-n|-v|--numeric|--verbose)\s+/;

/** Reads a command of a script; returns `undefined` if it uses shell syntax other than quotes. */
export function readScriptLine(line: string): ScriptCommand | undefined {
  const [start, tool] = beginning.exec(line) as unknown as readonly [string, string];
  let rest = line.slice(start.length);
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(hiding, "");
  }
  const words = shellWords(rest);
  if (words === undefined) {
    return undefined;
  }
  let content = words.join(" ");
  let table = "filter";
  for (let before = ""; before !== content; ) {
    before = content;
    content = content
      .replace(toolOptions, "")
      .replace(/^(?:-t|--table) (\S+) ?/, (_, name: string) => {
        table = name;
        return "";
      });
  }
  const isListing = /^(?:-[LS]|--list|--list-rules)(?: |$)/.test(content);
  return { family: familyOfTool(tool), table, content: isListing ? "" : content };
}

/** Splits the arguments of a command as a shell does; puts a word with blanks or quotes in double quotes. */
function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  const pattern = /\s+|#.*$|((?:[^\s'"\\$`|;&<>(){}*?~#]|'[^']*'|"(?:[^"\\$`]|\\.)*"|\\.)+)/gy;
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) {
      return undefined;
    }
    if (match[1] !== undefined) {
      words.push(restoreWord(match[1]));
    }
  }
  return words;
}

/** Writes a shell word as iptables-restore accepts it. */
function restoreWord(word: string): string {
  const plain = word.replace(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? (escaped as string),
  );
  return /[\s"'\\]/.test(plain) || plain === "" ? `"${plain.replace(/["\\]/g, "\\$&")}"` : plain;
}
