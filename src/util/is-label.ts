/** Returns whether a value is a non-empty, single-line string without control or bidirectional characters. */
export function isLabel(value: unknown, maxLength: number): value is string {
  return (
    typeof value === "string" &&
    value.trim() !== "" &&
    value.length <= maxLength &&
    !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/u.test(value)
  );
}
