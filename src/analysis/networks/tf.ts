/**
 * The parts of TensorFlow.js that run networks. The package `@tensorflow/tfjs` also brings layers, data pipelines, gradients
 * and a plain JavaScript backend, which nothing here uses: a quarter of the worker's program.
 */
export { GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
export * from '@tensorflow/tfjs-core';
