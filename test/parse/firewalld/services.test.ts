import { expect, test } from "vitest";
import { Services } from "../../../src/parse/firewalld/services.ts";

test.for([
  ["my-app", 'what the service "my-app" lets in; give /etc/firewalld/services/my-app.xml, too'],
  ["../x y", 'what the service "../x y" lets in; give /etc/firewalld/services/NAME.xml, too'],
] as const)("names the file that a service %s is missing", ([name, what]) => {
  expect(new Services(new Map(), []).parts(name)).toEqual([
    { kind: "unknown", what: expect.stringContaining(what) },
  ]);
});
