// Rejects `npm publish` in this folder: the README on npm would have broken links.
console.error(
  "npm publish: this directory is not the release; run npm run release:pack && npm run release:publish",
);
process.exitCode = 1;
