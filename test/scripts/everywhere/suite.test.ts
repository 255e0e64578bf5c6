import { expect, test } from "vitest";
import { checks, run } from "../../../scripts/everywhere/consumer/suite.js";
import * as main from "../../../src/index.ts";
import * as parse from "../../../src/parse/index.ts";
import * as render from "../../../src/render/index.ts";

const entries = { main, parse, render };
const count = Object.keys(checks.core).length;

test("passes, and prints the number of checks", () => {
  expect(run(["core"], entries)).toBe(`core: ${count} passed`);
  expect(count).toBeGreaterThan(25);
});

/** The modules, and the used exports as pairs of entry and name. */
function watched() {
  const asked = new Set<string>();
  const watch = (entry: string, exports: object) =>
    new Proxy(
      { ...exports },
      {
        get(target, name, receiver) {
          asked.add(`${entry}.${String(name)}`);
          return Reflect.get(target, name, receiver);
        },
      },
    );
  const modules = {
    main: watch("main", main),
    parse: watch("parse", parse),
    render: watch("render", render),
  };
  return { modules, asked };
}

const askedBy = Object.values(checks.core).map((check) => {
  const { modules, asked } = watched();
  check(modules);
  return { check, asked };
});

test.for(
  Object.entries(entries).flatMap(([entry, exports]) =>
    Object.keys(exports).map((name) => [entry, name] as const),
  ),
)("notices if %s.%s returns nothing, or is empty", ([entry, name]) => {
  const exports: Readonly<Record<string, unknown>> = entries[entry as keyof typeof entries];
  const value = typeof exports[name] === "function" ? () => undefined : [];
  const broken = { ...entries, [entry]: { ...exports, [name]: value } };
  const checksOfIt = askedBy.filter(({ asked }) => asked.has(`${entry}.${name}`));
  expect(() => {
    for (const { check } of checksOfIt) {
      check(broken);
    }
  }).toThrow();
});

test("reports all failing checks with their errors", () => {
  const broken = { ...entries, main: { ...main, latestRelease: 124, findingRules: [] } };
  expect(() => run(["core"], broken)).toThrow(
    /^lists the ports of a release: Error: expected 126, found 124\n.*^audits a firewall/ms,
  );
});
