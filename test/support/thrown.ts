/** Returns the error that a function throws; fails if it does not throw. */
export function thrown(run: () => unknown): Error & { code?: unknown; input?: unknown } {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) {
      return error;
    }
    throw new TypeError("threw something that is not an Error", { cause: error });
  }
  throw new Error("threw nothing");
}
