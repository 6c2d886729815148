import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { generate } from 'selfsigned';

/** Where the run puts the certificate and key of a Postman that is none; the extension host finds it in its environment. */
export const certificateFolder = 'KEYRING_TEST_CERTIFICATE';

const hosts = ['api.postman.com', 'api.eu.postman.com'];

/** A certificate for Postman's hosts that only this run trusts: made anew each time, so that no key stands in the project. */
export async function makeCertificate(folder: string): Promise<NodeJS.ProcessEnv> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Postman' }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
    ],
  });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'certificate.pem'), cert);
  await writeFile(join(folder, 'key.pem'), key, { mode: 0o600 });
  return { [certificateFolder]: folder, NODE_EXTRA_CA_CERTS: join(folder, 'certificate.pem') };
}
