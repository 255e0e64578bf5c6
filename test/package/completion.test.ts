import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { missingPrograms } from "./missing-programs.ts";
import { pressTab } from "./press-tab.ts";

const consumer = inject("consumer");
const scripts = new Map(
  ["bash", "zsh", "fish"].map((shell) => [
    shell,
    execFileSync("node_modules/.bin/cpanel-ports", ["completion", shell], {
      cwd: consumer,
      encoding: "utf8",
    }),
  ]),
);
const scriptFor = (shell: string) => scripts.get(shell) ?? "";

/** The typed lines and their completions, in every shell. */
const lines: readonly (readonly [typed: string, completed: string])[] = [
  ["cpanel-ports li", "cpanel-ports list"],
  ["cpanel-ports --v", "cpanel-ports --version"],
  ["cpanel-ports list 126 --stri", "cpanel-ports list 126 --strict"],
  ["cpanel-ports list --strict 11", "cpanel-ports list --strict 11"],
  ["cpanel-ports list 10", "cpanel-ports list 10"],
  ["cpanel-ports show 209", "cpanel-ports show 209"],
  ["cpanel-ports list --service calenda", "cpanel-ports list --service calendar"],
  ["cpanel-ports list --service cpanel,dovec", "cpanel-ports list --service cpanel,dovecot"],
  ["cpanel-ports list --service=cpanel,dovec", "cpanel-ports list --service=cpanel,dovecot"],
  ["cpanel-ports list --format=js", "cpanel-ports list --format=json"],
  ["cpanel-ports render nft", "cpanel-ports render nftables"],
  ["cpanel-ports render csf --os alm", "cpanel-ports render csf --os almalinux"],
  [
    "cpanel-ports render csf --conditions remote-m",
    "cpanel-ports render csf --conditions remote-mysql",
  ],
  ["cpanel-ports audit --name audit --fam", "cpanel-ports audit --name audit --family"],
  ["cpanel-ports audit --from nm", "cpanel-ports audit --from nmap"],
  ["cpanel-ports compare 126 csf-st", "cpanel-ports compare 126 csf-stock"],
  ["cpanel-ports completion fi", "cpanel-ports completion fish"],
  ["cpanel-ports help pl", "cpanel-ports help plan"],
  ["cpanel-ports audit 126 rul", "cpanel-ports audit 126 rules\\ file"],
  ["cpanel-ports render csf --output rul", "cpanel-ports render csf --output rules\\ file"],
  ["cpanel-ports check --source 12", "cpanel-ports check --source 12"],
  ["cpanel-ports render csf --replace openss", "cpanel-ports render csf --replace openssh="],
];

/** Lines that would run a program if the shell evaluated them. */
const hostile = [
  "cpanel-ports audit $(touch pwned)/",
  "cpanel-ports audit `touch pwned`/",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a parameter of a shell.
  "cpanel-ports audit ${:-$(touch pwned)}/",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a parameter of a shell.
  "cpanel-ports audit ${none:-$(touch pwned)}/",
  "cpanel-ports list --service $(touch pwned),cpan",
  "cpanel-ports list '; touch pwned' --form",
  'cpanel-ports list "$(touch pwned)" --form',
  "cpanel-ports $(touch pwned) --form",
  "cpanel-ports list 'a[$(touch pwned)]' --servi",
  "cpanel-ports audit \"it's $(touch pwned)/",
];

describe.concurrent.each(["bash", "zsh"] as const)("%s completion in a terminal", (shell) => {
  const missing = missingPrograms([shell, "script"]);

  test.skipIf(missing).for(lines)(
    `completes %s to %s${missing && ` (missing: ${missing})`}`,
    async ([typed, completed]) => {
      const { line } = await pressTab(shell, scriptFor(shell), `${typed}\t`, consumer);
      // Shells append a space or an equals sign if a value can follow; zsh appends a comma to a list.
      expect(line.replace(/[ =,]$/, "")).toBe(completed.replace(/=$/, ""));
    },
  );

  test.skipIf(missing).for(hostile)("runs no part of the line %s", async (typed) => {
    const { cwd } = await pressTab(shell, scriptFor(shell), `${typed}\t\t`, consumer);
    expect(readdirSync(cwd)).not.toContain("pwned");
  });
});

describe("the bash completion function", () => {
  const program = `set -u; shopt -s failglob; . ./completion; . ./completion
complete -p cpanel-ports
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cpanel_ports; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const complete = (...words: readonly string[]) => {
    const cwd = mkdtempSync(join(consumer, "bash-"));
    writeFileSync(join(cwd, "completion"), scriptFor("bash"));
    const { stdout, stderr } = spawnSync(
      "bash",
      ["--noprofile", "--norc", "-c", program, "bash", "cpanel-ports", ...words],
      { cwd, encoding: "utf8" },
    );
    const [registered, ...replies] = stdout.trimEnd().split("\n");
    expect(registered).toBe("complete -F _cpanel_ports cpanel-ports");
    return { replies, stderr, files: readdirSync(cwd) };
  };

  test.for<readonly [readonly string[], readonly string[]]>([
    [
      ["list", "--service", "=", "cpanel,wh"],
      ["cpanel,whm", "cpanel,whois"],
    ],
    [
      ["list", "--service=cpanel,wh"],
      ["--service=cpanel,whm", "--service=cpanel,whois"],
    ],
    [
      ["list", "--direction", "="],
      ["inbound", "outbound"],
    ],
    [["block", "2001", ":", "db8", "::", "1", "--forc"], ["--force"]],
    [["render", "csf", "--replace", "ssh", "=", "2222", "--stri"], ["--strict"]],
    [["render", "csf", "--replace", "ssh", "=", "2"], []],
    [["audit", "--", "--stri"], []],
    [["list", "a b", "", "it's", "a\nb", "*", "[a", "--stri"], ["--strict"]],
    [["nothing", "--stri"], []],
    [["list", "--format", "*"], []],
  ])("completes %j to %j", ([words, replies]) => {
    expect(complete(...words)).toEqual({ replies, stderr: "", files: ["completion"] });
  });

  test.for([
    ["list", "; touch pwned", "--stri"],
    ["list", "$(touch pwned)", "--stri"],
    ["list", "`touch pwned`", "--stri"],
    ["a[$(touch pwned)]", "b[$(touch pwned)]", ""],
    ["list", "--service", "$(touch pwned),x[$(touch pwned)]"],
    ["audit", "--config", "$(touch pwned)"],
    ["list", '"$(touch pwned)'],
  ])("runs no part of %j", (words) => {
    expect(complete(...words)).toMatchObject({ stderr: "", files: ["completion"] });
  });
});

describe("fish completion", () => {
  const missing = missingPrograms(["fish"]);
  const complete = (typed: string) => {
    const cwd = mkdtempSync(join(consumer, "fish-"));
    writeFileSync(join(cwd, "completion"), scriptFor("fish"));
    writeFileSync(join(cwd, "rules file"), "");
    const program = `source completion; complete -C "$argv"`;
    const { stdout, stderr } = spawnSync("fish", ["--no-config", "-c", program, "--", typed], {
      cwd,
      encoding: "utf8",
      env: { PATH: process.env.PATH, HOME: cwd, LC_ALL: "C.UTF-8" },
    });
    const words = stdout.split("\n").flatMap((each) => each.split("\t")[0] || []);
    return { words, stderr, files: readdirSync(cwd) };
  };

  test.skipIf(missing).for(lines)(
    `completes %s to %s${missing && ` (missing: ${missing})`}`,
    ([typed, completed]) => {
      const { words, stderr } = complete(typed);
      expect(stderr).toBe("");
      const word = completed.replace("\\ ", "_").split(" ").at(-1)?.replace("_", " ");
      expect(typed === completed || words.includes(word ?? "")).toBe(true);
      expect(words.every((each) => each.startsWith(typed.split(" ").at(-1) ?? ""))).toBe(true);
    },
  );

  test.skipIf(missing)("offers options and versions only at their positions", () => {
    expect(complete("cpanel-ports list 126 --ser").words).toEqual(["--service"]);
    expect(complete("cpanel-ports list 126 ").words).toEqual([]);
    expect(complete("cpanel-ports diff 118 12").words).toEqual(["120", "122", "124", "126", "128"]);
  });

  test
    .skipIf(missing)
    .for([
      ...hostile,
      "cpanel-ports audit (touch pwned)/",
      'cpanel-ports list "(touch pwned)" --form',
      "cpanel-ports list --service (touch pwned),cpan",
      "cpanel-ports (touch pwned) --form",
    ])("runs no part of the line %s", (typed) => {
    expect(complete(typed).files).not.toContain("pwned");
  });
});
