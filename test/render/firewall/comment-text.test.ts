import fc from "fast-check";
import { expect, test } from "vitest";
import { commentText } from "../../../src/render/firewall/comment-text.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

test.for([
  ["IMAP", 4, "IMAP"],
  ["IMAP SSL", 7, "IMAP…"],
  ["éé", 4, "éé"],
  ["ééé", 5, "é…"],
  ["ééé", 4, "…"],
  ["日本語", 8, "日…"],
  ["😀😀", 8, "😀😀"],
  ["😀😀", 7, "😀…"],
] as const)("cuts %s to %i bytes: %s", ([text, maxBytes, cut]) => {
  expect(commentText(text, maxBytes)).toBe(cut);
});

test("keeps every whole character that fits the byte limit", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: fc.constantFrom("a", "é", "語", "😀") }),
      fc.integer({ min: 3, max: 60 }),
      (text, maxBytes) => {
        const cut = commentText(text, maxBytes);
        expect(bytesOf(cut)).toBeLessThanOrEqual(maxBytes);
        if (cut !== text) {
          expect(bytesOf(text)).toBeGreaterThan(maxBytes);
          const kept = cut.slice(0, -1);
          expect(cut).toBe(`${kept}…`);
          expect(text.startsWith(kept)).toBe(true);
          const [next = ""] = text.slice(kept.length);
          expect(bytesOf(kept) + bytesOf(next) + 3).toBeGreaterThan(maxBytes);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
