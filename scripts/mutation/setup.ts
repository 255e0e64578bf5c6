import fc from "fast-check";

// What a test draws must not decide whether a mutant survives. Nobody reads the smallest example that fails, and to
// look for it takes so long that mutants seem to hang.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 126, endOnFailure: true });
