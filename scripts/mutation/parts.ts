/** Code that is mutated together, and the tests that must notice. */
export interface Part {
  /** The folder in `src/`. */
  readonly name: string;
  /** Whether the folders in it are separate parts. */
  readonly shallow: boolean;
  /** The patterns of the tests that run: the tests that mirror the folder, and a few others. */
  readonly tests: readonly string[];
  /** The target percentage of noticed mutants. */
  readonly target: number;
}

const formats = [
  "apf",
  "check",
  "csf",
  "firewalld",
  "ipset",
  "iptables",
  "listeners",
  "nftables",
  "nmap",
  "server-files",
  "sshd",
  "ufw",
];

/** The tests in other folders that also test a folder. */
const alsoTestedBy: Readonly<Record<string, readonly string[]>> = {
  "packet-filter": [
    "test/parse/*.test.ts",
    "test/parse/check/*.test.ts",
    "test/parse/iptables/decided-by.test.ts",
    "test/parse/iptables/neighbor-discovery.test.ts",
    "test/parse/iptables/qualified.test.ts",
  ],
  render: ["test/cli/commands/*.test.ts"],
  "parse/ipset": ["test/parse/firewalld/ipsets.test.ts", "test/parse/iptables/ipsets.test.ts"],
  parse: [
    "test/parse/iptables/decided-by.test.ts",
    "test/parse/iptables/neighbor-discovery.test.ts",
    "test/parse/iptables/qualified.test.ts",
  ],
};

/** The parts, most important first. */
export const parts: readonly Part[] = [
  ...["net", "packet-filter", "query", "dataset", "policy", "audit", "render"].map((name) => ({
    name,
    shallow: false,
    tests: [`test/${name}/**/*.test.ts`, ...(alsoTestedBy[name] ?? [])],
    target: 90,
  })),
  {
    name: "parse",
    shallow: true,
    tests: ["test/parse/*.test.ts", ...(alsoTestedBy.parse ?? [])],
    target: 85,
  },
  ...formats.map((format) => ({
    name: `parse/${format}`,
    shallow: false,
    tests: [`test/parse/${format}/**/*.test.ts`, ...(alsoTestedBy[`parse/${format}`] ?? [])],
    target: 85,
  })),
];
