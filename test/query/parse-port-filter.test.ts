import { describe, expect, test } from "vitest";
import { InvalidOptionError, listPorts, parsePortFilter } from "../../src/index.ts";
import { thrown } from "../support/thrown.ts";

describe("parsePortFilter", () => {
  test.for<[string, unknown]>([
    ["", {}],
    ["service=imap", { service: ["imap"] }],
    ["service=imap,%20WHM&service=cpsrvd", { service: ["imap", "whm", "cpsrvd"] }],
    ["port=22,2083&port=8443", { port: [22, 2083, 8443] }],
    [
      "direction=inbound&protocol=udp&scope=network",
      {
        direction: ["inbound"],
        protocol: ["udp"],
        scope: ["network"],
      },
    ],
    ["category=mail", { category: ["mail"] }],
    [
      "category=Mail&direction=INBOUND,Outbound&protocol=TCP&protection=StartTLS&service=Exim",
      {
        category: ["mail"],
        direction: ["inbound", "outbound"],
        protocol: ["tcp"],
        protection: ["starttls"],
        service: ["Exim"],
      },
    ],
  ])("parses %j equally as parameters, pairs and an object", ([query, filter]) => {
    const params = new URLSearchParams(query);
    const record = Object.fromEntries(
      [...params.keys()].map((name) => [name, params.getAll(name)]),
    );
    expect(parsePortFilter(params)).toEqual(filter);
    expect(parsePortFilter([...params].values())).toEqual(filter);
    expect(parsePortFilter(record)).toEqual(filter);
    expect(() => listPorts(126, parsePortFilter(params))).not.toThrow();
  });

  test("omits undefined fields of an object, and returns a frozen filter", () => {
    const filter = parsePortFilter({ service: undefined, port: "22" });
    expect(filter).toEqual({ port: [22] });
    expect([filter, filter.port].every(Object.isFrozen)).toBe(true);
  });

  test.for<[string, Partial<InvalidOptionError>, string]>([
    [
      "service=imapp",
      { field: "service", input: "imapp", suggestion: "imap" },
      `the filter's service is "imapp" (did you mean imap?); expected one of activesync`,
    ],
    ["service=", { field: "service", input: "" }, `the filter's service is ""; expected one of`],
    [
      "port=0",
      { field: "port", input: 0, expected: "a whole number from 1 to 65535" },
      "the filter's port is 0; expected a whole number from 1 to 65535",
    ],
    ["port=22,ssh", { field: "port", input: "ssh" }, `the filter's port is "ssh"; expected`],
    ["port=123456", { field: "port", input: "123456" }, `the filter's port is "123456"; expected`],
    ["port=1e3", { field: "port", input: "1e3" }, `the filter's port is "1e3"; expected`],
    [
      "protocols=tcp",
      { field: "protocols", suggestion: "protocol" },
      `"protocols" is not a field of a filter (did you mean protocol?); expected one of port`,
    ],
    ["__proto__=1", { field: "__proto__" }, `"__proto__" is not a field of a filter`],
  ])("refuses %j with the fields for a 400 response", ([query, fields, message]) => {
    const error = thrown(() => parsePortFilter(new URLSearchParams(query)));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({ code: "invalid-option", ...fields });
    expect(error.message).toContain(message);
  });

  test.for<unknown>([null, undefined, 22, "service=imap", ["service=imap"]])(
    "refuses %j, which is neither parameters nor an object",
    (input) => {
      const error = thrown(() => parsePortFilter(input as URLSearchParams));
      expect(error).toMatchObject({ code: "invalid-option", field: "filter", input });
      expect(error.message).toMatch(
        /^the filter is .+; expected URLSearchParams or an object of strings$/,
      );
    },
  );

  test("refuses nested values, which query parsers create", () => {
    const error = thrown(() => parsePortFilter({ service: { $ne: "x" } }));
    expect(error).toMatchObject({ field: "service", input: { $ne: "x" } });
  });
});

test.for([
  ["a URL", new URL("https://example.com/?service=imap")],
  ["a date", new Date(0)],
  ["an object that inherits its fields", Object.create({ service: "imap" })],
] as const)("refuses %s instead of reading it as an empty filter", ([, input]) => {
  expect(() => parsePortFilter(input as never)).toThrow("expected URLSearchParams or an object");
  expect(() => listPorts(126, input as never)).toThrow("expected an object with any of the fields");
});

test("refuses parameters and maps as filters of listPorts", () => {
  for (const input of [new URLSearchParams("service=imap"), new Map([["service", "imap"]])]) {
    expect(() => listPorts(126, input as never)).toThrow(
      "expected an object with any of the fields",
    );
    expect(parsePortFilter(input)).toEqual({ service: ["imap"] });
  }
});

test("accepts an object without a prototype as a filter", () => {
  const filter = Object.assign(Object.create(null), { service: "ssh" });
  expect(listPorts(126, filter).map((each) => each.port)).toEqual([22]);
  expect(parsePortFilter(filter)).toEqual({ service: ["ssh"] });
});
