export const ALLOW_CAMERA: string;
export function cameraArgs(clip: string): string[];
