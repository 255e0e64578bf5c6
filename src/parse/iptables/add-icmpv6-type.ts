import type { AddOption } from "./option-use.ts";

/** The type names that `ip6tables -p icmpv6 -h` prints. */
const types: Readonly<Record<string, number>> = {
  "destination-unreachable": 1,
  "packet-too-big": 2,
  "time-exceeded": 3,
  "ttl-exceeded": 3,
  "parameter-problem": 4,
  "echo-request": 128,
  ping: 128,
  "echo-reply": 129,
  pong: 129,
  "router-solicitation": 133,
  "router-advertisement": 134,
  "neighbour-solicitation": 135,
  "neighbor-solicitation": 135,
  "neighbour-advertisement": 136,
  "neighbor-advertisement": 136,
  redirect: 137,
};

/** Adds an ICMPv6 type to a match: a name or number, optionally with a code. */
export const addIcmpv6Type: AddOption = ({ value, negated, what }, { builder }) => {
  const [, number, code] = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(value) ?? [];
  const type = number === undefined ? types[value.toLowerCase()] : Number(number);
  if (type !== undefined) {
    // Neighbor discovery messages have code 0.
    const hasCode = code === undefined || Number(code) === 0;
    builder.icmpv6Types(hasCode ? [{ from: type, through: type }] : [], negated);
  } else {
    builder.holds(undefined, what);
  }
};
