import assert from 'node:assert/strict';
import { encode } from 'uqr';
import { qrPage, qrSvg } from '../../../src/accessKeys/qr.ts';
import { someLink } from './links.ts';

/** The modules that an SVG of runs paints dark. */
function modulesOf(svg: string): boolean[][] {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
  return modules;
}

describe('the QR code of a link', () => {
  it('is that of the whole link, with four modules of white around it', () => {
    const link = someLink();
    const { data, size } = encode(link.reveal(), { ecc: 'M', border: 4 });
    const modules = modulesOf(qrSvg(link));
    assert.deepEqual(modules, data);
    const rim = modules.filter(
      (row, y) => y < 4 || y >= size - 4 || [...row.slice(0, 4), ...row.slice(-4)].includes(true),
    );
    assert.ok(rim.every((row) => !row.includes(true)));
    assert.match(qrSvg(link), /fill="#fff"\/><path fill="#000"/);
  });

  it('stands in a page in which nothing runs or loads, and nothing of the link can be read', () => {
    const page = qrPage(someLink(), '<script>alert(1)</script>" onload="x', 'abc');
    assert.match(page, /content="default-src 'none'; style-src 'nonce-abc'"/);
    assert.doesNotMatch(page, /<script|PMAT-|api\.postman\.com|" onload/);
    assert.match(
      page,
      /role="img"\s+aria-label="QR code of a link that reads the collection “&lt;script&gt;/,
    );
  });
});
