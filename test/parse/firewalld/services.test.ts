import { expect, test } from "vitest";
import { Services } from "../../../src/parse/firewalld/services.ts";

test.for([
  ["my-app", 'the definition of service "my-app"; add /etc/firewalld/services/my-app.xml'],
  ["../x y", 'the definition of service "../x y"; add /etc/firewalld/services/NAME.xml'],
] as const)("names the missing file of service %s", ([name, what]) => {
  expect(new Services(new Map(), []).parts(name)).toEqual([
    { kind: "unknown", what: expect.stringContaining(what) },
  ]);
});
