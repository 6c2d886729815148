import { collection, person, workspace } from './draw.ts';
import type { World } from './model.ts';

/** One person, no team, three collections. */
export function smallWorld(): World {
  const robin = person(41_203_377, 'Robin Hale', ['user']);
  const own = workspace(1, {
    name: 'My Workspace',
    about: 'A place to try things out.',
    visibility: 'personal',
    createdBy: robin.id,
  });
  const of = { ownerId: robin.id, workspaceId: own.id };
  return {
    seed: 'small',
    team: null,
    people: [robin],
    workspaces: [own],
    collections: [
      collection(1, { ...of, name: 'Weather Station', subject: 'readings' }),
      collection(2, { ...of, name: 'Bookshelf', subject: 'books' }),
      collection(3, { ...of, name: 'Home Lights 💡', subject: 'lights' }),
    ],
    keys: [],
  };
}
