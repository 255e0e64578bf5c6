import { expect, test } from "vitest";
import { createPolicy } from "../../../src/index.ts";
import { renderCsf } from "../../../src/render/index.ts";
import { runCli } from "../../support/run-cli.ts";

const render = (...args: string[]) => runCli(["render", "csf", ...args]);

test("rejects several labelled additions or sources of several services in one option", () => {
  expect(render("--add", "8443/tcp=A,8444/tcp=B").stderr).toContain("Use a separate --add");
  expect(render("--allow-from", "ssh=192.0.2.1,whm=192.0.2.2").stderr).toContain(
    "Use a separate --allow-from for whm=192.0.2.2.",
  );
  expect(render("--add", "8443/tcp=A, and B").stdout).toBe(
    renderCsf(createPolicy(126, { add: { ports: 8443, protocol: "tcp", label: "A, and B" } })),
  );
});

test("accepts several additions without labels in one option, with - or : in ranges and in any case", () => {
  expect(render("--add", "8443/TCP,9000:9010/udp,ftp-passive").stdout).toBe(
    renderCsf(
      createPolicy(126, {
        add: [
          { ports: 8443, protocol: "tcp", label: "Added port" },
          { ports: { from: 9000, through: 9010 }, protocol: "udp", label: "Added port" },
          "ftp-passive",
        ],
      }),
    ),
  );
});

test.each([
  ["8443", "such as 8443/tcp or 8443/udp"],
  ["8443/tcp,9000-9010", "such as 9000-9010/tcp or 9000-9010/udp"],
  ["tcp/8443", "such as 8443/tcp"],
  ["8443/tcp/udp", "Expected ftp-passive or PORT[-PORT]/PROTOCOL[/outbound][=LABEL]"],
])("rejects the addition %s and states the expected form", (given, expected) => {
  expect(render("--add", given)).toMatchObject({ status: 2, stdout: "" });
  expect(render("--add", given).stderr).toContain(expected);
});

test("accepts conditions by id, with true or false, or all of them", () => {
  for (const [args, conditions] of [
    [["--conditions", "remote-mysql"], { "remote-mysql": true }],
    [["--conditions", "remote-mysql=true,http3=false"], { "remote-mysql": true, http3: false }],
    [
      ["--conditions", "http3", "--conditions", "remote-mysql"],
      { http3: true, "remote-mysql": true },
    ],
    [["--conditions", "all"], "all"],
  ] as const) {
    expect(render(...args).stdout).toBe(renderCsf(createPolicy(126, { conditions })));
  }
  for (const args of [
    ["all,http3"],
    ["http3", "--conditions", "all"],
    ["all", "--conditions", "http3"],
  ]) {
    expect(render("--conditions", ...args).stderr).toContain("give it on its own");
  }
  expect(render("--conditions", "http3=maybe").stderr).toBe(
    'cpanel-ports: --conditions http3 is "maybe"; expected one of true, false\n',
  );
  expect(render("--conditions", "http3=true=x").stderr).toBe(
    'cpanel-ports: --conditions http3 is "true=x"; expected one of true, false\n',
  );
  expect(render("--conditions", "http3=").stderr).toContain('--conditions http3 is ""; expected');
});
