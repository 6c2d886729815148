import { collectionOf, isDead, type AccessFacts, type Scene } from './facts.ts';
import { compareNames } from './order.ts';
import { creatorOf, type Above } from './row.ts';
import type { GroupBy, ViewState } from './viewState.ts';

/** A row over the rows of keys. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  /** Words that `when` clauses look for: `collectionGroup`, `creatorGroup` and `left`, `expiryGroup`, `receivedGroup`. */
  readonly context: string;
  /** What its rows need not say again. */
  readonly under: Above | undefined;
  readonly facts: readonly AccessFacts[];
}

type Head = Omit<Group, 'facts'>;

/** @param facts in the order in which they are to be shown */
export function groupsOf(
  facts: readonly AccessFacts[],
  { groupBy, sortBy }: Pick<ViewState, 'groupBy' | 'sortBy'>,
  scene: Scene,
): Group[] {
  if (groupBy === 'none') return [];
  const { whatOf, headOf } = groupings[groupBy];
  const groups = Array.from(
    gathered(facts, (one) => whatOf(one, scene)),
    ([what, members]) => {
      const id = `group/${groupBy}/${what ?? 'unknown'}`;
      return { ...headOf(id, members, scene), facts: members };
    },
  );
  // Else a group stands where its first key would: what expires first comes first.
  if (groupBy === 'expiry') return groups.sort((a, b) => expiryOrder(a.id) - expiryOrder(b.id));
  if (groupBy === 'creator' && sortBy === 'name') return groups.sort(byName);
  return groups;
}

type What = string | number | undefined;
type Members = [AccessFacts, ...AccessFacts[]];

/** Keys by what `whatOf` says of them, in the order of their first. */
function gathered(facts: readonly AccessFacts[], whatOf: (facts: AccessFacts) => What): Map<What, Members> {
  const groups = new Map<What, Members>();
  for (const one of facts) {
    const what = whatOf(one);
    const group = groups.get(what);
    if (group) group.push(one);
    else groups.set(what, [one]);
  }
  return groups;
}

interface Grouping {
  readonly whatOf: (facts: AccessFacts, scene: Scene) => What;
  readonly headOf: (id: string, facts: Readonly<Members>, scene: Scene) => Head;
}

const groupings: Record<Exclude<GroupBy, 'none'>, Grouping> = {
  collection: {
    whatOf: ({ row }) => row.collectionUid,
    headOf: (id, facts, { names }) => ({
      id,
      label: collectionOf((facts.find(({ row }) => row.kept) ?? facts[0]).row, names),
      icon: 'library',
      context: 'collectionGroup',
      under: 'collection',
    }),
  },
  creator: {
    whatOf: ({ creator }) => creator,
    headOf: (id, [{ creator, isMine }], { names }) => {
      const hasLeft = creator !== undefined && !isMine && names.person(creator).hasLeft === true;
      return {
        id,
        label: capital(creatorOf(creator, isMine, names)),
        icon: creator === undefined ? 'question' : hasLeft ? 'sign-out' : 'account',
        context: hasLeft ? 'creatorGroup left' : 'creatorGroup',
        under: 'creator',
      };
    },
  },
  expiry: {
    whatOf: expiryOf,
    headOf: (id) => ({ id, ...expiries[expiryOrder(id)], context: 'expiryGroup', under: undefined }),
  },
};

const expiries = [
  { name: 'today', label: 'Expires today', icon: 'warning' },
  { name: 'week', label: 'Within 7 days', icon: 'calendar' },
  { name: 'month', label: 'Within 30 days', icon: 'calendar' },
  { name: 'later', label: 'Later', icon: 'calendar' },
  { name: 'unknown', label: 'Expiry not known', icon: 'question' },
  { name: 'dead', label: 'Inactive or deleted', icon: 'circle-slash' },
] as const;

type Expiry = (typeof expiries)[number]['name'];

function expiryOf(facts: AccessFacts, { bounds: [today, week, month] }: Scene): Expiry {
  if (isDead(facts)) return 'dead';
  const at = facts.expiry?.at;
  if (at === undefined) return 'unknown';
  if (at < today) return 'today';
  return at < week ? 'week' : at < month ? 'month' : 'later';
}

/** @returns an index of `expiries` */
function expiryOrder(id: string): 0 | 1 | 2 | 3 | 4 | 5 {
  const index = expiries.findIndex(({ name }) => id.endsWith(`/${name}`));
  return index === 0 || index === 1 || index === 2 || index === 3 || index === 4 ? index : 5;
}

function byName(a: Group, b: Group): number {
  const isMine = ({ facts }: Group): number => Number(facts[0]?.isMine === true);
  return isMine(b) - isMine(a) || compareNames(a.label, b.label);
}

/** Kept keys that stand in no list of this account: those that others shared, and those of the person's other accounts. */
export function ownGroupsOf(facts: readonly AccessFacts[]): Group[] {
  const groups: (readonly [AccessFacts['place'], Head])[] = [
    [
      'received',
      { id: 'group/received', label: 'Received', icon: 'inbox', context: 'receivedGroup', under: 'received' },
    ],
    [
      'elsewhere',
      {
        id: 'group/elsewhere',
        label: 'Of your other accounts',
        icon: 'key',
        context: 'elsewhereGroup',
        under: undefined,
      },
    ],
  ];
  return groups.flatMap(([place, head]) => {
    const members = facts.filter((one) => one.place === place);
    return members.length === 0 ? [] : [{ ...head, facts: members }];
  });
}

/** How many keys are in a group, and what is the matter with them: `12 keys · 3 expiring · left the team`. */
export function descriptionOf({ facts, context }: Group): string {
  const count = (fits: (facts: AccessFacts) => boolean, word: string): string[] => {
    const number = facts.filter(fits).length;
    return number === 0 || context === 'expiryGroup' ? [] : [`${number} ${word}`];
  };
  return [
    ...(context.endsWith(' left') ? ['left the team'] : []),
    facts.length === 1 ? '1 key' : `${facts.length.toLocaleString('en')} keys`,
    ...count(({ state }) => state === 'expiring', 'expiring'),
    ...count(isDead, 'dead'),
  ].join(' · ');
}

function capital(text: string): string {
  return text === 'you' || text === 'creator not known' ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
