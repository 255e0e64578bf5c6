import { addRule, type ChainDraft } from "../tables.ts";
import { readBase } from "./read-base.ts";
import { readRule } from "./read-rule.ts";
import type { Source, Statement } from "./source.ts";

/** Reads the body of a chain. */
export function readChain(source: Source, chain: ChainDraft): void {
  const { table, name } = chain;
  let type: Statement | undefined;
  let policy: Statement | undefined;
  for (const first of source.part()) {
    const statement = source.statement(first);
    switch (first.text) {
      case "type":
        type = statement;
        break;
      case "policy":
        policy = statement;
        break;
      case "comment":
      case "flags":
        break;
      default: {
        const origin = source.origin(statement, table, name);
        const text = source.textOf(statement);
        addRule(chain, readRule(statement.tokens, statement.comment, { origin, prefix: "", text }));
      }
    }
  }
  if (type) {
    const origin = source.origin(type, table, name);
    chain.base = { ...readBase(source, type), policy: "accept", origin, prefix: "" };
  }
  if (policy && chain.base) {
    const start = type?.line === policy.line ? Math.min(type.start, policy.start) : policy.start;
    const origin = source.origin({ ...policy, start }, table, name);
    chain.base = { ...chain.base, policy: policyOf(source, policy), origin };
  }
}

function policyOf(source: Source, { tokens, line }: Statement): "accept" | "drop" {
  const { text, kind, isInserted } = tokens[1] ?? {};
  // nft accepts a quoted policy only from a variable, and an unquoted policy only without one.
  const isPlaced = kind === (isInserted ? "quoted" : "word");
  if (!isPlaced || (text !== "accept" && text !== "drop")) {
    throw source.wrong(line, "has a policy that is neither accept nor drop");
  }
  return text;
}
