/** The hour of the day as light: what lamps, windows and the sun give. A morning, or an evening after sunset. */
import { type IUniform, Vector3 } from "three";

export type Time = "day" | "evening";

export interface Hour {
  /** what the lamps and the sky through the windows give, as colours */
  readonly lampLight: IUniform<Vector3>;
  readonly dayLight: IUniform<Vector3>;
  readonly sunLight: IUniform<Vector3>;
  /** 0 by day, 1 in the evening */
  readonly evening: IUniform<number>;
}

const LIGHTS: Readonly<Record<Time, readonly [lamps: Vector3, day: Vector3, sun: Vector3]>> = {
  day: [new Vector3(0.84, 0.82, 0.785), new Vector3(0.98, 1.03, 1.08), new Vector3(1.02, 0.93, 0.79)],
  evening: [new Vector3(0.9, 0.81, 0.67), new Vector3(0.02, 0.03, 0.06), new Vector3(0, 0, 0)],
};

export function createHour(): Hour {
  const [lamps, day, sun] = LIGHTS.day;
  return {
    lampLight: { value: lamps },
    dayLight: { value: day },
    sunLight: { value: sun },
    evening: { value: 0 },
  };
}

export function setHour(hour: Hour, time: Time): void {
  const [lamps, day, sun] = LIGHTS[time];
  hour.lampLight.value = lamps;
  hour.dayLight.value = day;
  hour.sunLight.value = sun;
  hour.evening.value = time === "evening" ? 1 : 0;
}
