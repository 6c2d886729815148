import { encode } from 'uqr';
import type { Secret } from '../postman/secret.ts';
import { plainText } from '../postman/plainText.ts';

/** Modules of white around the code, which readers need. */
const quietZone = 4;

/** The QR code of a link as an SVG, dark on light whatever the theme: that is what cameras read. */
export function qrSvg(link: Secret): string {
  const { data, size } = encode(link.reveal(), { ecc: 'M', border: quietZone });
  const runs = data.flatMap((row, y) =>
    Array.from(runsOf(row), ([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return (
    `<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true">` +
    `<rect width="${size}" height="${size}" fill="#fff"/><path fill="#000" d="${runs.join('')}"/></svg>`
  );
}

/** A page with the code and nothing that runs: what it says comes from outside and is text. */
export function qrPage(link: Secret, name: string, nonce: string): string {
  const title = escaped(plainText(name));
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>QR code</title>
    <style nonce="${nonce}">
      body { display: grid; justify-items: center; gap: 1.5rem; padding: 2rem; }
      .code { width: min(80vw, 70vh, 30rem); background: #fff; border-radius: 6px; }
      svg { display: block; width: 100%; border-radius: inherit; }
      main { max-width: 34rem; text-align: center; line-height: 1.5; overflow-wrap: anywhere; }
      h1 { margin: 0; font-size: 1.2rem; }
    </style>
  </head>
  <body>
    <div class="code" role="img" aria-label="QR code of a link that reads the collection “${title}”">${qrSvg(link)}</div>
    <main>
      <h1>${title}</h1>
      <p>Scan it with a phone to get the link to this collection.</p>
      <p>Whoever scans it, or a picture of it, can read the collection until the access key is revoked. Close this tab
      when you are done.</p>
    </main>
  </body>
</html>`;
}

/** Where dark modules stand side by side in a row: start and length. */
function* runsOf(row: readonly boolean[]): Generator<readonly [number, number]> {
  let start = 0;
  while ((start = row.indexOf(true, start)) !== -1) {
    const end = row.indexOf(false, start);
    yield [start, end - start];
    start = end;
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
