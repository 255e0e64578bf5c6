/** The flags of the command, by the names of the library's options. */
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
 * An option as the library's messages name it: `services`, `allowFrom.ssh`, `add[0].label`; or quoted user input, which may
 * end in an ellipsis.
 */
const option = new RegExp(
  String.raw`"(?:[^"\\…]|\\.)*["…]|(?<![\w-])(${Object.keys(flags).join("|")})` +
    String.raw`(?:\.([\w-]+)|\[(\d+)\](?:\.([\w.]+))?|(?=:? (?:does|excludes|includes|is)\b))(?=[ :;,]|$)`,
  "g",
);

/** The flags of options whose names are also common words; they count only as the first word of a message. */
const firstWords: Readonly<Record<string, string>> = {
  address: "--source or --destination",
  close: "--close",
  force: "--force",
  host: "--host",
  on: "--on",
  rollback: "--rollback",
};

const firstWord = new RegExp(`^(${Object.keys(firstWords).join("|")})(?= is )`);

/** Replaces the option names in a message of the library with the flags of the command. */
export function inFlags(message: string): string {
  return message
    .replace(/^the filter's (?=\w+ is )/, "--")
    .replace(firstWord, (_all, name: string) => firstWords[name] as string)
    .replace(/, or force$/, ", or --force")
    .replace(/ the option interface$/, " --interface")
    .replace(
      /\bset the option lists, which counts the inputs from 0, to \{.*?\} or \{.*?\}/,
      "name the file csf.allow or csf.deny",
    )
    .replace(/ is not a key of (\w+)(?=[;,])/, (all, name: string) =>
      name in flags ? ` is not a key of ${flags[name]}` : all,
    )
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
