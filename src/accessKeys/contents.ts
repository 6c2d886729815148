import type { Parts } from '../host/parts.ts';
import type { AccessKeyList } from '../keyring/accessKeyList.ts';
import type { Memento } from '../keyring/activeKey.ts';
import type { Names } from '../keyring/collectionNames.ts';
import { createEmitter, type Disposable, type Event } from '../keyring/emitter.ts';
import { factsOf, sceneAt, type AccessFacts, type Scene } from './facts.ts';
import { createLatest } from './latest.ts';
import { matcher } from './matches.ts';
import { keyId, modelOf, pageSize, type Model } from './model.ts';
import { atOnce, mapped, type Pieces } from './pieces.ts';
import { rowOf, type Row } from './row.ts';
import { rowsOf, type AccessRow } from './rows.ts';
import { noFilter, readViewState, writeViewState, type Filter, type ViewState } from './viewState.ts';

/**
 * What the view shows and commands are about. When something has changed, `model` and `scene` stay as they are until
 * the new ones are there, a moment later: whoever asks them is answered at once.
 */
export interface Contents extends Disposable {
  /** Fires when something may be shown otherwise. */
  readonly onDidChange: Event<undefined>;
  /** Resolves when the model is that of now. */
  settled(): Promise<void>;
  readonly state: ViewState;
  /** All access keys of now, also those that the filter hides. */
  readonly rows: readonly AccessRow[];
  readonly model: Model;
  readonly scene: Scene;
  /** @param id Postman's of a listed key, or ours of a kept one */
  find(id: string): AccessRow | undefined;
  /** How a key looks in a list without groups. */
  lookOf(row: AccessRow): Row;
  /** How many keys a filter would show. */
  count(filter: Filter): number;
  /** Changes what is shown, for this workspace. Resolves when it is. */
  change(news: Partial<ViewState>): Promise<void>;
  /** @param id of the row that says that there are more */
  showMore(id: string): void;
  /** Makes sure that a key is shown, also if the filter has to go for it. @returns the id of its node */
  bring(id: string): Promise<string | undefined>;
  /** Time may have passed: keys expire although nothing happens. */
  tick(): void;
}

interface Sources {
  readonly clock: Pick<Parts['clock'], 'now' | 'onDidSkew'>;
  readonly keptKeys: Pick<Parts['keptKeys'], 'keys' | 'onDidChange'>;
  readonly list: Pick<AccessKeyList, 'account' | 'keys' | 'onDidChange' | 'status'>;
  readonly names: Pick<Names, 'collection' | 'person' | 'onDidChange'>;
  readonly settings: Pick<Parts['settings'], 'region' | 'rules' | 'onDidChange'>;
}

interface Rows {
  readonly all: readonly AccessRow[];
  readonly byId: ReadonlyMap<string, AccessRow>;
}

interface Seen {
  readonly scene: Scene;
  readonly facts: readonly AccessFacts[];
  readonly model: Model;
}

const minute = 60 * 1000;

export function createContents(
  { clock, keptKeys, list, names, settings }: Sources,
  memento: Memento,
): Contents {
  const changed = createEmitter<undefined>();
  const limits = new Map<string, number>();
  let state = readViewState(memento);
  let rows: Rows | undefined;

  const rowsNow = (): Rows => (rows ??= indexed(rowsOf(list.keys, keptKeys.keys, list.account)));
  const timeNow = (): number => clock.now(list.account?.region ?? settings.region.id);
  const sceneNow = (): Scene => {
    const { thresholds, timeZone } = settings.rules;
    return sceneAt(timeNow(), Math.max(0, ...thresholds), {
      timeZone,
      names,
      owner: list.account,
      isComplete: list.status.isComplete,
    });
  };
  const look = function* (all: readonly AccessRow[]): Pieces<Seen> {
    const scene = sceneNow();
    const facts = yield* mapped(all, (row) => factsOf(row, scene));
    return { scene, facts, model: yield* modelOf(facts, scene, state, limits) };
  };
  let seen = atOnce(look([]));
  const looking = createLatest(
    () => look(rowsNow().all),
    (result) => {
      seen = result;
      changed.fire(undefined);
    },
  );
  const joinAgain = (): void => {
    rows = undefined;
    looking.again();
  };
  const change = async (news: Partial<ViewState>): Promise<void> => {
    const next = { ...state, ...news };
    await writeViewState(memento, next);
    state = next;
    limits.clear();
    looking.again();
    await looking.settled();
  };
  const subscriptions = [
    list.onDidChange(joinAgain),
    keptKeys.onDidChange(joinAgain),
    names.onDidChange(looking.again),
    settings.onDidChange(looking.again),
    clock.onDidSkew(looking.again),
    looking,
    changed,
  ];
  looking.again();
  return {
    onDidChange: changed.event,
    settled: looking.settled,
    get state() {
      return state;
    },
    get rows() {
      return rowsNow().all;
    },
    get model() {
      return seen.model;
    },
    get scene() {
      return seen.scene;
    },
    find: (id) => rowsNow().byId.get(id),
    lookOf: (row) => rowOf(factsOf(row, seen.scene), seen.scene),
    count: (filter) => {
      const { facts, scene } = seen;
      return facts.filter(matcher(filter, scene)).length;
    },
    change,
    showMore: (id) => {
      const level = id.replace(/^more\//, '');
      if (seen.model.nodeAt(id)?.kind !== 'more') return;
      limits.set(level, (limits.get(level) ?? pageSize) + pageSize);
      changed.fire(undefined);
    },
    bring: async (id) => {
      const row = rowsNow().byId.get(id);
      if (!row) return undefined;
      const node = keyId({ row });
      await looking.settled();
      if (!seen.model.placeOf(node)) await change({ filter: noFilter });
      const place = seen.model.placeOf(node);
      if (place && place.rows > (limits.get(place.level) ?? pageSize)) {
        limits.set(place.level, Math.ceil(place.rows / pageSize) * pageSize);
        changed.fire(undefined);
      }
      return node;
    },
    tick: () => {
      if (Math.abs(timeNow() - seen.scene.now) > minute) looking.again();
    },
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function indexed(all: readonly AccessRow[]): Rows {
  const byId = new Map(all.map((row) => [row.id, row]));
  for (const row of all) if (row.kept) byId.set(row.kept.id, row);
  return { all, byId };
}
