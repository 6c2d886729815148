import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { InputBoxOptions, QuickPickItem, QuickPickOptions } from 'vscode';

import type { Parts } from '../../src/host/parts.ts';

/** What the person does at a prompt: types, chooses, presses a button, or leaves. */
export type Move = { type: string } | { pick: string | RegExp } | { press: string } | 'leave';

/** The person at our one seam to them, `parts.prompts`: answers in order, and hears what is said. */
export interface Hands {
  /** The next moves. A prompt without one, or of another kind, fails the test. */
  will(...moves: Move[]): void;
  /** What the person does on a web page that opens. */
  onPage: (address: string) => Promise<void>;
  /** What happens before a failure's buttons can be pressed. */
  onFail: () => void;
  /** Pages that were opened. */
  readonly pages: string[];
  /** Sentences the person has read, and the buttons under them. */
  readonly heard: { how: 'tell' | 'warn' | 'fail'; message: string; actions: string[] }[];
  /** What every prompt said: titles, placeholders, messages. */
  readonly asked: string[];
  /** Presses this button on the next notification that has it. */
  pressOn(button: string): void;
  /** Presses Cancel on the next progress that says such words, after so many milliseconds. */
  cancelAfter(milliseconds: number, title?: RegExp): void;
  rest(): void;
  /** Fails the test when moves are left over or a prompt was not expected. */
  check(): void;
  /** The last sentence. */
  last(): string;
}

/** Every test file is a bundle of its own, but there is one extension, and its commands keep the parts they were given. */
const shared = globalThis as { keyringHands?: Hands };

export function handsOf(parts: Parts, Cancelled: new () => Error): Hands {
  shared.keyringHands ??= createHands(parts, Cancelled);
  return shared.keyringHands;
}

function createHands(parts: Parts, Cancelled: new () => Error): Hands {
  let moves: Move[] = [];
  let faults: string[] = [];
  let buttons: string[] = [];
  let cancel: { milliseconds: number; title: RegExp } | undefined;
  const hands: Hands = {
    onPage: async () => Promise.resolve(),
    onFail: () => undefined,
    pages: [],
    heard: [],
    asked: [],
    will: (...next) => moves.push(...next),
    pressOn: (button) => buttons.push(button),
    cancelAfter: (milliseconds, title = /./) => {
      cancel = { milliseconds, title };
    },
    rest: () => {
      moves = [];
      faults = [];
      buttons = [];
      cancel = undefined;
      hands.onPage = async () => Promise.resolve();
      hands.onFail = () => undefined;
      for (const list of [hands.pages, hands.heard, hands.asked]) list.length = 0;
    },
    check: () => {
      assert.deepEqual(faults, [], 'prompts that were not expected');
      assert.deepEqual(moves, [], 'moves that were never made');
    },
    last: () => hands.heard.at(-1)?.message ?? '',
  };

  const next = (kind: 'type' | 'pick' | 'press', asked: string): string | RegExp => {
    hands.asked.push(asked);
    const move = moves.shift();
    if (move === 'leave') throw new Cancelled();
    const answer = move && (move as Record<string, string | RegExp | undefined>)[kind];
    if (answer !== undefined) return answer;
    faults.push(`${kind}: ${asked}`);
    throw new Cancelled();
  };
  const say =
    (how: 'tell' | 'warn' | 'fail') =>
    async (message: string, ...actions: string[]): Promise<string | undefined> => {
      hands.heard.push({ how, message, actions });
      if (how === 'fail') hands.onFail();
      const pressed = actions.find((action) => buttons.includes(action));
      buttons = buttons.filter((button) => button !== pressed);
      return Promise.resolve(pressed);
    };

  const { prompts } = parts;
  // What is asked once for an account is asked in every test, since all have the same accounts.
  sinon.stub(parts.asked, 'has').returns(false);
  sinon.stub(prompts, 'tell').callsFake(say('tell'));
  sinon.stub(prompts, 'warn').callsFake(say('warn'));
  sinon.stub(prompts, 'fail').callsFake(say('fail'));
  sinon.stub(prompts, 'input').callsFake(async (options: InputBoxOptions) => {
    const text = next('type', [options.title, options.prompt].join(' '));
    assert.ok(typeof text === 'string');
    const complaint = await options.validateInput?.(text);
    if (complaint === undefined || complaint === null) return text;
    // As in the editor: the box stays, with the complaint under it, until the person types something else or leaves.
    hands.heard.push({
      how: 'fail',
      message: typeof complaint === 'string' ? complaint : complaint.message,
      actions: [],
    });
    return prompts.input(options);
  });
  sinon
    .stub(prompts, 'pick')
    .callsFake(async (choices: readonly QuickPickItem[], options: QuickPickOptions) => {
      const wanted = next('pick', [options.title, options.placeHolder].join(' '));
      const found = choices.find(({ label, description }) =>
        matches(`${label} ${description ?? ''}`, wanted),
      );
      assert.ok(
        found,
        `nothing to pick like ${String(wanted)} in ${choices.map(({ label }) => label).join(' | ')}`,
      );
      return Promise.resolve((found as { value?: unknown }).value);
    });
  sinon.stub(prompts, 'pickMany').callsFake(async (choices: readonly QuickPickItem[], options) => {
    const wanted = next('pick', [options.title, options.placeHolder].join(' '));
    const found = choices.filter(({ label, description }) =>
      matches(`${label} ${description ?? ''}`, wanted),
    );
    return Promise.resolve(found.map((choice) => (choice as { value?: unknown }).value));
  });
  sinon.stub(prompts, 'confirm').callsFake(async (message: string, detail: string, ...actions: string[]) => {
    const wanted = next('press', `${message} ${detail}`);
    const found = actions.find((action) => action === wanted);
    assert.ok(found, `no button ${String(wanted)} among ${actions.join(' | ')}`);
    return Promise.resolve(found);
  });
  sinon.stub(prompts, 'progress').callsFake(async (title, task) => {
    hands.asked.push(title);
    const controller = new AbortController();
    const cancelAt = (words: string): void => {
      if (!cancel?.title.test(words)) return;
      setTimeout(() => controller.abort(), cancel.milliseconds);
      cancel = undefined;
    };
    cancelAt(title);
    return task(controller.signal, (message) => {
      hands.asked.push(message);
      cancelAt(message);
    });
  });
  sinon.stub(parts, 'openPage').callsFake(async (address) => {
    hands.pages.push(address);
    await hands.onPage(address);
  });
  return hands;
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}
