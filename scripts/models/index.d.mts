/** Types of index.mjs for the tests, which are TypeScript; the scripts themselves run without a compile step. */
import type { Buffer } from 'node:buffer';

export class BuildInputError extends Error {}
export class TfliteError extends Error {}

export const DETECTOR: string;
export const MESH_PACK: string;
export const MESH_PACK_LOADER: string;
export const APACHE_LICENSE: string;
export const EMOJI: readonly string[];
export function emojiSource(codePoint: string): string;

export function buildModels(options: { root: string }): { built: boolean; files: number; bytes: number };

export interface WeightEntry {
  name: string;
  shape: number[];
  dtype: 'float32' | 'int32';
  quantization?: { dtype: 'float16'; original_dtype: 'float32' };
}

export interface GraphNode {
  name: string;
  op: string;
  input?: string[];
  attr: Record<string, unknown>;
}

export interface GraphModelJson {
  format: 'graph-model';
  signature: { inputs: object; outputs: object };
  modelTopology: { node: GraphNode[]; library: object; versions: object };
  weightsManifest: [{ paths: [string]; weights: WeightEntry[] }];
}

type ToModel = (file: Buffer, binary: string) => { json: GraphModelJson; binary: Buffer };
export const faceDetector: ToModel;
export const faceMesh: ToModel;

export function ohwiToHwio<A extends Uint16Array | Float32Array>(
  shape: readonly number[],
  items: A,
): { shape: number[]; items: A };
export function depthwiseShape(shape: readonly number[]): number[];
export function unpack(loader: string, pack: Buffer, name: string): Buffer;

export interface TfliteGraph {
  tensors: { name: string; shape: number[]; type: number; data: Buffer | null }[];
  inputs: number[];
  outputs: number[];
  operations: { code: number; inputs: number[]; outputs: number[]; options: object | null }[];
}
export function readTflite(file: Buffer): TfliteGraph;
