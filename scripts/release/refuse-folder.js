// `npm publish` in this folder: the page on npm would show a README whose links lead nowhere.
console.error(
  "publish the tarball that release:pack makes: npm run release:pack && npm run release:publish",
);
process.exitCode = 1;
