/** Text for labels in which VS Code turns `$(name)` into an icon, which a name from outside must not become. */
export function iconless(text: string): string {
  return text.replaceAll('$(', '$ (');
}
