/** Names an input in a message, counted from 1: `input 2`. The first, often the only one, is `the input`. */
export function inputName(index: number): string {
  return index > 0 ? `input ${index + 1}` : "the input";
}
