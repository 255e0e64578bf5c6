import type { Layout } from "../layout.ts";
import type { Ruleset } from "./ruleset.ts";

/** Returns a function that finds the rules of a chain. */
export function layoutOf({ tables }: Ruleset): Layout {
  return (family, table, name) => {
    const chain = tables[family].get(table)?.chains.get(name);
    return (
      chain && { rules: chain.rules, isOfServer: name === "INPUT" || name === "OUTPUT", isLog }
    );
  };
}

function isLog(text: string): boolean {
  const words = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return / (?:-j|--jump) (?:LOG|NFLOG|ULOG)(?: |$)/.test(words);
}
