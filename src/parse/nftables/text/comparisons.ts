import { excerpt } from "../../../util/excerpt.ts";
import { addEffect } from "../add-effect.ts";
import { keyText } from "../fields/apply-test.ts";
import { calculated, firstValue, type MarkValue, markOf, readBits } from "../marks.ts";
import { impliedBy, isInEveryPacket, isWritable, undetermined } from "../outcomes.ts";
import type { RuleDraft } from "../rule-draft.ts";
import { type Field, type Key, type Operator, type Outcome, operators } from "../ruleset.ts";
import { readField, readKey } from "./keys.ts";
import { readMask, readValues } from "./operands.ts";
import type { Reading } from "./reading.ts";
import type { TokenReader } from "./token-reader.ts";
import { readEntries } from "./values.ts";
import { withoutComment } from "./verdicts.ts";
import { beginsStatement, operatorWords } from "./words.ts";

/**
 * Reads the rest of a comparison, a verdict map, or a statement that writes a field, after its first field.
 *
 * @param start - the position of the statement
 */
export function readComparison(
  first: Field,
  start: number,
  tokens: TokenReader,
  draft: RuleDraft,
): Reading {
  const key = readKey(first, tokens);
  if (key === undefined) {
    return "unclear condition";
  }
  if (tokens.accept("set")) {
    return readWritten(key, start, tokens, draft);
  }
  if (tokens.accept("vmap")) {
    return readMap(key, tokens, draft);
  }
  return readTest(key, tokens, draft);
}

/** Words that introduce a calculation or a lookup before the comparison. */
const calculations: ReadonlySet<string> = new Set(["and", "or", "xor", "map"]);

function readTest(key: Key, tokens: TokenReader, draft: RuleDraft): Reading {
  if (calculations.has(tokens.word)) {
    return "unclear condition";
  }
  const hasMask = tokens.accept("&");
  const mask = hasMask ? readMask(tokens) : undefined;
  const operator = readOperator(tokens);
  const isBarred = tokens.wordAfter(1) === "|";
  const values = readValues(tokens);
  const isSlashed = tokens.accept("/");
  const bits = isSlashed ? readMask(tokens) : mask;
  if (values === undefined || (bits === undefined && (hasMask || isSlashed))) {
    return "unclear condition";
  }
  const isPlain = bits === undefined && "items" in values && !values.isSet;
  const implied: Operator = isPlain && hasFlags(key) ? (isBarred ? "in or ==" : "in") : "==";
  draft.tests.push({ key, operator: operator ?? implied, values, mask: bits });
  return "read";
}

/** The fields with flags. */
const flagFields: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["ct", new Set(["event", "label", "state", "status"])],
  ["tcp", new Set(["flags"])],
]);

function readOperator(tokens: TokenReader): Operator | undefined {
  const inWords = operatorWords.get(tokens.word);
  tokens.skip(inWords ? 1 : 0);
  return inWords ?? operators.find((each) => each !== "in" && tokens.accept(each));
}

/** Returns whether a field has flags; without an operator, one of them is enough. */
function hasFlags([{ protocol, field }, ...others]: Key): boolean {
  return others.length === 0 && flagFields.get(protocol)?.has(field) === true;
}

/** Reads the value written to a field: `0x1`, `ct mark`, `meta mark & 0xff`, `tcp dport map { 22 : 0x1 }`. */
function readWritten(key: Key, start: number, tokens: TokenReader, draft: RuleDraft): Reading {
  // A packet without the field, or without an entry in the map, does not match the rule.
  let isAlwaysPresent = true;
  let value: MarkValue | undefined;
  let operator = "";
  do {
    const operand = readField(tokens);
    const bits = operand ? undefined : readBits(tokens.take()?.text);
    isAlwaysPresent &&= !operand || isInEveryPacket(operand.protocol);
    value =
      operator === ""
        ? firstValue(operand && markOf(operand), bits)
        : calculated(value, operator, bits);
    operator = tokens.word;
  } while (tokens.accept(",", "&", "^", "|", "<<", ">>", "and", "or", "xor"));
  if (tokens.accept("map")) {
    isAlwaysPresent = false;
    tokens.skip(tokens.acceptBraces() ? 0 : 1);
  }
  if (!isWritable(key) || !(tokens.isAtEnd || beginsStatement(tokens.word))) {
    return "unclear";
  }
  draft.tests.push(...impliedBy(key));
  if (!isAlwaysPresent) {
    draft.unclear.push(tokens.textFrom(start));
  }
  const mark = markOf(key[0]);
  if (mark) {
    addEffect(draft, { kind: "mark", mark, value: isAlwaysPresent ? value : undefined });
  }
  return "read";
}

/** Reads the map after `vmap`, which ends the rule. */
function readMap(key: Key, tokens: TokenReader, draft: RuleDraft): Reading {
  const text = excerpt(keyText(key));
  const outcome = mapOf(key, tokens) ?? undetermined(`cannot read the verdict map for ${text}`);
  const isLast = withoutComment(tokens.takeRest()).length === 0;
  draft.outcome = isLast
    ? outcome
    : undetermined(`unsupported statement after the verdict map for ${text}`);
  return "read";
}

function mapOf(key: Key, tokens: TokenReader): Outcome | undefined {
  const braces = tokens.acceptBraces();
  if (braces) {
    const entries = readEntries(braces);
    return entries && { kind: "map", key, entries };
  }
  const { word } = tokens;
  tokens.skip(1);
  return word.startsWith("@") ? { kind: "map", key, map: word.slice(1) } : undefined;
}
