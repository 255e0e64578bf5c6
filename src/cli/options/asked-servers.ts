import { basename } from "node:path";
import type { Io } from "../io.ts";
import { fileName } from "../read-file.ts";
import { WrongQuestion } from "../wrong-question.ts";
import type { NamedArguments } from "./name-option.ts";
import { listServerDirectory, printOthers, type ServerDirectory } from "./server-directory.ts";

/** A server, and where its files are: files, or a directory of them. */
export interface AskedServer {
  readonly name: string;
  readonly paths: readonly string[];
}

/** What the command was asked about: servers with names, which the answer names, too, or one that needs none. */
export type AskedServers =
  | { readonly servers: readonly AskedServer[] }
  | { readonly paths: readonly string[] };

/**
 * Returns the servers whose files the command line names: by `--name`, as a directory for each, as a directory of such
 * directories, or one server without a name.
 *
 * @throws {@link WrongQuestion} for files of no server, and a server without files or with the name of another
 */
export function askedServers(named: readonly NamedArguments[], io: Io): AskedServers {
  const [{ arguments: paths }, ...others] = named as readonly [NamedArguments, ...NamedArguments[]];
  if (others.length === 0) {
    return serversOfPaths(paths.length === 0 ? ["-"] : paths, io);
  }
  if (paths.length > 0) {
    throw new WrongQuestion(
      `${paths.map(fileName).join(", ")}: before the first --name; put --name and the name of the server in front`,
    );
  }
  const servers = others.map((each) => ({ name: each.name as string, paths: each.arguments }));
  const empty = servers.find((each) => each.paths.length === 0);
  if (empty !== undefined) {
    throw new WrongQuestion(
      `--name ${empty.name}: no files follow; name those of the server, or - for standard input`,
    );
  }
  if (servers.flatMap((each) => each.paths).filter((path) => path === "-").length > 1) {
    throw new WrongQuestion("standard input is named twice; it can be read for one server only");
  }
  checkNames(servers, "put all files of a server behind one --name");
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
      `${first.path} is a directory, and ${fileName(file)} a file; a directory has all files of a server, unless --name stands before them`,
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
      `${nameless.paths.join()}: gives the server no name; put --name in front`,
    );
  }
  checkNames(servers, "name them apart with --name");
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
