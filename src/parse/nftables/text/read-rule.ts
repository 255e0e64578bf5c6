import { excerpt } from "../../../util/excerpt.ts";
import { undetermined } from "../outcomes.ts";
import { emptyDraft, type RuleDraft } from "../rule-draft.ts";
import type { NftRule, Stated } from "../ruleset.ts";
import type { Token } from "./lexer.ts";
import type { Reading } from "./reading.ts";
import { readStatement } from "./statements.ts";
import { TokenReader } from "./token-reader.ts";
import { readLastVerdict } from "./verdicts.ts";

/**
 * Reads the tokens of a rule.
 *
 * @param comment - the comment after it on the line
 */
export function readRule(
  tokens: readonly Token[],
  comment: string,
  stated: Stated & Pick<NftRule, "text">,
): NftRule {
  const reader = new TokenReader(tokens);
  const draft = emptyDraft();
  while (!reader.isAtEnd) {
    const start = reader.position;
    const reading = readStatement(reader, draft);
    if (reading !== "read") {
      giveUp(tokens.slice(start), reading, draft);
      reader.takeRest();
    }
  }
  // nft prints an iptables match or target that it cannot express as a comment.
  if (draft.outcome.kind === "none" && !/^(?:# handle \d+\s*)?$/.test(comment)) {
    draft.unclear.push(comment);
    draft.outcome = undetermined(
      "the rule ends in a comment, which may represent an iptables match or target",
    );
  }
  // A grown array has spare capacity, and there are many rules.
  return { ...stated, ...draft, tests: draft.tests.slice() };
}

/** Treats the rest of a rule as unsupported. */
function giveUp(rest: readonly Token[], reading: Reading, draft: RuleDraft): void {
  const text = rest.map((token) => token.text).join(" ");
  const verdict = reading === "unclear condition" ? readLastVerdict(rest) : undefined;
  draft.unclear.push(text);
  draft.outcome = verdict ?? undetermined(`unsupported statement: ${excerpt(text)}`);
}
