import { excerpt } from "../../../util/excerpt.ts";
import { addEffect } from "../add-effect.ts";
import { keyText } from "../fields/apply-test.ts";
import { portOf } from "../fields/ports.ts";
import { testsOfKey, testsOfReject, testsOfTranslation } from "../implied-tests.ts";
import { calculated, firstValue, type MarkValue, markOf, readBits } from "../marks.ts";
import {
  impliedBy,
  isInEveryPacket,
  isWritable,
  undetermined,
  undeterminedBy,
  xtMatch,
} from "../outcomes.ts";
import type { RateKind } from "../rates.ts";
import { emptyDraft, type RuleDraft } from "../rule-draft.ts";
import { type NftRule, type Outcome, operators, type Stated, type Test } from "../ruleset.ts";
import { xtTarget } from "../xt-targets.ts";
import { asList, asObject, type JsonObject, oneOf } from "./json.ts";
import { readKey } from "./keys.ts";
import { readRate } from "./read-rate.ts";
import { readEntries, readFlags, readValues } from "./values.ts";
import { readVerdict } from "./verdicts.ts";

/** A rule being read from JSON. */
interface Draft extends RuleDraft {
  /** Whether it has an unnamed match or target of iptables. */
  hasXt: boolean;
}

/** Reads the statements of a rule. */
export function readRule(
  statements: readonly unknown[],
  stated: Stated & Pick<NftRule, "text">,
): NftRule {
  const draft: Draft = { ...emptyDraft(), hasXt: false };
  const named = statements.map(oneOf);
  for (const [name, value] of named) {
    const read = readers.get(name);
    if (read) {
      read(asObject(value), draft, value);
    } else {
      decide(draft, readVerdict(name, value) ?? undeterminedBy(name));
    }
  }
  if (draft.hasXt && draft.outcome.kind === "none") {
    draft.outcome = undetermined("the rule may have an unnamed iptables target");
  }
  const { hasXt: _, ...rule } = draft;
  return { ...stated, ...rule };
}

/** Sets the outcome of the rule, unless it is already undetermined. */
function decide(draft: Draft, outcome: Outcome): void {
  if (draft.outcome.kind !== "undetermined") {
    draft.outcome = outcome;
  }
}

/** The kinds of limits, by their names in JSON. */
const rateKinds: ReadonlyMap<string, RateKind> = new Map([
  ["ct count", "count"],
  ["limit", "limit"],
  ["quota", "quota"],
]);

type ReadStatement = (value: JsonObject, draft: Draft, raw: unknown) => void;

const skip: ReadStatement = () => {};

function limits(kind: RateKind): ReadStatement {
  return (_, draft, raw) => {
    draft.rates.push(readRate(kind, raw));
  };
}

/** The readers of statements that are not verdicts. */
const readers: ReadonlyMap<string, ReadStatement> = new Map([
  ["counter", skip],
  ["ct count", limits("count")],
  ["ct expectation", skip],
  ["ct helper", skip],
  ["ct timeout", skip],
  ["dnat", readRedirect("dnat")],
  ["dup", skip],
  ["flow", skip],
  ["last", skip],
  ["limit", limits("limit")],
  ["log", skip],
  ["mangle", readMangle],
  ["match", readMatch],
  ["meter", readMeter],
  ["notrack", (_, draft) => addEffect(draft, { kind: "untrack" })],
  ["quota", limits("quota")],
  ["redirect", readRedirect("redirect")],
  ["reject", readReject],
  ["reset", skip],
  ["secmark", skip],
  ["set", readSet],
  ["vmap", readVmap],
  ["xt", readXt],
]);

/** Reads a match or target of iptables; older versions of nft omit its name. */
function readXt({ type, name }: JsonObject, draft: Draft): void {
  if (type === "match" && typeof name === "string") {
    draft.tests.push(xtMatch(name));
  } else if (type === "target" && typeof name === "string") {
    decide(draft, xtTarget(name));
  } else {
    draft.unclear.push("an iptables match");
    draft.hasXt = true;
  }
}

function readMatch(value: JsonObject, draft: Draft): void {
  const test = readTest(value);
  if (test) {
    draft.tests.push(test);
  } else {
    draft.unclear.push("an unsupported comparison");
  }
}

function readTest({ op, left, right }: JsonObject): Test | undefined {
  const and = asObject(left)["&"];
  const [subject, bits] = Array.isArray(and) ? and : [left, undefined];
  const key = readKey(subject);
  const operator = operators.find((each) => each === op);
  const values = readValues(right);
  const mask = bits === undefined ? undefined : readFlags(bits);
  const isRead = bits === undefined || mask !== undefined;
  return key && operator && values && isRead ? { key, operator, values, mask } : undefined;
}

/** Reads a statement that adds elements to a set or deletes them. */
function readSet({ op, set, elem, stmt }: JsonObject, draft: Draft): void {
  const statements = asList(stmt).map(oneOf);
  if (typeof set === "string") {
    const name = set.replace(/^@/, "");
    draft.writes.push(name);
    const key = readKey(asObject(asObject(elem).elem).val ?? elem);
    if (key) {
      draft.tests.push(...testsOfKey(key));
    } else {
      // It may imply a family or protocol.
      draft.unclear.push("an unsupported set element");
    }
    const isLimited = statements.some(([statement]) => rateKinds.has(statement));
    const followed = isLimited ? undefined : key;
    addEffect(draft, { kind: "member", set: name, key: followed, isAdded: op !== "delete" });
  }
  for (const [name, value] of statements) {
    const kind = rateKinds.get(name);
    if (kind) {
      draft.rates.push(readRate(kind, value));
    } else if (name !== "counter") {
      draft.unclear.push("an unsupported statement of a set element");
    }
  }
}

/** Reads a meter, which is a set of elements with a limit each. */
function readMeter({ name, key, stmt }: JsonObject, draft: Draft): void {
  readSet({ op: "update", set: name, elem: key, stmt: [stmt] }, draft);
}

function readReject({ type }: JsonObject, draft: Draft): void {
  draft.tests.push(...testsOfReject(String(type)));
  decide(draft, { kind: "drop" });
}

/** Reads a statement that writes a field. */
function readMangle({ key, value }: JsonObject, draft: Draft): void {
  if (!isAlwaysPresent(value)) {
    draft.unclear.push("a value that some packets lack");
  }
  const written = readKey(key);
  if (written === undefined || !isWritable(written)) {
    const what = written ? keyText(written) : "a field";
    decide(draft, undetermined(`unsupported write to ${excerpt(what)}`));
  } else {
    draft.tests.push(...impliedBy(written));
  }
  const mark = written && markOf(written[0]);
  if (mark) {
    addEffect(draft, { kind: "mark", mark, value: readMarkValue(value) });
  }
}

/** Reads the value of a mark; returns `undefined` if unsupported. */
function readMarkValue(value: unknown, depth = 0): MarkValue | undefined {
  const [operator, operands] = oneOf(value);
  if (calculations.has(operator) && depth < deepest) {
    const [first, ...others] = asList(operands);
    return others.reduce<MarkValue | undefined>(
      (sum, each) => calculated(sum, operator, readBits(each)),
      readMarkValue(first, depth + 1),
    );
  }
  const key = readKey(value);
  return firstValue(key && markOf(key[0]), readBits(value));
}

/** Reads a statement that redirects connections to a port of the server, if it keeps the address. */
function readRedirect(name: string): ReadStatement {
  return ({ addr, port, family }, draft) => {
    draft.tests.push(...testsOfTranslation(String(family)));
    const number =
      typeof port === "number" ? port : typeof port === "string" ? portOf(port) : undefined;
    const isOwn =
      addr === undefined && (number !== undefined || (name === "redirect" && port === undefined));
    const to =
      typeof addr !== "string"
        ? undefined
        : number === undefined
          ? addr
          : `${addr.includes(":") ? `[${addr}]` : addr}:${number}`;
    decide(draft, isOwn ? { kind: "redirect", port: number } : undeterminedBy(name, to));
  };
}

/** The maximum depth of nested calculations: nft writes two, and values may nest deeper than the stack. */
const deepest = 8;

const calculations: ReadonlySet<string> = new Set(["&", "|", "^", "<<", ">>"]);

/** Returns whether every packet has a value; a packet without it does not match the rule. */
function isAlwaysPresent(value: unknown, depth = 0): boolean {
  const [kind, inner] = oneOf(value);
  return calculations.has(kind) && depth < deepest
    ? asList(inner).every((each) => isAlwaysPresent(each, depth + 1))
    : typeof value !== "object" || isInEveryPacket(kind);
}

function readVmap({ key, data }: JsonObject, draft: Draft): void {
  decide(draft, mapOf(key, data) ?? undetermined("cannot read a verdict map"));
}

function mapOf(left: unknown, data: unknown): Outcome | undefined {
  const key = readKey(left);
  if (typeof data === "string") {
    return key && { kind: "map", key, map: data.replace(/^@/, "") };
  }
  const entries = readEntries(asList(asObject(data).set));
  return key && entries && { kind: "map", key, entries };
}
