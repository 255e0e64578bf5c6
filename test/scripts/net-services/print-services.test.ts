import { expect, test } from "vitest";
import { printServices } from "../../../scripts/net-services/print-services.ts";
import { readServices } from "../../../scripts/net-services/read-services.ts";

test("prints the names of each port, by protocol", () => {
  const text = "http 80/tcp www\nssh 22/tcp\ndomain 53/tcp\ndomain 53/udp\nntp 123/udp\n";
  expect(printServices(readServices(text))).toContain(`{
  tcp: \`22 ssh
80 http www\`,
  both: \`53 domain\`,
  udp: \`123 ntp\`,
};`);
});
