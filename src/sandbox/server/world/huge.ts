import { collection, person, workspace } from './draw.ts';
import { stableNumber } from './ids.ts';
import type { Collection, Person, Visibility, Workspace, World } from './model.ts';

const given =
  'Ada Bela Caro Dara Elio Femi Gita Hana Ivar Juno Kofi Lior Mina Nuru Otto Pia Quin Rosa Sven Tala'.split(
    ' ',
  );
const family = 'Abara Bloom Costa Drake Eriksen Falk Grove Holm Ito Jensen Kaya Lund Mori Nagy Orr'.split(
  ' ',
);
const things =
  'orders invoices parcels tickets devices drivers routes offers reviews sensors stores claims'.split(' ');
const areas = [
  'Retail',
  'Freight',
  'Energy',
  'Travel',
  'Health',
  'Media',
  'Banking',
  'Maps',
  'Farming',
  'Cities',
];

const collectionsPerWorkspace = 40;

function crowd(): Person[] {
  return family.flatMap((last, row) =>
    given.map((first, column) => {
      const number = row * given.length + column;
      const roles =
        number === 0 ? ['user', 'admin', 'super-admin'] : number % 40 === 39 ? ['guest'] : ['user'];
      return person(52_000_001 + number * 7, `${first} ${last}`, roles);
    }),
  );
}

function rooms(people: readonly Person[]): Workspace[] {
  return areas.flatMap((area, row) =>
    ['Core', 'Mobile', 'Data', 'Sandbox', 'Public'].map((part, column) => {
      const number = row * 5 + column;
      const visibility: Visibility = part === 'Public' ? 'public' : 'team';
      const createdBy = people[stableNumber(`room ${number}`, people.length)]?.id ?? 0;
      return workspace(100 + number, {
        name: `${area} ${part}`,
        about: `${area}: ${part.toLowerCase()} services.`,
        visibility,
        createdBy,
      });
    }),
  );
}

function shelf(home: Workspace, people: readonly Person[]): Collection[] {
  return Array.from({ length: collectionsPerWorkspace }, (_, index) => {
    const subject = things[index % things.length] ?? 'things';
    const owner = people[stableNumber(`${home.id} ${index}`, people.length)];
    return collection(index, {
      name: `${home.name} ${subject} ${Math.floor(index / things.length) + 1}`,
      subject,
      ownerId: owner?.id ?? home.createdBy,
      workspaceId: home.id,
      isPublic: home.visibility === 'public',
    });
  });
}

/** A company too big to look at on one screen: 300 people, 50 workspaces, 2,000 collections. */
export function hugeWorld(): World {
  const people = crowd();
  const workspaces = rooms(people);
  return {
    seed: 'huge',
    team: { id: 910_004, name: 'Meridian Group', domain: 'meridian-group' },
    people,
    workspaces,
    collections: workspaces.flatMap((home) => shelf(home, people)),
    keys: people.slice(1, 121).map((owner, index) => ({
      userId: owner.id,
      name: `Pipeline ${index + 1}`,
      createdAt: new Date(Date.UTC(2026, 0, 1) + index * 86_400_000).toISOString(),
      expiresInDays: index % 4 === 0 ? 90 : null,
    })),
  };
}
