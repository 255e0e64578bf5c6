import { expect, test } from "vitest";
import { readServices } from "../../../scripts/net-services/read-services.ts";

const entries = (text: string) => {
  const { tcp, udp } = readServices(text);
  return { tcp: [...tcp], udp: [...udp] };
};

test("reads names and aliases, without comments", () => {
  expect(
    entries("# services\n\nhttp\t80/tcp\twww web # WorldWideWeb\nntp 123/udp\n#ssh 22/tcp\n"),
  ).toEqual({
    tcp: [
      ["http", 80],
      ["www", 80],
      ["web", 80],
    ],
    udp: [["ntp", 123]],
  });
});

test("uses the first line with a name", () => {
  expect(entries("a 1/tcp b\nb 2/tcp\nb 1/udp").tcp).toEqual([
    ["a", 1],
    ["b", 1],
  ]);
});

test("omits other protocols", () => {
  expect(entries("amqp 5672/sctp\nzip 6/ddp\nbad\n")).toEqual({ tcp: [], udp: [] });
});

test("refuses a name with different ports for TCP and UDP", () => {
  expect(() => readServices("a 1/tcp\na 2/udp")).toThrow("a: different ports for TCP and UDP");
});
