/** One row of the performance page. */
export interface Figure {
  readonly what: string;
  /** What it is measured against, in the same run. */
  readonly floor: string;
  /** Both as measured, with their units. */
  readonly measured: string;
  readonly floorMeasured: string;
  /** What the target is about: a ratio to the floor, or an amount in the unit of the target. */
  readonly value: number;
  readonly target: number | null;
  /** `"×"` for a ratio to the floor. */
  readonly unit: string;
}

/** Figures of one kind, under one title. */
export interface FigureTable {
  readonly title: string;
  /** How they were measured, in a sentence or two. */
  readonly how: string;
  readonly figures: readonly Figure[];
}

/** Returns the figure of a ratio of two amounts in one unit. */
export function ratioFigure(
  names: { readonly what: string; readonly floor: string },
  amount: number,
  floorAmount: number,
  target: number | null,
  write: (amount: number) => string,
): Figure {
  return {
    ...names,
    measured: write(amount),
    floorMeasured: write(floorAmount),
    value: amount / floorAmount,
    target,
    unit: "×",
  };
}
