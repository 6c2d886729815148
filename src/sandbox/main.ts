import { parseArgs } from 'node:util';
import { startSandbox } from './server/start.ts';
import type { SandboxOptions } from './server/start.ts';
import { seedNames } from './server/world/seeds.ts';

const usage =
  'node src/sandbox/main.ts [--port 4010] [--state file] [--seed small|team|huge] [--clock 2026-01-31T09:00Z]';

function readArguments(): SandboxOptions & { clock?: number } {
  const { port, state, seed, clock } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      state: { type: 'string' },
      seed: { type: 'string' },
      clock: { type: 'string' },
    },
  }).values;
  if (!/^\d+$/.test(port) || Number(port) > 65_535) throw new Error(`Not a port: ${port}`);
  const known = seedNames.find((name) => name === seed);
  if (seed !== undefined && known === undefined) throw new Error(`Not a seed: ${seed}`);
  if (clock !== undefined && Number.isNaN(Date.parse(clock))) throw new Error(`Not a time: ${clock}`);
  return {
    port: Number(port),
    ...(known === undefined ? {} : { seed: known }),
    ...(state === undefined ? {} : { stateFile: state }),
    ...(clock === undefined ? {} : { clock: Date.parse(clock) }),
  };
}

try {
  const { clock, ...options } = readArguments();
  const sandbox = await startSandbox({ ...options, say: (line) => process.stderr.write(`${line}\n`) });
  if (clock !== undefined) sandbox.clock.set(clock);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
  process.stdout.write(`The sandbox listens on ${sandbox.url}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}\n`);
  process.exitCode = 2;
}
