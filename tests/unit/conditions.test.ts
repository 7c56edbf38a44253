import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchBattery } from '../../src/analysis/host/battery';
import { watchPressure } from '../../src/call/frames/measured-link';

vi.mock('wxt/browser', () => ({ browser: {} }));

describe('the battery', () => {
  it('is told at once and at every change; a browser without it says nothing', async () => {
    const battery = Object.assign(new EventTarget(), { charging: false });
    const onChange = vi.fn();
    await watchBattery({ getBattery: async () => battery }, onChange);
    battery.charging = true;
    battery.dispatchEvent(new Event('chargingchange'));
    expect(onChange.mock.calls).toEqual([[true], [false]]);
    await watchBattery({}, onChange);
    expect(onChange).toHaveBeenCalledTimes(2);
  });
});

describe('the pressure', () => {
  afterEach(() => void vi.restoreAllMocks());

  function observed(observe: () => Promise<void> = async () => {}) {
    const made: { tell(states: string[]): void; disconnect: () => void }[] = [];
    class PressureObserver {
      readonly disconnect = vi.fn();
      readonly observe = observe;
      constructor(onRecords: (records: { state: string }[]) => void) {
        made.push({
          tell: (states) => onRecords(states.map((state) => ({ state }))),
          disconnect: this.disconnect,
        });
      }
    }
    return { window: { PressureObserver }, made };
  }

  it('is the newest one that is known by name, until it is no longer wanted', () => {
    const { window, made } = observed();
    const onChange = vi.fn();
    const stop = watchPressure(window, onChange);
    made[0]!.tell(['nominal', 'serious']);
    made[0]!.tell(['melting']);
    made[0]!.tell([]);
    expect(onChange.mock.calls).toEqual([['serious']]);
    expect(made[0]!.disconnect).not.toHaveBeenCalled();
    stop();
    expect(made[0]!.disconnect).toHaveBeenCalledOnce();
  });

  it('is left alone where the page forbids it or the browser has none', async () => {
    const { window } = observed(() => Promise.reject(new Error('NotAllowedError')));
    const onChange = vi.fn();
    watchPressure(window, onChange)();
    watchPressure({}, onChange)();
    await Promise.resolve();
    expect(onChange).not.toHaveBeenCalled();
  });
});
