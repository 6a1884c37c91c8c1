// Nothing is imported here: a named import that an old Node does not have would be a syntax error before this check.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `dcr-runbook needs Node.js 22.19 or newer, and this is ${process.versions.node}. ` +
      'Install a newer one, or run it by `npm start`, which brings its own.\n',
  );
  process.exitCode = 2;
} else {
  import('./cli/run.ts').then(({ run }) => run(process.argv.slice(2)));
}

export {};
