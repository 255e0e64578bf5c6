import type { DefaultAction, Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import { lineOrigin } from "../line-origin.ts";
import { readUfwRow } from "./read-row.ts";
import type { UfwDefaults, UfwRow, UfwState, UfwStatus } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** Parses the output of `ufw status` in any form; its first line with content begins with `Status: `. */
export function readUfwStatus(text: string, input: number): UfwStatus {
  const rows: UfwRow[] = [];
  let state: UfwState | undefined;
  let isVerbose = false;
  let inTable = false;
  for (const [index, raw] of linesOf(text).entries()) {
    const content = raw.trim();
    const isComment = state === undefined && content.startsWith("#");
    const isRuler = inTable && /^[-\s]+$/.test(content);
    if (content === "" || isComment || isRuler) {
      continue;
    }
    const origin = lineOrigin({ input, line: index + 1 }, raw);
    const defaults = state?.isActive ? readDefaults(content, origin) : undefined;
    if (inTable) {
      const row = readUfwRow(content, origin);
      rows.push(row);
      if (row.rule === undefined) {
        // The row may match everything, so no later row decides anything.
        break;
      }
    } else if (state === undefined && /^Status: (in)?active$/.test(content)) {
      state = { isActive: content === "Status: active", origin, defaults: {} };
    } else if (state?.isActive && /^To\s+Action\s+From$/.test(content)) {
      inTable = true;
    } else if (state?.isActive && /^(Logging|New profiles): /.test(content)) {
      isVerbose = true;
    } else if (state && defaults) {
      state = { ...state, defaults };
    } else {
      throw wrongLine(origin, `cannot be parsed: ${excerpt(content)}`, content);
    }
  }
  const { isActive, origin, defaults } = state as UfwState;
  if (isVerbose && defaults.inbound === undefined) {
    throw wrongLine({ input, line: null }, "is cut off: no line begins with Default");
  }
  return { kind: "status", input, isActive, origin, defaults, rows };
}

function readDefaults(content: string, origin: Origin): UfwDefaults | undefined {
  const [, inbound, outbound] =
    /^Default: (allow|deny|reject) \(incoming\), (allow|deny|reject) \(outgoing\)(?:, \w+ \(routed\))?$/.exec(
      content,
    ) ?? [];
  const action = (word: string): DefaultAction => (word === "allow" ? "accept" : "drop");
  return inbound === undefined || outbound === undefined
    ? undefined
    : {
        inbound: { action: action(inbound), origin },
        outbound: { action: action(outbound), origin },
      };
}
