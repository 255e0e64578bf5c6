import { expect, test } from "vitest";
import { compareElsewhere, listElsewhere } from "../../../src/index.ts";
import { cliJson, plain } from "../../support/cli-json.ts";
import { runCli } from "../../support/run-cli.ts";

test("compare prints what a list lacks and opens beyond the page", () => {
  expect(cliJson("compare", "126", "csf-stock")).toEqual(plain(compareElsewhere(126, "csf-stock")));
  expect(runCli(["compare", "11.118.0.5", "alibaba-cloud"]).stdout).toBe(`\
cPanel & WHM 118 and Security rules for Alibaba Cloud (version 2, 2021-12-20)

Family        Direction  Protocol  Lacks     Opens beyond the page
undocumented  inbound    tcp       465, 587  -
undocumented  inbound    udp       443       -

Port by port

The list  Direction  Protocol  Port  Family        Service        Remark
lacks     inbound    tcp        465  undocumented  SMTP, SSL/TLS
lacks     inbound    tcp        587  undocumented  Exim
lacks     inbound    udp        443  undocumented  httpd          only if HTTP/3 is used
`);
  expect(
    runCli(["compare", "126", "amazon-lightsail", "--format", "csv"]).stdout.split("\r\n"),
  ).toContain('opens,inbound,tcp,2089,undocumented,cPanel Licensing,"documented as tcp, out"');
  const markdown = runCli(["compare", "126", "csf-stock", "--format", "markdown"]).stdout;
  expect(markdown).toContain("| ipv4 | inbound | tcp | 26, 3306 | 853, 8443 |");
  expect(markdown).toContain(
    "## cPanel & WHM 126 and CSF's stock lists (version 16.07, 2026-02-25)",
  );
  expect(runCli(["compare", "126", "csf-stock", "--format", "html"]).stdout).toContain(
    "<td>853, 8443</td>",
  );
});

test("compare lists the lists without one, and names them in its help", () => {
  expect(cliJson("compare")).toEqual(plain(listElsewhere()));
  expect(runCli(["compare", "126", "--format", "csv"]).stdout).toMatch(/^"?csf-stock,/m);
  expect(runCli(["compare", "126"]).stdout).toMatch(/^csf-stock +CSF's stock lists +cPanel +16\.07 /m);
  const { stdout } = runCli(["compare", "--help"]);
  expect(stdout).toContain("alibaba-cloud, amazon-lightsail, csf-stock");
});

test("compare answers for a newer version, and says how it is covered", () => {
  const { status, stdout, stderr } = runCli(["compare", "138", "csf-stock"]);
  expect(status).toBe(0);
  const assumed = "assumed from page 126, which may have changed since";
  expect(stdout.split("\n")[0]).toBe(
    `cPanel & WHM 138 (${assumed}) and CSF's stock lists (version 16.07, 2026-02-25)`,
  );
  expect(stderr).toBe(`cpanel-ports: 138 is ${assumed}\n`);
  expect(runCli(["compare", "138", "csf-stock", "--strict"])).toMatchObject({ status: 1, stdout: "" });
});

test("compare refuses a list and a release that do not exist", () => {
  expect(runCli(["compare", "126", "csf-stok"])).toMatchObject({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(/^cpanel-ports: "csf-stok" is not a list.*did you mean csf-stock\?/),
  });
  expect(runCli(["compare", "100", "csf-stock"]).status).toBe(1);
});
