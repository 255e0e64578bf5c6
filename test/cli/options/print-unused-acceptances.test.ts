import { expect, test } from "vitest";
import { runCli } from "../../support/run-cli.ts";

const rules = (...ports: readonly number[]) =>
  `*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n${ports.map((port) => `-A INPUT -p tcp -m tcp --dport ${port} -j ACCEPT\n`).join("")}COMMIT\n`;
const files = {
  "a/rules.v4": rules(22, 8443),
  "b/rules.v4": rules(22),
  "accept.json": JSON.stringify({
    accept: [
      { rule: "undocumented-port-open", ports: "8443/tcp", reason: "panel" },
      { rule: "undocumented-port-open", ports: "9443/tcp", reason: "removed" },
      { rule: "unfiltered", reason: "none" },
    ],
  }),
};
const notes = (...servers: readonly string[]) =>
  runCli(["audit", "126", ...servers, "--config", "accept.json"], { files })
    .stderr.split("\n")
    .filter((line) => line.includes("accepted"));

test("an audit names the acceptances that apply to nothing", () => {
  expect(notes("b/rules.v4")).toEqual([
    "cpanel-ports: accepted, but not found: undocumented-port-open 8443/tcp (panel)",
    "cpanel-ports: accepted, but not found: undocumented-port-open 9443/tcp (removed)",
    "cpanel-ports: accepted, but not found: unfiltered (none)",
  ]);
});

test("an audit of several servers names those that apply to no server", () => {
  expect(notes("--name", "a", "a/rules.v4", "--name", "b", "b/rules.v4")).toEqual([
    "cpanel-ports: accepted, but not found: undocumented-port-open 9443/tcp (removed)",
    "cpanel-ports: accepted, but not found: unfiltered (none)",
  ]);
});
