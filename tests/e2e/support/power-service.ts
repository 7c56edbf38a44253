/**
 * A bus of its own with a stand-in for UPower on it, the service that Chromium's Battery Status API asks on Linux. What
 * the browser and the extension do with its answers is their own.
 */
import { spawn, spawnSync } from 'node:child_process';
import { PYTHON } from '../../../scripts/lib/find-power-service.mjs';
import { waitUntil } from '../harness';

/** UPower's numbers: a battery, and its states. */
const BATTERY = 2;
const STATES = { charging: 1, discharging: 2 };

export interface PowerService {
  /** With these a browser asks this service. */
  readonly env: Record<string, string>;
  plug(charger: boolean): void;
  close(): void;
}

/** Starts it with the charger plugged in. Call `close` in any case. */
export async function startPowerService(): Promise<PowerService> {
  const bus = spawn('/usr/bin/dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let address = '';
  bus.stdout.setEncoding('utf8').on('data', (text: string) => {
    address += text;
  });
  await waitUntil('the bus has an address', () => address.includes('\n'));
  const env = { DBUS_SYSTEM_BUS_ADDRESS: address.trim() };
  const service = spawn(PYTHON, ['-m', 'dbusmock', '--system', '--template', 'upower'], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const close = (): void => {
    service.kill();
    bus.kill();
  };

  /** Whether the service has heard it. */
  function set(state: number): boolean {
    const battery = [`int32:${BATTERY}`, `uint32:${state}`];
    const charge = ['double:50', 'double:50', 'double:100', 'double:10', 'int64:5000', 'int64:0'];
    const looks = ['boolean:true', 'string:battery', 'uint32:1'];
    const to = ['--dest=org.freedesktop.UPower', '/org/freedesktop/UPower'];
    const method = 'org.freedesktop.DBus.Mock.SetupDisplayDevice';
    const call = ['--system', '--print-reply', ...to, method, ...battery, ...charge, ...looks];
    return spawnSync('/usr/bin/dbus-send', call, { env: { ...process.env, ...env } }).status === 0;
  }

  try {
    await waitUntil('the power service is there', () => set(STATES.charging));
  } catch (error) {
    close();
    throw error;
  }
  return {
    env,
    plug(charger) {
      if (!set(charger ? STATES.charging : STATES.discharging))
        throw new Error('The power service did not hear.');
    },
    close,
  };
}
