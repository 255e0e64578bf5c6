import type { Field, Key } from "../ruleset.ts";
import { asObject, asText, asTexts, type JsonObject, oneOf, readEach } from "./json.ts";

/** Reads the key of a comparison; returns `undefined` if unsupported. */
export function readKey(value: unknown): Key | undefined {
  const { concat } = asObject(value);
  const [first, ...others] = readEach(Array.isArray(concat) ? concat : [value], readField) ?? [];
  return first && [first, ...others];
}

function readField(value: unknown): Field | undefined {
  const [kind, inner] = oneOf(value);
  return readers.get(kind)?.(asObject(inner), kind);
}

type ReadField = (object: JsonObject, kind: string) => Field | undefined;

const readPayload: ReadField = ({ protocol, field, base, offset, len }) =>
  base === undefined
    ? fieldOf(protocol, field)
    : typeof offset === "number" && typeof len === "number"
      ? fieldOf(`@${String(base)}`, `${offset},${len}`)
      : undefined;

/** Reads an optional part of a packet, and a field of it. */
const readOptional: ReadField = ({ name, type, field }, kind) => {
  const option = asText(name ?? type);
  return fieldOf(kind, typeof field === "string" ? `${option} ${field}` : option);
};

const readHeader: ReadField = ({ name, field }, kind) =>
  field === undefined ? fieldOf(kind, name) : fieldOf(name, field);

const readFib: ReadField = ({ result, flags }) => {
  const texts = asTexts(flags);
  return typeof result === "string" && texts
    ? { protocol: "fib", field: result, flags: texts }
    : undefined;
};

/** Reads a key with qualifiers before it. */
const readNarrowed: ReadField = ({ key, dir, family }, kind) =>
  typeof key === "string"
    ? fieldOf(kind, [dir, family, key].filter((each) => each !== undefined).join(" "))
    : undefined;

/** Reads a generated value, which is not part of the packet. */
const readGenerated: ReadField = ({ mode = "mod" }, kind) => fieldOf(kind, mode);

const readers: ReadonlyMap<string, ReadField> = new Map([
  ["ct", readNarrowed],
  ["dccp option", readOptional],
  ["exthdr", readHeader],
  ["fib", readFib],
  ["ip option", readOptional],
  ["ipsec", readNarrowed],
  ["jhash", readGenerated],
  ["meta", readNarrowed],
  ["numgen", readGenerated],
  ["osf", readNarrowed],
  ["payload", readPayload],
  ["rt", readNarrowed],
  ["sctp chunk", readOptional],
  ["socket", readNarrowed],
  ["symhash", readGenerated],
  ["tcp option", readOptional],
]);

function fieldOf(protocol: unknown, field: unknown): Field | undefined {
  return typeof protocol === "string" && typeof field === "string"
    ? { protocol, field }
    : undefined;
}
