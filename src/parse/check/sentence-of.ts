import { placeText } from "../../net/place-text.ts";
import type { Origin } from "../../net/types.ts";
import { aroundPort } from "../../util/around-port.ts";
import type { CheckedFirewall } from "./checked-firewall.ts";
import type { ConnectionFate } from "./types.ts";

/**
 * Returns one sentence with the verdict on a connection and the reason.
 *
 * @param who - the remote machines
 * @param isUnfiltered - whether no chain sees the connection
 */
export function sentenceOf(
  fate: Omit<ConnectionFate, "sentence">,
  who: string,
  isUnfiltered: boolean,
  {
    direction,
    protocol,
    port,
    inputs,
  }: Pick<CheckedFirewall, "direction" | "inputs" | "port" | "protocol">,
): string {
  const { verdict, reasons } = fate;
  const connection = `${direction} ${protocol.toUpperCase()} ${port}`;
  const what = verdict === "undetermined" ? "undetermined for" : `${verdict} to`;
  const why =
    verdict === "undetermined"
      ? ""
      : isUnfiltered
        ? "no chain filters it"
        : decision(fate, port, inputs);
  const all = [why, ...reasons.map((reason) => nameInputs(reason, inputs))]
    .filter((each) => each !== "")
    .join("; ");
  return `${connection} is ${what} ${who}${all === "" ? "" : `: ${all}`}`;
}

/** Returns what decides; empty if the input does not show it. */
function decision(
  { verdict, decidedBy, isPolicy, jumps, alternatives, packets }: Omit<ConnectionFate, "sentence">,
  port: number,
  inputs: readonly string[],
): string {
  const placeOf = (origin: Origin) => placeIn(origin, inputs);
  const does = `${verdict === "open" ? "accepts" : "drops"} ${objects[packets]}`;
  if (decidedBy === null) {
    return isPolicy ? "no rule matches" : "";
  }
  const place = placeOf(decidedBy);
  const line = aroundPort(decidedBy.text, port);
  const after = jumps.map(placeOf).join(" and ");
  const way = after === "" ? "" : `, after a jump from ${after}`;
  const others = alternatives.map((each) => `, or ${placeOf(each)} does`).join("");
  return isPolicy
    ? `no rule matches, and the policy ${does} (${place}: ${line})${others}`
    : `${place} ${does} (${line})${way}${others}`;
}

/** Replaces the number of the input in the place of a reason with its name. */
function nameInputs(reason: string, inputs: readonly string[]): string {
  return reason.replace(
    /^(?:input (\d+), )?line (\d+)(?=:|$)|(?<=[ (])(?:input (\d+), )?line (\d+)(?=\)$)/u,
    (_, first = 1, line, second = first, lastLine = line) =>
      placeText({ input: Number(second) - 1, line: Number(lastLine) }, inputs),
  );
}

const objects: Readonly<Record<ConnectionFate["packets"], string>> = {
  opening: "it",
  reply: "its replies",
  later: "its later packets",
};

/** Returns the place of an origin in the inputs. */
function placeIn(origin: Origin, inputs: readonly string[]): string {
  const { line, table, chain } = origin;
  const list = [table, chain].filter((each) => each !== null).join(" ");
  return [placeText(origin, inputs), ...(line === null ? [`a rule of ${list}`] : [])]
    .filter((each) => each !== "")
    .join(", ");
}
