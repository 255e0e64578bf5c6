import { describe, expect, test } from "vitest";
import { createPolicy, type Exposure, type Policy } from "../../../src/index.ts";
import { parseCsf, parseListeners } from "../../../src/parse/index.ts";
import { renderSvg } from "../../../src/render/index.ts";
import { stockCsf } from "../../support/stock-csf.ts";
import { svgElements } from "../../support/svg-elements.ts";
import { doubtful, threeServices, unfiltered } from "./subjects.ts";

const textsOf = (svg: string) =>
  svgElements(svg)
    .filter(({ name }) => name === "text")
    .map(({ text }) => text);

const descriptionOf = (input: Exposure | Policy) =>
  svgElements(renderSvg(input)).find(({ name }) => name === "desc")?.text as string;

const linesOf = (svg: string, color: string) =>
  svgElements(svg).filter(
    ({ name, attributes }) =>
      name === "path" && attributes.class === `cpanel-ports-${color}` && attributes.fill === "none",
  );

test("groups the ports of a service", () => {
  const texts = textsOf(renderSvg(createPolicy(126)));
  const after = (text: string) => texts[texts.indexOf(text) + 1];
  expect(after("FTP")).toBe("tcp 20-21");
  expect(after("DNS")).toBe("tcp, udp 53");
  expect(after("SMTP")).toBe("tcp 25, 465, 587");
  expect(after("DHCPv6")).toBe("udp 546");
  expect(texts).toContain("579, 783 and");
});

test("names who may connect, and what the server may connect to", () => {
  expect(descriptionOf(threeServices)).toBe(
    "Who reaches what over IPv4 and IPv6. Inbound: Everybody: tcp 80, 443. cPanel's license system and 198.51.100.0/24: tcp 2086-2087. 2001:db8::/32: tcp 22. Everybody over IPv4: udp 68. Link-local addresses (fe80::/10): udp 546. Everything else is dropped. Outbound: Any host: tcp 53, 80, 443, 2089; udp 53, 123. Any host over IPv4: udp 67. Any host over IPv6: udp 547. Everything else is dropped.",
  );
});

test("draws an unfiltered server as open", () => {
  const svg = renderSvg(unfiltered);
  expect(textsOf(svg).filter((text) => text === "every port")).toHaveLength(2);
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["Everybody", "Any host"]));
  expect(linesOf(svg, "inbound")).toHaveLength(1);
  expect(linesOf(svg, "outbound")).toHaveLength(1);
  expect(linesOf(svg, "doubt")).toHaveLength(0);
});

test("draws a server that nothing reaches as closed", () => {
  const { rules: _, ...closed } = createPolicy(126, { services: "ssh", outbound: "needed" });
  const svg = renderSvg({ ...closed, rules: [] });
  expect(textsOf(svg).filter((text) => text === "Everything is dropped.")).toHaveLength(2);
  expect(linesOf(svg, "inbound")).toHaveLength(0);
});

test("lists the ports of an exposure without services", () => {
  const texts = textsOf(renderSvg(parseCsf(stockCsf)));
  expect(texts).toContain("CSF");
  expect(texts.join(" ")).toContain("tcp 20-22, 25, 53, 80, 110, 143, 443, 465,");
  expect(texts).toContain("IPv4");
});

test("names the processes that listen", () => {
  const sockets = `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
tcp   LISTEN 0      128                *:2087            *:*    users:(("cpsrvd",pid=901,fd=8))
tcp   LISTEN 0      10         127.0.0.1:953       0.0.0.0:*    users:(("named",pid=812,fd=25))`;
  const texts = textsOf(renderSvg(parseListeners(sockets)));
  expect(texts[texts.indexOf("cpsrvd") + 1]).toBe("tcp 2087");
  expect(texts[texts.indexOf("Loopback only:") + 1]).toBe("953");
});

test("names the label of a rule without a service, and an unknown service by its id", () => {
  const policy = createPolicy(126, {
    services: "ssh",
    add: { ports: { from: 8000, through: 8010 }, protocol: "tcp", label: "Status page" },
  });
  const texts = textsOf(renderSvg(policy));
  expect(texts[texts.indexOf("Status page") + 1]).toBe("tcp 8000-8010");
  const rules = policy.rules.map((rule) => ({ ...rule, services: ["ours"] as never }));
  expect(textsOf(renderSvg({ ...policy, rules }))).toContain("ours");
});

describe("doubt", () => {
  const svg = renderSvg(doubtful);

  test("has dashed lines and a remark", () => {
    const dashed = svgElements(svg).filter(
      ({ attributes }) => attributes["stroke-dasharray"] !== undefined,
    );
    expect(new Set(dashed.map(({ attributes }) => attributes.class))).toEqual(
      new Set(["cpanel-ports-doubt"]),
    );
    // A frame and a line for each of four groups.
    expect(dashed).toHaveLength(8);
    const texts = textsOf(svg);
    for (const remark of [
      "in doubt: open or closed",
      "open, may be closed to some",
      "closed, may be open to some",
      "open, up to a limit",
    ]) {
      expect(texts).toContain(remark);
    }
    expect(descriptionOf(doubtful)).toMatch(
      /tcp 20000, .* and 40 more \(in doubt: open or closed\)\. Everybody: tcp 22, 80 \(open, may be closed to some\)\. Everybody: tcp 3306 \(closed, may be open to some\)\. Everybody: tcp 80 \(open, up to a limit\)\. And \d+ more groups of addresses\. Everything else is dropped\. Outbound:/,
    );
  });

  test("is excluded from open ports", () => {
    const { undetermined } = doubtful;
    const svg = renderSvg({ ...unfiltered, undetermined });
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining(["every port except those in doubt", "in doubt: open or closed"]),
    );
    expect(textsOf(svg)).toContain("every port");
  });
});

describe("a long list", () => {
  test("is cut and counted", () => {
    const texts = textsOf(renderSvg(doubtful));
    expect(texts).toContain("… 100 ports and ranges in total");
    expect(texts.some((text) => /^And \d+ more groups of addresses\.$/.test(text))).toBe(true);
    expect(texts.length).toBeLessThan(60);
    expect(texts.join(" ")).toContain(
      "198.51.100.0, 198.51.100.2, 198.51.100.4 and 37 more addresses and networks",
    );
    expect(descriptionOf(doubtful)).toContain(
      "more addresses and networks (40 in total): tcp 8443.",
    );
  });

  test("counts a single further group in the singular", () => {
    const sources = Array.from({ length: 13 }, (_, index) => `198.51.100.${index * 2}`);
    const policy = createPolicy(126, { services: "ssh" });
    const rules = sources.map((source, index) => ({
      ...(policy.rules[0] as Policy["rules"][number]),
      ports: { from: 1000 + index, through: 1000 + index },
      sources: [source],
    }));
    expect(descriptionOf({ ...policy, rules })).toContain(". And 1 more group of addresses. ");
  });

  test("is cut in a card of services that has no room", () => {
    const add = Array.from({ length: 40 }, (_, index) => ({
      ports: 9000 + 2 * index,
      protocol: "tcp" as const,
      label: `Own ${index}`,
    }));
    const texts = textsOf(renderSvg(createPolicy(126, { services: "ssh", add })));
    expect(texts).toContain("Own 5");
    expect(texts).not.toContain("Own 39");
    expect(texts).toContain("… 41 ports and ranges in total");
  });

  test("wraps next to a label", () => {
    const ports = Array.from({ length: 12 }, (_, index) => ({
      ports: 9000 + 2 * index,
      protocol: "tcp" as const,
      label: "Many",
    }));
    const texts = textsOf(renderSvg(createPolicy(126, { services: "ssh", add: ports })));
    const at = texts.indexOf("Many");
    expect(texts.slice(at + 1, at + 5).join(" ")).toBe(
      "tcp 9000, 9002, 9004, 9006, 9008, 9010, 9012, 9014, 9016, 9018, 9020, 9022",
    );
  });
});

test("stacks the parts of the diagram in a small width", () => {
  const tops = (width: number) => {
    const elements = svgElements(renderSvg(threeServices, { width }));
    const y = (text: string) => elements.find((each) => each.text === text)?.shift.y as number;
    return [y("Who may connect"), y("Server"), y("What it may connect to")] as const;
  };
  const [first, server, last] = tops(639);
  expect(first).toBeLessThan(server);
  expect(server).toBeLessThan(last);
  const [left, , right] = tops(640);
  expect(left).toBe(right);
});
