/** Stands in for MediaPipe's own runtime, which the landmark package imports but the tfjs runtime never calls. */
export class FaceMesh {}
export class FaceDetection {}
export const VERSION = 'stub';
