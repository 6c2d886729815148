/** The ways in which a key goes to work, with their names for the activity log. */
export const ways = {
  terminal: 'Postman Terminal',
  allTerminals: 'All terminals',
  pmkey: 'pmkey',
  debug: 'Debugging',
  keyFile: 'Key file',
  task: 'Task',
  mcp: 'MCP server',
  extension: 'Another extension',
  environment: 'Postman environment',
  commandLine: 'Postman CLI',
  newman: 'newman',
  request: 'Request',
  languageModel: 'Language model',
} as const;

export type Way = keyof typeof ways;

/** Whether the person has switched a way off. @param disabled the setting, as it stands there */
export function isOff(way: Way, disabled: unknown): boolean {
  return Array.isArray(disabled) && disabled.includes(way);
}
