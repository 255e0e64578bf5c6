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

test("additions without labels are read several at once, in either notation of ranges and any case", () => {
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
])("an addition of %s is refused with what would be accepted", (given, expected) => {
  expect(render("--add", given)).toMatchObject({ status: 2, stdout: "" });
  expect(render("--add", given).stderr).toContain(expected);
});

test("conditions are stated by their ids, with true or false, or all at once", () => {
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
  expect(render("--conditions", "all,http3").stderr).toContain("without others");
  expect(render("--conditions", "http3", "--conditions", "all").stderr).toContain("without others");
  expect(render("--conditions", "all", "--conditions", "http3").stderr).toContain("without others");
  expect(render("--conditions", "http3=maybe").stderr).toBe(
    'cpanel-ports: --conditions http3 is "maybe"; expected one of true, false\n',
  );
  expect(render("--conditions", "http3=true=x").stderr).toBe(
    'cpanel-ports: --conditions http3 is "true=x"; expected one of true, false\n',
  );
  expect(render("--conditions", "http3=").stderr).toContain('--conditions http3 is ""; expected');
});
