import * as here from 'node:path';

/** How paths are read: those of Windows are the same in capitals and small letters. */
export type PathRules = Pick<typeof here, 'isAbsolute' | 'relative' | 'sep'>;

export function isSamePath(a: string, b: string, rules: PathRules = here): boolean {
  return rules.relative(a, b) === '';
}

/** Whether what is at a path lies in a folder; both absolute, with links followed. */
export function isWithin(folder: string, path: string, rules: PathRules = here): boolean {
  const way = rules.relative(folder, path);
  // On another drive of Windows there is no way but the path itself.
  return way !== '' && way !== '..' && !way.startsWith(`..${rules.sep}`) && !rules.isAbsolute(way);
}
