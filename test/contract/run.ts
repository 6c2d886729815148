// npm run test:contract -- <Postman's OpenAPI definition>: holds the sandbox and the client against it.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Mocha from 'mocha';

const given = process.argv[2];
const file =
  given === undefined
    ? join(import.meta.dirname, '../../../shared/postman-api.openapi.yaml')
    : resolve(given);

if (existsSync(file)) {
  process.env['POSTMAN_DEFINITION'] = file;
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000 });
  for (const name of ['answers', 'requests']) mocha.addFile(join(import.meta.dirname, `${name}.test.ts`));
  await mocha.loadFilesAsync();
  mocha.run((failures) => {
    process.exitCode = failures === 0 ? 0 : 1;
  });
} else if (given === undefined) {
  process.stdout.write('There is no API definition of Postman here, so nothing was held against it.\n');
} else {
  process.stderr.write(`There is no file ${file}.\n`);
  process.exitCode = 2;
}
