// The walls of the house: arrows point down, extension → capabilities → host, keyring → postman.
const capabilities = '^src/(apiKeys|accessKeys|expiry|inject|leaks|sandbox)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports and that is no entry point is dead.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '^src/extension\\.ts$', '^src/sandbox/main\\.ts$', '^src/api\\.ts$'],
      },
      to: {},
    },
    {
      name: 'no-vscode-below',
      comment:
        'postman/, keyring/, the sandbox server and every row.ts work and are tested without the editor, even as a type.',
      severity: 'error',
      from: { path: ['^src/(postman|keyring|sandbox/server)/', '^src/.*/row\\.ts$'] },
      to: { path: ['^vscode$', 'node_modules/@types/vscode'] },
    },
    {
      name: 'postman-stands-alone',
      severity: 'error',
      from: { path: '^src/postman/' },
      to: { path: '^src/', pathNot: '^src/postman/' },
    },
    {
      name: 'keyring-knows-only-postman',
      severity: 'error',
      from: { path: '^src/keyring/' },
      to: { path: '^src/', pathNot: '^src/(keyring|postman)/' },
    },
    {
      name: 'host-knows-no-capability',
      severity: 'error',
      from: { path: '^src/host/' },
      to: { path: [capabilities, '^src/extension\\.ts$'] },
    },
    {
      name: 'capabilities-never-import-one-another',
      severity: 'error',
      from: { path: '^src/(apiKeys|accessKeys|expiry|inject|leaks|sandbox)/' },
      to: { path: capabilities, pathNot: '^src/$1/' },
    },
    {
      name: 'only-postman-speaks-http',
      comment: 'AxiosError carries the key in its headers: it never leaves postman/.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/postman/' },
      to: { path: 'node_modules/axios' },
    },
    {
      name: 'sandbox-server-is-a-world-of-its-own',
      comment: 'The local Postman must not share code with the client that is tested against it.',
      severity: 'error',
      from: { path: '^src/sandbox/server/' },
      to: { path: '^src/', pathNot: '^src/sandbox/server/' },
    },
    {
      name: 'no-sandbox-framework-elsewhere',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandbox/server/' },
      to: { path: 'node_modules/(hono|@hono)' },
    },
    {
      name: 'src-never-imports-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
