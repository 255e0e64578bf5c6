import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SshListeners } from "../../src/index.ts";
import { isSshdConfig, parseSshd } from "../../src/parse/index.ts";
import { keywords } from "../../src/parse/sshd/keywords.ts";
import { run } from "./support/run.ts";
import { describeWith } from "./support/tools.ts";
import { withFolder } from "./support/with-folder.ts";

/** Configurations; the second and later entries of a row are files in a directory that the first includes. */
const configurations: readonly (readonly string[])[] = [
  ["PermitRootLogin no"],
  ["Port 2222 # comment\nport=22\nPort 22\n  PORT\t=\t24"],
  ['Port "ssh"\nPort 23'],
  [
    "ListenAddress 127.0.0.1\nListenAddress [::1]:99\nPort 22\nPort 23\nListenAddress ::\nListenAddress 10.0.0.1:4",
  ],
  ["AddressFamily inet6\nAddressFamily inet\nPort 5"],
  ["AddressFamily inet\nListenAddress 0.0.0.0"],
  ["Match User a\n  PasswordAuthentication no"],
  ["Include FOLDER/*.conf\nPort 22", "Port 2\nMatch User a\n  PermitTTY no", "Match all\nPort 3"],
  ["Include FOLDER/*.conf\nListenAddress 1.2.3.4", "ListenAddress 10.0.0.1:2222\nPort 26"],
  ["Port 0"],
  ["Port 70000"],
  ["Port nonsense"],
  ["AddressFamily ipv4"],
  ["Match User a\nPort 22"],
  ["Match User a\nInclude FOLDER/*.conf", "Port 22"],
  ["AddressFamily inet\nListenAddress ::"],
  ["ListenAddress 10.0.0.1:0"],
  ['"Port" 2222\nPo"rt" 23\nPort "22"22\nPort \'24\' # it\'s'],
  ["RSAAuthentication yes\nDebianBanner no\nGSSAPIKeyExchange no\nPort 4"],
  ["Prot 2222"],
  ["UsePAM yes\nListenAdress ::1"],
  ["UsePAM yes\n'Port' 2222"],
  ["<html>404</html>"],
  ["Not found"],
  ['TESTING = "0"\nTCP_IN = "22"'],
  ["*filter\n:INPUT DROP [0:0]\nCOMMIT"],
  ["Port 22 23"],
  ["Port 2222#a"],
  ['Port "2222'],
  ["Port 2222 'a"],
  ["ListenAddress ::1 x"],
  ["AddressFamily inet any"],
  ["Include"],
  ["Match"],
];

/** Returns every address and port, with sshd's form of the wildcard address. */
const where = ({ listeners }: SshListeners) =>
  listeners
    .flatMap(({ port, address, families }) =>
      address === "any"
        ? families.map((family) => [port, family === "ipv4" ? "0.0.0.0" : "::", family])
        : [[port, address, families.join()]],
    )
    .map((each) => each.join(" "))
    .sort();

/** sshd must be called by its path. */
const sshd = spawnSync("which", ["sshd"], { encoding: "utf8" }).stdout.trim();

/** It also needs a directory in /run, which is mounted only for it. */
const inOwnRun = 'mount -t tmpfs none /run && mkdir /run/sshd && exec "$0" -T -f "$1" -h "$2"';

describeWith(["sshd", "ssh-keygen", "unshare"], "reading sshd_config", () => {
  test("returns where sshd listens as sshd itself does, and rejects what it rejects", async () => {
    await withFolder(async (folder) => {
      const key = join(folder, "key");
      await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
      let read = 0;
      for (const [index, [main = "", ...others]] of configurations.entries()) {
        const own = join(folder, `${index}`);
        mkdirSync(own);
        const files = others.map((text, each) => ({ name: join(own, `${each}.conf`), text }));
        const text = `${main.replaceAll("FOLDER", own)}\n`;
        const name = join(folder, `${index}.config`);
        for (const file of [{ name, text }, ...files]) {
          writeFileSync(file.name, file.text);
        }
        const parse = () =>
          parseSshd([text, ...files.map((each) => each.text)], {
            names: [name, ...files.map((each) => each.name)],
          });
        const printed = await run("unshare", [
          "--mount",
          "sh",
          "-c",
          inOwnRun,
          sshd,
          name,
          key,
        ]).catch(() => undefined);
        if (printed === undefined) {
          expect(parse, text).toThrow();
        } else {
          read++;
          expect(isSshdConfig(printed)).toBe(true);
          expect(where(parse()), text).toEqual(where(parseSshd(printed)));
          expect(parse().isComplete).toBe(true);
        }
      }
      expect(read).toBe(11);
    });
  });

  test("knows every keyword that sshd knows", async () => {
    const known = new Set(keywords.map((each) => each.toLowerCase()));
    const words = readFileSync(sshd, "latin1").match(/(?<![\w-])[a-z][a-z\d]{3,40}(?=\0)/g) ?? [];
    const unknown = [...new Set(words)].filter((word) => !known.has(word));
    expect(words.filter((word) => known.has(word)).length).toBeGreaterThan(100);
    await withFolder(async (folder) => {
      const file = join(folder, "sshd_config");
      writeFileSync(file, unknown.map((word) => `${word} yes\n`).join(""));
      const { stderr } = spawnSync(sshd, ["-t", "-f", file], { encoding: "utf8" });
      const rejected = stderr.matchAll(/: Bad configuration option: (\S+)/g);
      expect([...rejected].map(([, word]) => word)).toEqual(unknown);
    });
  });
});
