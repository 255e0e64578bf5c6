/** The maximum length of a misspelled word; comparing longer input would take long. */
const longest = 64;

/**
 * Returns the word that was probably meant: a word that the input begins, or one that differs by a few typos (a
 * missing, extra or wrong letter, or two swapped letters). Ignores case.
 *
 * @param input - the written word
 * @param words - the possible words
 * @returns the nearest word, or the first of several; `undefined` if none is near or the input is not a string
 */
export function nearestWord(input: unknown, words: Iterable<unknown>): string | undefined {
  const written = typeof input === "string" ? input.trim().toLowerCase() : "";
  let nearest: string | undefined;
  let fewest = written.length > longest ? 0 : Math.min(4, Math.floor((written.length + 4) / 3));
  for (const word of words) {
    if (typeof word === "string" && fewest > 0) {
      const meant = word.toLowerCase();
      const isBeginning = written.length > 1 && meant.startsWith(written);
      // The lengths of near words differ by fewer letters; most words need no comparison.
      const isNear = isBeginning || Math.abs(written.length - meant.length) < fewest;
      const count = isBeginning ? 0 : isNear ? typos(written, meant) : fewest;
      if (count < fewest) {
        nearest = word;
        fewest = count;
      }
    }
  }
  return nearest;
}

/** Returns the number of typos between two words: their optimal string alignment distance. */
function typos(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (i: number, j: number) => (rows[i] as readonly number[])[j] as number;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const isExchanged = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
          isExchanged ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
