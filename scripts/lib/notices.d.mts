export function noticesText(): string;
export function noticeFiles(): Record<string, string>;
