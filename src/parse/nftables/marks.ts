/** The mark of a packet, or of its connection. */
export type Mark = "connectionMark" | "mark";

/** A value calculated from a mark: the bits it keeps, and the bits it then flips. */
export interface MarkValue {
  /** The mark it is calculated from; `undefined` for a number. */
  readonly source: Mark | undefined;
  readonly keep: number;
  readonly flip: number;
}

/** Returns the mark that a field refers to; `undefined` for any other field. */
export function markOf({
  protocol,
  field,
}: {
  readonly protocol: string;
  readonly field: string;
}): Mark | undefined {
  return field !== "mark" ? undefined : protocol === "ct" ? "connectionMark" : "mark";
}

/** Returns a number that a mark is set to or calculated with; `undefined` for anything else. */
export function readBits(text: unknown): number | undefined {
  const bits = /^(?:0x[\da-f]+|\d+)$/i.test(String(text)) ? Number(text) : Number.NaN;
  return bits <= 0xffffffff ? bits : undefined;
}

/** Returns a value after an operation with a number; `undefined` if unsupported. */
export function calculated(
  value: MarkValue | undefined,
  operator: string,
  bits: number | undefined,
): MarkValue | undefined {
  if (value === undefined || bits === undefined) {
    return undefined;
  }
  const { source, keep, flip } = value;
  switch (operator) {
    case "&":
    case "and":
      return { source, keep: keep & bits, flip: flip & bits };
    case "|":
    case "or":
      return { source, keep: keep & ~bits, flip: flip | bits };
    case "^":
    case "xor":
      return { source, keep, flip: flip ^ bits };
    default:
      return undefined;
  }
}

/** Returns the first operand of a calculation: a mark or a number; `undefined` for anything else. */
export function firstValue(
  source: Mark | undefined,
  bits: number | undefined,
): MarkValue | undefined {
  if (source) {
    return { source, keep: 0xffffffff, flip: 0 };
  }
  return bits === undefined ? undefined : { source: undefined, keep: 0, flip: bits };
}
