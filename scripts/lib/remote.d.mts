import type { Browser, Page } from 'puppeteer';
import type { CallSnapshot, ToCallTab } from '@/src/shared/messages/call-tab';
import type { BackgroundAnswers, ToBackground } from '../../src/shared/messages/background';

type Asked<T> = T extends ToBackground ? Omit<T, 'to'> : never;

export function sleep(ms: number): Promise<void>;
export function openPopup(browser: Browser, extensionId: string, tab?: number): Promise<Page>;
export function askBackground<M extends Asked<ToBackground>>(
  popup: Page,
  message: M,
): Promise<BackgroundAnswers[M['type']]>;
export function tabOf(popup: Page, url: string): Promise<number>;
export function askCall(popup: Page, tab: number, type: ToCallTab['type']): Promise<CallSnapshot | null>;
export function badgeText(popup: Page, tab: number): Promise<string>;
export function skipTour(popup: Page): Promise<void>;
