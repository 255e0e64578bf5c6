import { expect, test } from "vitest";
import { type GuideBlock, guideBlocks } from "./support/guide-blocks.ts";
import { type GuideKind, type GuideSetting, guideKinds } from "./support/guide-kinds.ts";
import { GuideServer, type Step } from "./support/guide-server.ts";
import { addresses, Network } from "./support/network.ts";
import { describeWith } from "./support/tools.ts";

const { office } = addresses;

/** A port that is open before the load, and in no policy. */
const cockpit = 9090;

const plain = {};
const full = {
  replace: { ssh: 2222 },
  allowFrom: {
    ssh: [office.ipv4, office.ipv6],
    whm: [`${office.ipv4}/31`, office.ipv6, "license-callback"],
  },
  add: ["ftp-passive"],
  outbound: "needed",
} as const;

/** Commands whose failure is expected, after which the block continues. */
const isQuestion = (text: string) =>
  /^(grep -q |nft list|systemctl is-active|ip6?tables -C)/.test(text);

/** Commands that change nothing: those of a pipe run even if one of them fails. */
const isReading = (text: string) => /^(grep -|ufw app info )/.test(text);

/** Commands in $(…): if they fail, the outer command runs without their output and fails. */
const isVersion = (step: Step) => textOf(step).endsWith("cat /usr/local/cpanel/version");

const isAudit = ({ text }: GuideBlock) => text.includes("cpanel-ports audit");

const textOf = ({ argv }: Step) => argv.join(" ");

/** Tests one path through a guide. */
class Walk {
  failures = 0;
  steps = 0;
  readonly kind: GuideKind;
  readonly server: GuideServer;
  readonly blocks: readonly GuideBlock[];
  readonly isFull: boolean;

  constructor(
    kind: GuideKind,
    server: GuideServer,
    blocks: readonly GuideBlock[],
    isFull: boolean,
  ) {
    this.kind = kind;
    this.server = server;
    this.blocks = blocks;
    this.isFull = isFull;
  }

  /** Pastes a block: with the most options, first with each of its commands failing in turn, then unchanged. */
  async follow(block: GuideBlock): Promise<void> {
    const { timer } = this.server;
    for (let failing = this.isFull ? 0 : Number.POSITIVE_INFINITY; ; failing++) {
      const before = await this.isCockpitOpen();
      const status = await this.paste(block, failing);
      const { failed } = this.server;
      if (failed === undefined) {
        const about = `${block.text}\n${this.server.output}`;
        expect(isAudit(block) ? this.kind.audited(this.isFull) : [0], about).toContain(status);
        return;
      }
      this.failures++;
      this.expectStop(block, failed, status);
      if (this.server.timer && !timer) {
        await this.server.fire();
        // CSF's testing mode clears the rules, and restores nothing.
        await this.expectCockpit(this.kind.guide === "csf" ? [true, true] : before);
      }
      this.server.timer = timer;
    }
  }

  async paste(block: GuideBlock, failing?: number): Promise<number> {
    const status = await this.server.paste(block.text, failing);
    this.steps += this.server.steps.length;
    return status;
  }

  expectStop(block: GuideBlock, failed: Step, status: number): void {
    const text = textOf(failed);
    if (isQuestion(text)) {
      return;
    }
    expect(status, `${text}, which failed, in ${block.text}`).not.toBe(0);
    // Both sides of a pipe run.
    if (!isAudit(block)) {
      const after = this.server.steps.slice(this.server.steps.indexOf(failed) + 1);
      const wrong = after.filter(
        (step) => !isReading(textOf(step)) && (!isVersion(failed) || step.status === 0),
      );
      expect(wrong.map(textOf), `after ${text}, which failed`).toEqual([]);
    }
  }

  async isCockpitOpen(): Promise<readonly boolean[]> {
    return this.server.isOpen("stranger", [cockpit], false);
  }

  async expectCockpit(open: readonly boolean[]): Promise<void> {
    expect(await this.isCockpitOpen()).toEqual(open);
  }
}

/** Returns the kernel's rules, each with its table and chain, without counters and in any order. */
async function rules({ network }: GuideSetting): Promise<readonly string[]> {
  const text = await network.onServer("nft", ["list", "ruleset"]);
  let table = "";
  let chain = "";
  return text
    .replace(/counter packets \d+ bytes \d+/g, "counter")
    .split("\n")
    .flatMap((line) => {
      if (/^table /.test(line)) {
        table = line;
      } else if (/^\t\w/.test(line)) {
        chain = line;
      }
      const isRule = /^\t\t/.test(line) && !/policy accept;$/.test(line);
      return isRule ? [`${table}${chain}${line}`] : [];
    })
    .sort();
}

/** Follows one path through a guide, and returns what was done. */
async function followGuide(
  kind: GuideKind,
  setting: GuideSetting,
  way: readonly string[],
): Promise<string> {
  const { network, isFull, sshPort } = setting;
  const server: GuideServer = new GuideServer(
    network,
    sshPort,
    kind.stubs?.(() => server, setting) ?? {},
  );
  try {
    server.open(await kind.prepare(server, setting));
    await kind.begin?.(server, setting);
    const blocks = way.flatMap((heading) =>
      guideBlocks(kind.guide).filter((block) => block.heading.startsWith(heading)),
    );
    const walk = new Walk(kind, server, blocks, isFull);
    configure(server, isFull ? full : plain);
    for (const block of blocks) {
      await walk.follow(block);
      await afterBlock(walk, setting, block);
    }
    const options = isFull ? "fullest" : "plainest";
    return `${kind.guide}, ${options} options: ${walk.steps} commands, ${walk.failures} made to fail, never refused; stubbed: ${[...server.stubbed].join(", ")}`;
  } finally {
    kind.stop?.(setting);
    server.close();
    await network.onServer("nft", ["flush", "ruleset"]);
  }
}

function configure(server: GuideServer, config: object): void {
  for (const path of ["/root/cpanel-ports.json", "cpanel-ports.json"]) {
    server.write(path, JSON.stringify(config));
  }
}

/** The conditions after some of the blocks. */
async function afterBlock(walk: Walk, setting: GuideSetting, block: GuideBlock): Promise<void> {
  const { kind, server } = walk;
  const { heading } = block;
  const closed = (["ipv4", "ipv6"] as const).map((family) => !kind.closes.includes(family));
  if (/^(3\. |Beside)/.test(heading)) {
    await walk.expectCockpit(closed);
    await server.fire();
    await walk.expectCockpit([true, true]);
    await walk.paste(block);
    await walk.expectCockpit(closed);
  }
  if (heading.startsWith("4. ")) {
    expect(server.timer).toBeUndefined();
    await loadAnother(walk, setting);
  }
  const last = kind.ways[0]?.findLast((each) => /^\d/.test(each)) ?? "";
  if (heading.startsWith(last)) {
    await kind.boot?.(server, setting);
    await walk.expectCockpit(closed);
  }
}

/** Loads another policy, and lets the timer restore the previous state. */
async function loadAnother({ kind, server, blocks }: Walk, setting: GuideSetting): Promise<void> {
  if (kind.guide === "csf") {
    return;
  }
  const config = setting.isFull ? full : plain;
  const before = await rules(setting);
  configure(server, { ...config, add: [{ ports: 9443, protocol: "tcp", label: "Panel" }] });
  for (const block of blocks.filter(({ heading }) => /^[23]\. /.test(heading))) {
    expect(await server.paste(block.text)).toBe(0);
  }
  expect((await rules(setting)).join()).toContain("9443");
  await server.fire();
  expect(await rules(setting)).toEqual(before);
  configure(server, config);
  for (const block of blocks.filter(({ heading }) => heading.startsWith("2. "))) {
    expect(await server.paste(block.text)).toBe(0);
  }
}

for (const kind of guideKinds) {
  describeWith(["bash", "flock", "nft", ...kind.tools], `the guide ${kind.guide}`, () => {
    test("never locks the reader out on any failure, with the fewest and the most options", async () => {
      const network = new Network();
      try {
        await network.open([22, 2222, 2087, cockpit]);
        for (const isFull of [false, true]) {
          for (const way of kind.ways) {
            const setting = { network, isFull, sshPort: isFull ? 2222 : 22 };
            console.log(await followGuide(kind, setting, way));
          }
        }
      } finally {
        await network.close();
      }
    });
  });
}

test("follows every block of the guides", () => {
  for (const { guide, ways } of guideKinds) {
    const left = guideBlocks(guide).filter(
      ({ heading }) => !ways.flat().some((each) => heading.startsWith(each)),
    );
    expect(left).toEqual([]);
  }
});
