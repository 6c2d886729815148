import { spawn, type ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { Cancelled } from '../../../../src/host/knownProblem.ts';
import type { Prompts } from '../../../../src/host/prompts.ts';
import { createAnswer } from '../../../../src/inject/pmkey/answer.ts';
import { createConsent } from '../../../../src/inject/pmkey/consent.ts';
import { listen, type Listening } from '../../../../src/inject/pmkey/listen.ts';
import type { Wish } from '../../../../src/inject/handOut.ts';
import { ActiveKey, type Memento } from '../../../../src/keyring/activeKey.ts';
import { Clock } from '../../../../src/keyring/clock.ts';
import { createKeyring, type Keyring } from '../../../../src/keyring/keyring.ts';
import { createLives } from '../../../../src/keyring/lives.ts';
import { regionOf, us } from '../../../../src/postman/region.ts';
import { temporaryFolder } from '../../keyring/keys.ts';
import { SharedSecrets } from '../../keyring/sharedSecrets.ts';
import { memento } from '../../keyring/memento.ts';

export const media = join(import.meta.dirname, '../../../../media/pmkey');

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

/** A window of the editor as far as pmkey knows it, with a person who answers questions, and its terminals. */
export interface Window {
  readonly keyring: Keyring;
  readonly activeKey: ActiveKey;
  readonly listening: Listening;
  readonly memento: Memento;
  readonly settings: { variableName: string };
  /** What the person does at the next questions, or the id they pick; without an answer they leave. */
  readonly answers: (string | Promise<string>)[];
  /** Each question with its detail. */
  readonly questions: string[];
  /** What keys were handed out for. */
  readonly wishes: Wish[];
  readonly logged: string[];
  isTrusted: boolean;
  /** The environment of a new terminal. */
  readonly environment: NodeJS.ProcessEnv;
  start(command: string, more?: NodeJS.ProcessEnv): ChildProcess;
  /** Types a line into a shell of a new terminal and waits for its end. */
  type(command: string, more?: NodeJS.ProcessEnv): Promise<Ended>;
  dispose(): Promise<void>;
}

/** @param earlier a window of the same workspace, with whose keys this one is opened */
export async function openWindow(earlier?: Window): Promise<Window> {
  const folder = await temporaryFolder();
  const kept = earlier?.memento ?? memento();
  const keyring = earlier?.keyring ?? createKeyring(new SharedSecrets().window(), await folder.open());
  const activeKey = new ActiveKey(keyring, memento(), kept);
  const answers: Window['answers'] = [];
  const questions: string[] = [];
  const wishes: Wish[] = [];
  const logged: string[] = [];
  const settings = { variableName: 'POSTMAN_API_KEY' };
  const picked = async (question: string): Promise<string> => {
    questions.push(question);
    return (await answers.shift()) ?? '';
  };
  const confirm = async (message: string, detail: string, ...actions: string[]): Promise<string> => {
    questions.push(`${message} ${detail}`);
    const answer = await answers.shift();
    if (answer === undefined || !actions.includes(answer)) throw new Cancelled();
    return answer;
  };
  const parts = {
    activeKey,
    keyring,
    settings,
    consent: createConsent({ confirm } as Pick<Prompts, 'confirm'>, kept),
    isTrusted: () => window.isTrusted,
    lives: createLives(new Clock(), () => ({ thresholds: [], rotateAfterDays: 0 })),
    log: {
      info: (line: string) => void logged.push(line),
      error: (what: string, error: unknown) => void logged.push(`${what}: ${String(error)}`),
    },
    handOut: async (_way: string, wish: Wish = {}) => {
      const id = wish.id ?? activeKey.current?.id ?? (await picked(`API key for ${wish.what}`));
      const stored = keyring.find(id);
      if (!stored) throw new Cancelled();
      const region = regionOf(stored.region) ?? us;
      await wish.agree?.({ stored, region });
      wishes.push(wish);
      return { stored, key: await keyring.secretOf(id), region };
    },
  };
  const listening = await listen(createAnswer(parts as never), parts.log, 300);
  const environment = {
    PATH: `${join(media, 'bin')}:${process.env['PATH'] ?? ''}`,
    POSTMAN_KEYRING_PIPE: listening.address,
    POSTMAN_KEYRING_TOKEN: listening.token,
    POSTMAN_KEYRING_NODE: process.execPath,
  };
  const start = (command: string, more: NodeJS.ProcessEnv = {}): ChildProcess =>
    spawn('bash', ['-c', command], { env: { ...environment, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  const window: Window = {
    activeKey,
    answers,
    environment,
    keyring,
    listening,
    logged,
    questions,
    settings,
    start,
    wishes,
    isTrusted: true,
    memento: kept,
    type: async (command, more) => {
      const shell = start(command, more);
      const ended = new Promise<[number | null, string | null]>((done) => {
        shell.once('exit', (...how) => {
          done(how);
        });
      });
      const [out, err, [code, signal]] = await Promise.all([text(shell.stdout!), text(shell.stderr!), ended]);
      return { code, signal, out, err };
    },
    dispose: async () => {
      listening.dispose();
      activeKey.dispose();
      keyring.dispose();
      await folder.dispose();
    },
  };
  return window;
}
