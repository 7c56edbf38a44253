/** The part of the Battery Status API that is used; TypeScript's DOM library does not know it. */
interface Battery extends Pick<EventTarget, 'addEventListener'> {
  readonly charging: boolean;
}

/** `navigator` of a browser with this API: Chromium has it, Firefox and Safari do not. */
export interface BatteryOwner {
  getBattery?(): Promise<Battery>;
}

/**
 * Reports whether the computer runs on battery, now and on every change, until the document ends. A browser without the API
 * counts as plugged in.
 */
export async function watchBattery(owner: object, onChange: (onBattery: boolean) => void): Promise<void> {
  const battery = await (owner as BatteryOwner).getBattery?.();
  if (battery === undefined) return;
  const tell = (): void => onChange(!battery.charging);
  battery.addEventListener('chargingchange', tell);
  tell();
}
