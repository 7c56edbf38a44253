export function filesIn(folder: string): string[];
export function zipOf(folder: string, paths: readonly string[]): Promise<Buffer>;
