import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { generate } from 'selfsigned';

/** Where the run puts the certificate and key of a Postman that is none; the extension host finds it in its environment. */
export const certificateFolder = 'KEYRING_TEST_CERTIFICATE';

/** A certificate for Postman's host that only this run trusts: made anew each time, so that no key stands in the project. */
export async function makeCertificate(folder: string): Promise<NodeJS.ProcessEnv> {
  const host = 'api.postman.com';
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'certificate.pem'), cert);
  await writeFile(join(folder, 'key.pem'), key, { mode: 0o600 });
  return { [certificateFolder]: folder, NODE_EXTRA_CA_CERTS: join(folder, 'certificate.pem') };
}
