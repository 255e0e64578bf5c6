import type { Family } from "../../net/types.ts";
import { linesOf } from "../input.ts";
import { lineOrigin } from "../line-origin.ts";
import { readUfwTuple } from "./read-tuple.ts";
import type { UfwRow } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** The contents of `user.rules` or `user6.rules`. */
export interface UfwUserRules {
  readonly family: Family;
  readonly rows: readonly UfwRow[];
}

const tuple = /^### tuple ###\s*/;

/**
 * Parses `/etc/ufw/user.rules` or `user6.rules`: ufw reads each rule from a comment; the equivalent iptables
 * rules follow it.
 */
export function readUfwUserRules(text: string, input: number): UfwUserRules {
  const family = familyOf(text, input);
  const rows: UfwRow[] = [];
  let chain: string | undefined;
  let isWhole = false;
  for (const [index, raw] of linesOf(text).entries()) {
    const content = raw.trim();
    const origin = lineOrigin({ input, line: index + 1 }, raw);
    const own = /^(?:\[\d+:\d+\] )?-A (ufw6?-user-(?:input|output|forward)) /.exec(content)?.[1];
    if (tuple.test(content)) {
      const row = readUfwTuple(content.replace(tuple, ""), family, origin);
      rows.push(row);
      chain = chainOf(row, family);
    } else if (own !== undefined && own !== chain) {
      rows.push({ origin, rule: undefined, isForward: false });
    }
    isWhole ||= content === "COMMIT";
  }
  if (!isWhole) {
    throw wrongLine({ input, line: null }, "is cut off: it has no COMMIT line");
  }
  return { family, rows };
}

/** Returns the family of the rules, from the names of their chains. */
function familyOf(text: string, input: number): Family {
  const prefix = /^\s*:(ufw6?)-user-input /m.exec(text)?.[1];
  if (prefix === undefined) {
    throw wrongLine(
      { input, line: null },
      /^\s*:ufw6?-(?:before|after)-/m.test(text)
        ? "is ufw's before.rules or after.rules, which apply together with its other rules; use the output of ufw status verbose or iptables-save"
        : "has no chain ufw-user-input",
    );
  }
  return prefix === "ufw" ? "ipv4" : "ipv6";
}

/** Returns the chain that contains the rule of a tuple. */
function chainOf({ rule, isForward }: UfwRow, family: Family): string | undefined {
  const name = isForward ? "forward" : rule?.direction === "outbound" ? "output" : "input";
  return rule && `${family === "ipv6" ? "ufw6" : "ufw"}-user-${name}`;
}
