import { createContents, type Contents } from '../src/accessKeys/contents.ts';
import { factsOf } from '../src/accessKeys/facts.ts';
import { descriptionOf } from '../src/accessKeys/groups.ts';
import { modelOf, type ModelNode } from '../src/accessKeys/model.ts';
import { turn } from '../src/accessKeys/pieces.ts';
import { rowOf, tooltipOf } from '../src/accessKeys/row.ts';
import { noFilter, type ViewState } from '../src/accessKeys/viewState.ts';
import type { AccessKeyList } from '../src/keyring/accessKeyList.ts';
import { Clock } from '../src/keyring/clock.ts';
import type { Names } from '../src/keyring/collectionNames.ts';
import { createEmitter } from '../src/keyring/emitter.ts';
import { us } from '../src/postman/region.ts';
import { type Window } from '../test/unit/keyring/accessKeyListWindow.ts';
import { memento } from '../test/unit/keyring/memento.ts';
import { middle } from './middle.ts';

const groupings = ['collection', 'creator', 'expiry', 'none'] satisfies ViewState['groupBy'][];
const orders = ['name', 'expires', 'created', 'lastUsed', 'unused'] satisfies ViewState['sortBy'][];
const filters = [noFilter, { ...noFilter, text: 'api 2026' }];

/** What the view is made of, on a list that is still to be loaded. */
export function contentsOf({ keptKeys }: Window, list: AccessKeyList, names: Names): Contents {
  const rules = { thresholds: [14, 7, 1], rotateAfterDays: 0, timeZone: 'UTC' };
  const settings = { rules, region: us, onDidChange: createEmitter<undefined>().event };
  return createContents({ clock: new Clock(), keptKeys, list, names, settings }, memento());
}

/** Milliseconds. */
export interface TreeTimes {
  /** The slowest answer to VS Code's tree. */
  readonly answer: number;
  /** How long the work on a new model lets it wait, when it is asked for at the worst of times. */
  readonly wait: number;
}

/** Asks as VS Code does for all that it draws, and works out the model, for every way to see a loaded list. */
export async function treeTimes(contents: Contents): Promise<TreeTimes> {
  const answers: number[] = [];
  const pieces: number[] = [];
  for (const filter of filters) {
    for (const groupBy of groupings) {
      for (const sortBy of orders) {
        await contents.change({ groupBy, sortBy, filter });
        answers.push(slowestAnswer(contents));
        pieces.push(longestPiece(contents));
      }
    }
  }
  return { answer: Math.max(...answers), wait: turn + Math.max(...pieces) };
}

/** Draws the top and five open groups, with tooltips. The median of three for each call: the machine does other things too. */
function slowestAnswer({ model, scene }: Contents): number {
  let slowest = 0;
  const timed = <T>(answer: () => T): T => {
    const runs = [clocked(answer), clocked(answer), clocked(answer)] as const;
    slowest = Math.max(slowest, middle(runs.map(({ took }) => took)));
    return runs[0].result;
  };
  const level = (id: string | undefined): readonly string[] => timed(() => model.childrenOf(id));
  const draw = (id: string): ModelNode | undefined =>
    timed(() => {
      const node = model.nodeAt(id);
      if (node?.kind === 'key') rowOf(node.facts, scene, node.under);
      if (node?.kind === 'group') descriptionOf(node.group);
      return node;
    });
  const top = level(undefined);
  const open = top.filter((id) => id.startsWith('group/')).slice(0, 5);
  for (const node of [...top, ...open.flatMap(level)].map(draw)) {
    if (node?.kind === 'key') timed(() => tooltipOf(node.facts, scene));
  }
  return slowest;
}

/** The median of three here too. */
function longestPiece({ rows, scene, state }: Contents): number {
  const runs = [1, 2, 3].map(() => {
    const facts = rows.map((row) => factsOf(row, scene));
    const work = modelOf(facts, scene, state, new Map());
    const pieces: number[] = [];
    for (let isDone = false; !isDone;) {
      const { took, result } = clocked(() => work.next());
      pieces.push(took);
      isDone = result.done === true;
    }
    return pieces;
  });
  const [first = []] = runs;
  return Math.max(...first.map((_, index) => middle(runs.map((pieces) => pieces[index] ?? 0))));
}

function clocked<T>(work: () => T): { readonly took: number; readonly result: T } {
  const start = performance.now();
  const result = work();
  return { took: performance.now() - start, result };
}
