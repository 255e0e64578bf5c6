#!/usr/bin/env node
import module from "node:module";

// Node.js 22.1 and later: it keeps the compiled code of the modules that are loaded from here on.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

/** Settles when the command line has run. */
export const done = import("./main.ts").then(({ main }) => main());
