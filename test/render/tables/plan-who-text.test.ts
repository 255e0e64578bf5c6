import { expect, test } from "vitest";
import { planWhoText } from "../../../src/render/tables/plan-who-text.ts";

const both = ["ipv4", "ipv6"] as const;
const text = (
  sources: "any" | readonly string[],
  except: readonly string[] = [],
  families: Parameters<typeof planWhoText>[1] = both,
) => planWhoText({ sources, except }, families);

test("names the family of all its addresses", () => {
  expect(text("any")).toBe("anywhere");
  expect(text("any", [], ["ipv4"])).toBe("every IPv4 address");
  expect(text("any", ["10.0.0.0/8", "::/0"])).toBe("every IPv4 address except 10.0.0.0/8");
  expect(text("any", ["0.0.0.0/0", "2001:db8::1"], ["ipv4"])).toBe(
    "every IPv6 address except 2001:db8::1",
  );
  expect(text("any", ["10.0.0.0/8"])).toBe("anywhere except 10.0.0.0/8");
  expect(text(["::/0"])).toBe("every IPv6 address");
  expect(text(["192.0.2.1", "::/0"])).toBe("every IPv6 address and 192.0.2.1");
  expect(text(["192.0.2.1", "2001:db8::1"])).toBe("192.0.2.1, 2001:db8::1");
});
