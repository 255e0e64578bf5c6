import { byPlace } from "../net/by-place.ts";
import type { Origin, WhoMay } from "../net/types.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { capitalized } from "../util/capitalized.ts";
import { joinClauses } from "../util/join-clauses.ts";
import { audienceText } from "./audience-text.ts";
import { checkAdvice } from "./check-advice.ts";
import type { DatedAcceptance } from "./date-acceptances.ts";
import type { DraftFinding } from "./draft-finding.ts";
import { type FindingRule, type FindingRuleId, findingRules } from "./finding-rules.ts";
import { isOfListeners } from "./is-of-listeners.ts";
import { notesOf } from "./notes-of.ts";
import { placesText } from "./places-text.ts";
import { countText, portsText, usesText } from "./ports-text.ts";
import { reasonsAndPlaces } from "./reasons-and-places.ts";
import { stateWords } from "./state-words.ts";
import type { AuditFinding } from "./types.ts";

const rules: ReadonlyMap<FindingRuleId, FindingRule> = new Map(
  findingRules.map((rule) => [rule.id, rule]),
);

/** The maximum number of reasons in a sentence; the rest are counted. */
const namedReasons = 3;

/**
 * Completes a finding with its severity, message and advice.
 *
 * @param inputs - the names of the firewall's inputs
 * @param actual - the audited firewall
 */
export function putInWords(
  draft: DraftFinding,
  inputs: readonly string[],
  actual: PolicyOrExposure,
): AuditFinding {
  const { severity, text, advice } = rules.get(draft.rule) as FindingRule;
  const decidedBy = distinctPlaces([
    ...draft.decidedBy,
    ...draft.ports.flatMap((each) => (each.decidedBy ? [each.decidedBy] : [])),
  ]);
  const { direction, families, ports, who, reasons, rule, acceptance } = draft;
  const shown = reasonsAndPlaces({ reasons, places: decidedBy });
  const aside = joinClauses([
    ...(text.endsWith("{because}") && shown.reasons.length > 0 ? [reasonsText(shown.reasons)] : []),
    ...(shown.places.length > 0 ? [placesText(shown.places, inputs)] : []),
  ]);
  return {
    rule,
    severity,
    direction,
    families,
    ports,
    who,
    reasons,
    decidedBy,
    message: `${capitalized(filled(text, { ...draft, reasons: shown.reasons }, actual))}${aside === "" ? "" : ` (${aside})`}${expiryText(acceptance)}`,
    advice: capitalized(filled(advice, draft, actual)),
    acceptance: acceptance?.acceptance ?? null,
  };
}

/** Returns a clause about an expired acceptance; empty without one. */
function expiryText(dated: DatedAcceptance | null): string {
  return dated?.hasExpired
    ? `; it was accepted until ${dated.acceptance.until} (${dated.acceptance.reason})`
    : "";
}

function distinctPlaces(places: readonly Origin[]): readonly Origin[] {
  const known = new Map<string, Origin>();
  for (const place of places) {
    const { input, line, text, table, chain } = place;
    const key = JSON.stringify([input, line, text, table, chain]);
    known.set(key, known.get(key) ?? place);
  }
  return [...known.values()].sort(byPlace);
}

function filled(text: string, draft: DraftFinding, actual: PolicyOrExposure): string {
  const { direction, ports, who, reasons, access } = draft;
  const isOne = ports.length === 1 && ports.every((each) => each.ports.from === each.ports.through);
  const ofListeners = isOfListeners(actual);
  const state = stateWords({ isOne, isOfListeners: ofListeners });
  const named = () => (direction === "outbound" ? "outbound " : "") + portsText(ports);
  const words = {
    ports: named,
    count: () => countText(ports),
    who: () => audiencesText(draft),
    access: () => accessText(access),
    except: () => (access?.meant ? ` except to ${audienceText(access.meant)}` : ""),
    closed: () =>
      `${named()} ${state.isClosed}${ofListeners ? overText(who as WhoMay) : ` to ${audiencesText(draft)}`}`,
    check: () => checkAdvice(reasons, notesOf(actual), ofListeners),
    uses: () => usesText(ports),
    reasons: () => reasonsText(reasons),
    is: () => (isOne ? "is" : "are"),
    it: () => (isOne ? "it" : "them"),
    conditions: () => ` as ${conditionsText(ports)}`,
    they: () => (isOne ? "it" : "they"),
    unless: () =>
      ports.every(({ conditions }) => conditions.length > 0)
        ? ` unless ${conditionsText(ports)} holds,`
        : "",
    // Reasons that end a sentence share their parentheses with the places.
    because: () => "",
    s: () => (isOne ? "s" : ""),
  };
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name in state ? state[name as keyof typeof state] : words[name as keyof typeof words](),
  );
}

/** Describes the addresses of a finding, and whether they differ by port. */
function audiencesText({ who, ports }: DraftFinding): string {
  const text = audienceText(who as WhoMay);
  return !text.startsWith(everybody) && ports.some((each) => each.who !== null)
    ? `different addresses (${text})`
    : text;
}

const everybody = "everybody";

/** Returns for whom nothing listens; empty for everybody. */
function overText(who: WhoMay): string {
  const text = audienceText(who);
  return text.startsWith(everybody) ? text.slice(everybody.length) : ` for ${text}`;
}

/** Names the conditions of ports: `http3 or remote-mysql`. */
function conditionsText(ports: DraftFinding["ports"]): string {
  const ids = [...new Set(ports.flatMap(({ conditions }) => conditions.map(({ id }) => id)))];
  return ids.join(" or ");
}

function accessText(access: DraftFinding["access"]): string {
  const { open, meant } = access as NonNullable<DraftFinding["access"]>;
  return `${audienceText(open)}${meant === null ? "" : `, not only ${audienceText(meant)}`}`;
}

function reasonsText(reasons: readonly string[]): string {
  const more = reasons.length - namedReasons;
  return joinClauses([...reasons.slice(0, namedReasons), ...(more > 0 ? [`${more} more`] : [])]);
}
