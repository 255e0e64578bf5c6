import { expect, test } from "vitest";
import { taskError } from "../../../site/worker/task-error.ts";
import { checkFiles } from "../../../site/worker/tasks/check-files.ts";

const rules = {
  name: "rules.v4",
  text: "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n:WHM - [0:0]\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\n-A INPUT -p tcp --dport 2087 -j WHM\n-A WHM -s 203.0.113.0/24 -j ACCEPT\nCOMMIT\n",
};
const sshd = { name: "sshd_config", text: "Port 22\n" };

test("names the deciding line and file, and the jumps to it", () => {
  const shown = checkFiles({
    files: [sshd, rules],
    reading: {},
    connection: { port: 2087, address: "203.0.113.9" },
  });
  expect(shown.verdict).toBe("open");
  expect(shown.roles).toEqual(["ssh", "firewall"]);
  expect(shown.answers).toMatchObject([
    {
      sentence: expect.stringContaining("inbound TCP 2087 is open to 203.0.113.9: line 7 accepts"),
      decidedBy: { file: 1, line: 7 },
      jumps: [{ file: 1, line: 6 }],
      witness: null,
    },
  ]);
});

test("names an address with another verdict if no source was given", () => {
  const { verdict, answers } = checkFiles({
    files: [rules],
    reading: {},
    connection: { port: 2087 },
  });
  expect(verdict).toBe("closed");
  expect(answers[0]?.witness).toMatchObject({
    address: "203.0.113.0",
    verdict: "open",
    decidedBy: { file: 0, line: 7 },
  });
});

test("names the rejected field", () => {
  const errorOf = (connection: { port: number; address?: string }) => {
    try {
      return checkFiles({ files: [rules], reading: {}, connection });
    } catch (error) {
      return taskError(error);
    }
  };
  expect(errorOf({ port: 0 })).toMatchObject({ code: "invalid-option", fields: ["port"] });
  expect(errorOf({ port: 22, address: "host" })).toMatchObject({ fields: ["address"] });
});
