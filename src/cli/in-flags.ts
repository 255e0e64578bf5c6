/** The flags that stand for options of the library, by the names of the options. */
const flags: Readonly<Record<string, string>> = {
  services: "--service",
  omit: "--omit",
  replace: "--replace",
  add: "--add",
  preferTls: "--prefer-tls",
  outbound: "--outbound",
  os: "--os",
  conditions: "--conditions",
  allowFrom: "--allow-from",
  families: "--family",
  directions: "--direction",
  protocols: "--protocol",
  table: "--table",
  chains: "--chains",
  profile: "--profile",
  caption: "--caption",
  comments: "--comments",
  counters: "--counters",
  logPrefix: "--log-prefix",
  sshRate: "--ssh-rate",
  keep: "--keep",
};

/**
 * An option as a message of the library names it: `services`, `allowFrom.ssh`, `add[0].label`; or what somebody typed, in
 * quotes, which an ellipsis may cut off.
 */
const option = new RegExp(
  String.raw`"(?:[^"\\…]|\\.)*["…]|(?<![\w-])(${Object.keys(flags).join("|")})` +
    String.raw`(?:\.([\w-]+)|\[(\d+)\](?:\.([\w.]+))?|(?=:? (?:does|is|leaves|names|takes)\b))(?=[ :;,]|$)`,
  "g",
);

/** The flags for options whose names are words of sentences too: only the first word of a message is one. */
const firstWords: Readonly<Record<string, string>> = {
  address: "--source or --destination",
  close: "--close",
  force: "--force",
  host: "--host",
  on: "--on",
  rollback: "--rollback",
};

const firstWord = new RegExp(`^(${Object.keys(firstWords).join("|")})(?= is )`);

/** Returns a message of the library, which names options, with the flags that the command has for them. */
export function inFlags(message: string): string {
  return message
    .replace(/^the filter's (?=\w+ is )/, "--")
    .replace(firstWord, (_all, name: string) => firstWords[name] as string)
    .replace(/, or force$/, ", or --force")
    .replace(/ the option (host|interface)$/, " --$1")
    .replace(option, (all, name?: string, key?: string, index?: string, part?: string) =>
      name === undefined
        ? all
        : [
            flags[name],
            ...(key === undefined ? [] : [key]),
            ...(index === undefined ? [] : [`number ${Number(index) + 1}`]),
            ...(part === undefined ? [] : [`(${part})`]),
          ].join(" "),
    );
}
