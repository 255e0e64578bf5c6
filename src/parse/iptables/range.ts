/** A range of numbers, inclusive. */
export interface Range {
  readonly from: number;
  readonly through: number;
}

/** Reads a number, or a range with at least one end; returns `undefined` if it is neither. */
export function readRange(text: string, largest: number): Range | undefined {
  const [, from = "", colon, through = ""] = /^(\d{0,15})(?:(:)(\d{0,15}))?$/.exec(text) ?? [];
  if (from === "" && through === "") {
    return undefined;
  }
  return {
    from: Number(from),
    through: colon === undefined ? Number(from) : through === "" ? largest : Number(through),
  };
}

/** Returns whether a number, known only to lie in one range, lies in another; `undefined` if it may. */
export function isWithin(known: Range, { from, through }: Range): boolean | undefined {
  if (known.from > through || known.through < from) {
    return false;
  }
  return (known.from >= from && known.through <= through) || undefined;
}
