import { basename } from "node:path";
import type { Io } from "../io.ts";
import { fileName } from "../read-file.ts";
import { WrongQuestion } from "../wrong-question.ts";
import type { NamedArguments } from "./name-option.ts";
import { listServerDirectory, printOthers, type ServerDirectory } from "./server-directory.ts";

/** A server, and the paths of its files or of a directory with them. */
export interface AskedServer {
  readonly name: string;
  readonly paths: readonly string[];
}

/** The servers of a question: named servers, or the files of a single unnamed server. */
export type AskedServers =
  | { readonly servers: readonly AskedServer[] }
  | { readonly paths: readonly string[] };

/**
 * Returns the servers of a command line: named with `--name`, one directory each, a directory of such directories, or a
 * single unnamed server.
 *
 * @throws {@link WrongQuestion} for files that belong to no server, a server without files, and a duplicate name
 */
export function askedServers(named: readonly NamedArguments[], io: Io): AskedServers {
  const [{ arguments: paths }, ...others] = named as readonly [NamedArguments, ...NamedArguments[]];
  if (others.length === 0) {
    return serversOfPaths(paths.length === 0 ? ["-"] : paths, io);
  }
  if (paths.length > 0) {
    throw new WrongQuestion(
      `${paths.map(fileName).join(", ")}: before the first --name; put --name SERVER before the files`,
    );
  }
  const servers = others.map((each) => ({ name: each.name as string, paths: each.arguments }));
  const empty = servers.find((each) => each.paths.length === 0);
  if (empty !== undefined) {
    throw new WrongQuestion(
      `--name ${empty.name}: no files follow; add the files of the server, or - for standard input`,
    );
  }
  if (servers.flatMap((each) => each.paths).filter((path) => path === "-").length > 1) {
    throw new WrongQuestion("standard input: given twice; only one server can be read from it");
  }
  checkNames(servers, "put all files of a server after one --name");
  return { servers };
}

function serversOfPaths(paths: readonly string[], io: Io): AskedServers {
  const directories = paths.flatMap((path) => {
    const directory = listServerDirectory(path, io);
    return directory ? [{ ...directory, path }] : [];
  });
  const [first] = directories;
  if (first === undefined) {
    return { paths };
  }
  const file = paths.find((path) => directories.every((each) => each.path !== path));
  if (file !== undefined) {
    throw new WrongQuestion(
      `${first.path} is a directory, but ${fileName(file)} is a file; give one directory per server, or put --name SERVER before its files`,
    );
  }
  const hasServers = (each: ServerDirectory) =>
    each.files.length === 0 && each.directories.length > 0;
  if (directories.length === 1 && !hasServers(first)) {
    return { paths };
  }
  for (const each of directories.filter(hasServers)) {
    printOthers(each, io);
  }
  const servers = directories
    .flatMap((each) => (hasServers(each) ? each.directories : [each.path]))
    .map((path) => ({ name: basename(path), paths: [path] }));
  const nameless = servers.find(({ name }) => /^\.*$/.test(name));
  if (nameless !== undefined) {
    throw new WrongQuestion(
      `${nameless.paths.join()}: no name for the server; put --name SERVER before it`,
    );
  }
  checkNames(servers, "give each its own --name");
  return { servers };
}

function checkNames(servers: readonly AskedServer[], advice: string): void {
  const known = new Map<string, AskedServer>();
  for (const each of servers) {
    const other = known.get(each.name);
    if (other !== undefined) {
      const paths = [...other.paths, ...each.paths].map(fileName).join(", ");
      throw new WrongQuestion(`two servers are named ${each.name} (${paths}); ${advice}`);
    }
    known.set(each.name, each);
  }
}
