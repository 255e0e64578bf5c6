/** One row of the performance page. */
export interface Figure {
  readonly what: string;
  /** The reference that is measured in the same run. */
  readonly floor: string;
  /** The measured amounts, with their units. */
  readonly measured: string;
  readonly floorMeasured: string;
  /** The value to compare with the target: a ratio to the floor, or an amount in the unit of the target. */
  readonly value: number;
  readonly target: number | null;
  /** `"×"` for a ratio to the floor. */
  readonly unit: string;
}

/** Figures of one kind with a title. */
export interface FigureTable {
  readonly title: string;
  /** The method of measurement, in one or two sentences. */
  readonly how: string;
  readonly figures: readonly Figure[];
}

/** Returns a figure with the ratio of two amounts in the same unit. */
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
