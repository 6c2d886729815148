/** What other extensions get from `vscode.extensions.getExtension(…).activate()`. Nothing yet but its version. */
export interface Api {
  readonly version: 1;
}
