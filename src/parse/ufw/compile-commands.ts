import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family, NoteCode } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import {
  type CompileRule,
  type DirectedRule,
  inDoubt,
  undeterminedBothWays,
} from "./directed-rule.ts";
import type { FollowedCommands } from "./follow-commands.ts";

/** Compiles the rules that commands make, after those whose place among them is not followed. */
export function compileUfwCommands(
  { rules, unclear, services }: FollowedCommands,
  notes: NoteList,
  assume: (code: NoteCode, text: string) => void,
  compileRule: CompileRule,
): { readonly families: readonly Family[]; readonly rules: readonly DirectedRule[] } {
  assume("elsewhere", "ufw is active, filters IPv6 too, and has no rules but these");
  if (services.size > 0) {
    assume(
      "built-in",
      `the ports of ${[...services].join(", ")} are taken to be those of /etc/services in Debian`,
    );
  }
  const undetermined = unclear.flatMap(({ rules: about, origin }) => {
    const text = `the command is not followed: ${excerpt(origin.text)}`;
    const doubt = notes.doubt("command", origin, text);
    return about === undefined
      ? undeterminedBothWays(doubt)
      : inDoubt(
          about.flatMap((rule) => compileRule(rule, origin)),
          doubt,
        );
  });
  return {
    families: allFamilies,
    rules: [...undetermined, ...rules.flatMap(({ rule, origin }) => compileRule(rule, origin))],
  };
}
