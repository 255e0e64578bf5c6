import { expect, test } from "vitest";
import {
  compareElsewhere,
  listElsewhere,
  matchElsewhere,
  rankElsewhere,
} from "../../../src/index.ts";
import { parseCsf } from "../../../src/parse/index.ts";
import { cliJson, plain } from "../../support/cli-json.ts";
import { runWide as runCli } from "../../support/run-cli.ts";
import { stockCsf } from "../../support/stock-csf.ts";

const ids = "alibaba-cloud, amazon-lightsail, csf-stock";
const stockTitle = "CSF's stock lists (version 16.07, 2026-02-25)";

test("compare prints the ports that a list lacks, and those it opens beyond the page", () => {
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

test("compare describes all lists if none is given, and names them in its help", () => {
  expect(cliJson("compare")).toEqual(plain(listElsewhere()));
  expect(runCli(["compare", "126", "--format", "csv"]).stdout).toMatch(/^"?csf-stock,/m);
  expect(runCli(["compare", "126"]).stdout).toMatch(
    /^csf-stock +CSF's stock lists +cPanel +16\.07 /m,
  );
  const { stdout } = runCli(["compare", "--help"]);
  expect(stdout).toContain("alibaba-cloud, amazon-lightsail, csf-stock");
});

test("compare answers for a newer version, and prints its coverage", () => {
  const { status, stdout, stderr } = runCli(["compare", "138", "csf-stock"]);
  expect(status).toBe(0);
  const assumed = "assumed from page 126, which may have changed since";
  expect(stdout.split("\n")[0]).toBe(
    `cPanel & WHM 138 (${assumed}) and CSF's stock lists (version 16.07, 2026-02-25)`,
  );
  expect(stderr).toBe(`cpanel-ports: 138 is ${assumed}\n`);
  expect(runCli(["compare", "138", "csf-stock", "--strict"])).toMatchObject({
    status: 2,
    stdout: "",
  });
});

test("compare rejects an unknown list and an unknown release", () => {
  expect(runCli(["compare", "126", "csf-stok"])).toEqual({
    status: 2,
    stdout: "",
    stderr: `cpanel-ports: "csf-stok": no such list (${ids}) or file (did you mean csf-stock?)\n`,
  });
  expect(runCli(["compare", "100", "csf-stock"]).status).toBe(2);
});

const files = {
  "csf.conf": stockCsf,
  rules: "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n",
  "-": stockCsf,
};

test("compare recognizes the stock lists of CSF in a firewall", () => {
  const { status, stdout, stderr } = runCli(["compare", "126", "csf-stock", "csf.conf"], { files });
  expect(status).toBe(0);
  const lines = stdout.split("\n");
  expect(lines[0]).toBe(`This firewall matches ${stockTitle} exactly; IPv6 was not examined`);
  expect(stderr).toContain("csf.conf:3: assumed: CSF does not filter IPv6 here");
  expect(lines).toContain(
    "ipv4    inbound    tcp       -                  -                     -",
  );
  expect(lines).toContain("Port by port, with cPanel & WHM 126");
  expect(stdout).toMatch(/^open +yes +no +inbound +tcp +8443 +ipv4 +no page documents it$/m);
  expect(stdout).toMatch(/^closed +no +yes +inbound +tcp +3306 +ipv4 +MySQL® +only if /m);
});

test("compare warns that piped input is ignored unless a file or - is given", () => {
  const piped = (...args: string[]) =>
    runCli(["compare", "126", "csf-stock", ...args], { files, isPipedIn: true }).stderr;
  expect(piped()).toContain("cpanel-ports: standard input is ignored; add - to read a firewall");
  expect(piped("-")).not.toContain("is ignored");
  expect(piped("csf.conf")).not.toContain("is ignored");
});

test("compare prints the differences between a firewall and a list in every format", () => {
  const of = (format: string) =>
    runCli(["compare", "126", "csf-stock", "csf.conf", "--format", format], { files }).stdout;
  expect(JSON.parse(of("json"))).toEqual(
    plain(matchElsewhere(126, "csf-stock", parseCsf(stockCsf))),
  );
  expect(of("csv")).toContain("open,yes,no,inbound,tcp,853,ipv4,,no page documents it\r\n");
  expect(of("markdown")).toContain("### Port by port, with cPanel & WHM 126");
  expect(of("html")).toContain(">8443</td>");
});

test("compare finds the nearest list if none is given", () => {
  const { stdout } = runCli(["compare", "csf.conf"], { files });
  expect(stdout).toBe(`\
The nearest of 3 lists: This firewall matches ${stockTitle} exactly; IPv6 was not examined

List              Version  Date        Differs inbound  Differs outbound
csf-stock         16.07    2026-02-25  in no ports      in no ports
alibaba-cloud     2        2021-12-20  in 12 ports      not compared
amazon-lightsail  none     2024-11-22  in 24 ports      not compared
`);
  expect(runCli(["compare", "126", "csf.conf"], { files, columns: 70 }).stdout).toMatch(
    /\n\nList +Version +Date +Differs +Differs\n +inbound +outbound\n\S/,
  );
  expect(runCli(["compare", "csf.conf", "--format", "csv"], { files }).stdout).toContain(
    "csf-stock,16.07,2026-02-25,in no ports,in no ports\r\n",
  );
  expect(JSON.parse(runCli(["compare", "126", "-", "--format", "json"], { files }).stdout)).toEqual(
    plain(rankElsewhere(126, parseCsf(stockCsf))),
  );
});

test("compare reads the id of a list as a list, and a path as a file", () => {
  const same = (...args: readonly string[]) => runCli(["compare", ...args], { files }).stdout;
  const exact = same("126", "csf-stock", "csf.conf");
  expect(same("csf-stock", "csf.conf")).toBe(exact);
  expect(same("csf-stock", "-")).toBe(exact);
  expect(same("126", "rules")).toMatch(/^The nearest of 3 lists: This firewall differs from /);
  expect(runCli(["compare", "126", "csf-stock"], { files: { "csf-stock": stockCsf } }).stdout).toBe(
    same("126", "csf-stock"),
  );
  expect(runCli(["compare", "126", "fw.conf"]).stderr).toBe(
    "cpanel-ports: fw.conf: no such file\n",
  );
});

test("compare explains an argument that is neither a version, a list nor a file", () => {
  const refused = (...args: readonly string[]) => {
    const { status, stdout, stderr } = runCli(["compare", ...args], { files });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    return stderr.replace("cpanel-ports: ", "");
  };
  expect(refused("csf-stok", "csf.conf")).toBe(
    `"csf-stok": no such version, list (${ids}) or file (did you mean csf-stock?)\n`,
  );
  expect(refused("126", "somewhere", "csf.conf")).toBe(
    `"somewhere": no such list (${ids}) or file\n`,
  );
  expect(refused("126", "--from", "csf")).toMatch(/^--from, --interface and --host apply only to /);
  expect(refused("126", "csf-stock", "--host", "192.0.2.1")).toMatch(/^--from, /);
});

test("compare rejects a file without read permission", () => {
  const denied = Object.assign(new Error("EACCES"), { code: "EACCES", syscall: "open" });
  const { status, stderr } = runCli(["compare", "126", "rules"], { files: { rules: denied } });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "cpanel-ports: rules: permission denied\n",
  });
});

test("compare reports that listeners and the configuration of sshd are not compared", () => {
  const files = {
    "csf.conf": stockCsf,
    "ss.txt": "tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*",
    sshd_config: "Port 2222\n",
  };
  for (const beside of ["ss.txt", "sshd_config"]) {
    expect(runCli(["compare", "126", "csf-stock", "csf.conf", beside], { files }).stderr).toContain(
      "cpanel-ports: listeners and the configuration of sshd are not compared\n",
    );
  }
});
