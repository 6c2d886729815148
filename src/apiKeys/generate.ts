import { hostname } from 'node:os';
import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { pageOf } from '../postman/region.ts';
import { askExpiryOnce } from './accountExpiry.ts';
import { askName } from './askName.ts';
import type { Capture } from './capture.ts';
import { keep } from './keep.ts';
import { ask, settle } from './prove.ts';

/** Generates an API key, hand in hand with Postman's page: there is no API that makes one. */
export function generate(parts: Parts, capture: Capture): Command {
  const { prompts, settings } = parts;
  return async () => {
    const name = await askName(prompts, 'Generate API Key', `VS Code on ${hostname()}`);
    const { region } = settings;
    const { key, proven } = await prompts.progress(`Generate “${name}”`, async (signal, report) => {
      const taken = await capture.take(pageOf(region, 'apiKeys'), signal, report);
      report('asking Postman whose key it is.');
      return { key: taken, proven: await ask(parts, taken, region, signal) };
    });
    const stored = await keep(parts, key, name, await settle(parts, key, proven));
    await askExpiryOnce(parts, stored);
  };
}
