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
 * @param comment - what follows it on its line
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
  // If nft lacks the words for a match or a target of iptables, it writes it as a comment.
  if (draft.outcome.kind === "none" && !/^(?:# handle \d+\s*)?$/.test(comment)) {
    draft.unclear.push(comment);
    draft.outcome = undetermined(
      "the rule ends in a comment, which may stand for an iptables match or target",
    );
  }
  // An array that grew holds room for more, and there are many rules.
  return { ...stated, ...draft, tests: draft.tests.slice() };
}

/** Takes the rest of a rule for something that is not understood. */
function giveUp(rest: readonly Token[], reading: Reading, draft: RuleDraft): void {
  const text = rest.map((token) => token.text).join(" ");
  const verdict = reading === "unclear condition" ? readLastVerdict(rest) : undefined;
  draft.unclear.push(text);
  draft.outcome = verdict ?? undetermined(`unsupported statement: ${excerpt(text)}`);
}
