/** The part of the Battery Status API that is used; TypeScript's DOM library does not know it. */
interface Battery extends Pick<EventTarget, 'addEventListener'> {
  readonly charging: boolean;
}

/** What may be there: Chromium has it, Firefox and Safari have not. */
export interface BatteryOwner {
  getBattery?(): Promise<Battery>;
}

/**
 * Tells whether the computer runs on its battery, now and whenever that changes. A browser that does not say counts as
 * plugged in. It is watched until the document ends.
 */
export async function watchBattery(owner: object, onChange: (onBattery: boolean) => void): Promise<void> {
  const battery = await (owner as BatteryOwner).getBattery?.();
  if (battery === undefined) return;
  const tell = (): void => onChange(!battery.charging);
  battery.addEventListener('chargingchange', tell);
  tell();
}
