import { describe, expect, test } from "vitest";
import { nearestWord } from "../../src/util/nearest-word.ts";

const words = ["imap", "smtp", "httpd", "inbound", "outbound", "spamassassin", 25, undefined];

describe("nearestWord", () => {
  test.for<[string, string]>([
    ["imapp", "imap"],
    ["imp", "imap"],
    ["imep", "imap"],
    ["iamp", "imap"],
    [" IMAPS ", "imap"],
    ["mstp", "smtp"],
    ["htpd", "httpd"],
    ["in", "inbound"],
    ["out", "outbound"],
    ["spamassasin", "spamassassin"],
    ["spamassassni", "spamassassin"],
  ])("corrects %j to %j", ([input, meant]) => {
    expect(nearestWord(input, words)).toBe(meant);
  });

  test.for<unknown>(["telnet", "x", "", "  ", "nonsense", 25, null, undefined, ["imap"]])(
    "suggests nothing for %j",
    (input) => {
      expect(nearestWord(input, words)).toBeUndefined();
    },
  );

  test("suggests the first of several equally near words", () => {
    expect(nearestWord("pop", ["pop2", "pop3"])).toBe("pop2");
    expect(nearestWord("popx", ["pop2", "pop3"])).toBe("pop2");
    expect(nearestWord("popx", ["pops", "popx3", "popxx"])).toBe("popx3");
  });

  test("does not compare long input", () => {
    expect(nearestWord("a".repeat(65), ["a".repeat(66)])).toBeUndefined();
    expect(nearestWord("a".repeat(64), ["a".repeat(66)])).toBe("a".repeat(66));
  });
});
