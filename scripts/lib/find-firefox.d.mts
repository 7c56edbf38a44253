export type FoundFirefox =
  | { readonly firefox: string; readonly compiler: string; readonly missing?: undefined }
  | { readonly missing: string };
export function lookForFirefox(): FoundFirefox;
export function findFirefox(): Promise<FoundFirefox>;
