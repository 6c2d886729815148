import assert from 'node:assert/strict';
import { createLog } from '../../../src/host/log.ts';
import { someKey } from '../keyring/keys.ts';

describe('the log', () => {
  it('lets no key pass, by whatever way it comes', () => {
    const lines: string[] = [];
    const write = (line: string): void => void lines.push(line);
    const channel = {
      info: write,
      warn: write,
      error: write,
      show: () => undefined,
      dispose: () => undefined,
    };
    const log = createLog(channel);
    const key = someKey().secret.reveal();
    const error = Object.assign(new Error(`cannot send ${key}`), {
      config: { headers: { 'X-Api-Key': key } },
    });
    log.info(`GET /me ${key}`);
    log.warn(key);
    log.error('a command', error);
    log.error('a command', { key });
    assert.equal(lines.length, 4);
    assert.ok(!lines.join('\n').includes(key.slice(6, 60)));
    assert.match(lines[2] ?? '', /a command: Error: cannot send PMAK-\[secret\]\n\s+at /);
  });
});
