/** Stands in for MediaPipe's own runtime, which the landmark package imports but the tfjs runtime never calls: the package is what tests compare ours with. */
export class FaceMesh {}
export class FaceDetection {}
export const VERSION = 'stub';
