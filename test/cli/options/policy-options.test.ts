import { expect, test } from "vitest";
import { createPolicy } from "../../../src/index.ts";
import { renderCsf } from "../../../src/render/index.ts";
import { runCli } from "../../support/run-cli.ts";

const render = (...args: string[]) => runCli(["render", "csf", ...args]);

test("additions and sources that run into each other are asked for one by one", () => {
  expect(render("--add", "8443/tcp=A,8444/tcp=B").stderr).toContain("Give --add again");
  expect(render("--allow-from", "ssh=192.0.2.1,whm=192.0.2.2").stderr).toContain(
    "Give --allow-from again for whm=192.0.2.2.",
  );
  expect(render("--add", "8443/tcp=A, and B").stdout).toBe(
    renderCsf(createPolicy(126, { add: { ports: 8443, protocol: "tcp", label: "A, and B" } })),
  );
});
