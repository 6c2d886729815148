declare module '*/media/pmkey/batch.mjs' {
  export function batchCommandLine(file: string, args: readonly string[]): string;
}
