import { basename, join } from "node:path";
import { visible } from "../../render/formats/escape/visible.ts";
import { ascending } from "../../util/ascending.ts";
import type { DirectoryEntry, Io } from "../io.ts";
import { readDirectory } from "../read-file.ts";
import { WrongQuestion } from "../wrong-question.ts";

/** The paths in a directory, sorted by name. */
export interface ServerDirectory {
  readonly files: readonly string[];
  readonly directories: readonly string[];
  /** The entries that are skipped because of their name or kind, and the reason. */
  readonly others: readonly { readonly path: string; readonly reason: string }[];
}

/** The reasons to skip a file, by patterns of its name. Directories are not matched: any of them can be a server. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^\./, "hidden"],
  [
    /(?:~|\.(?:bak|old|orig|save|sw[op]|(?:rpm|dpkg-|ucf-)[a-z]+|before-cpanel-ports))$/i,
    "its name looks like a backup",
  ],
  [
    /^(?:readme|licen[cs]e|changelog)(?:\.|$)|\.(?:md|rst|adoc)$/i,
    "its name looks like documentation",
  ],
];

/** The directories of version control systems. */
const versionControl = /^(?:\.(?:git|hg|svn|bzr|jj)|_darcs|CVS)$/;

function reasonOf({ name, kind }: DirectoryEntry): string | undefined {
  if (kind === "file") {
    return reasons.find(([pattern]) => pattern.test(name))?.[1];
  }
  return kind === "other" ? "not a regular file" : undefined;
}

/** Lists a directory; returns `undefined` if the path is not a directory. */
export function listServerDirectory(path: string, io: Io): ServerDirectory | undefined {
  const entries = readDirectory(path, io)
    ?.toSorted((a, b) => ascending(a.name, b.name))
    .map((entry) => ({ ...entry, path: join(path, entry.name), reason: reasonOf(entry) }));
  return (
    entries && {
      files: entries.flatMap((each) =>
        each.reason === undefined && each.kind === "file" ? [each.path] : [],
      ),
      directories: entries.flatMap((each) =>
        each.reason === undefined && each.kind === "directory" ? [each.path] : [],
      ),
      others: entries.flatMap(({ path: other, reason }) =>
        reason === undefined ? [] : [{ path: other, reason }],
      ),
    }
  );
}

/** Reports skipped entries of a directory on standard error. */
export function printOthers({ others }: Pick<ServerDirectory, "others">, io: Io): void {
  for (const { path, reason } of others) {
    io.stderr(`cpanel-ports: ${visible(path)}: not read: ${reason}\n`);
  }
}

/**
 * Returns the files of a server in a directory; `undefined` if the path is not a directory. Reports skipped entries on
 * standard error.
 *
 * @throws {@link WrongQuestion} if the directory has no files, contains directories, or belongs to version control
 */
export function filesOfDirectory(path: string, io: Io): readonly string[] | undefined {
  const directory = listServerDirectory(path, io);
  if (directory === undefined) {
    return undefined;
  }
  if (isOfVersionControl(path)) {
    throw new WrongQuestion(
      `${path}: belongs to version control; name the directories of the servers`,
    );
  }
  const { files, directories, others } = directory;
  const ofVersionControl = directories.filter(isOfVersionControl);
  const reason = "belongs to version control";
  printOthers(
    { others: [...ofVersionControl.map((each) => ({ path: each, reason })), ...others] },
    io,
  );
  const below = directories.find((each) => !ofVersionControl.includes(each));
  if (below !== undefined) {
    throw new WrongQuestion(
      `${path}: contains the directory ${below}; expected only files of one server`,
    );
  }
  if (files.length === 0) {
    throw new WrongQuestion(`${path}: no firewall files in this directory`);
  }
  return files;
}

function isOfVersionControl(path: string): boolean {
  return versionControl.test(basename(path));
}
