import type { LayersModel, NamedTensorMap, Tensor } from '@tensorflow/tfjs';
import type { SampleFrame } from '../../protocol/exhibit.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { Fit } from '../observe/trainingWatcher.ts';
import {
  generatedPictures,
  innerModel,
  nestedModels,
  pictureShape,
  reconstructedPictures,
} from './modelShapes.ts';
import { listenToModels } from './modelsInUse.ts';
import { SampleSource } from './sampleSource.ts';

/** A source of pictures, and how far it has come. */
export interface WatchedSource {
  readonly source: SampleSource;
  readonly model: LayersModel;
  readonly firstSeenMs: number;
  /** Updates of its weights so far, and those that the last frame and the last walk have shown. */
  updates: number;
  shownUpdates: number;
  walkUpdates: number;
  epoch?: number | undefined;
  lastMs: number;
  frames: number;
  isGone: boolean;
  /** Curve with its loss. */
  loop?: string;
}

/** A model that takes pictures, such as a discriminator. */
interface Judge {
  readonly model: LayersModel;
  loop?: string;
}

/** Flat inputs and targets count as pictures only if they are about the same: a mean difference of at most this. */
const sameAtMost = 0.25;
const comparedNumbers = 4096;

/** Learns from their use which models make pictures, what they are given, and how often they were updated. */
export class ModelRoles {
  readonly #tf: TensorFlow;
  readonly #predict: LayersModel['predict'];
  readonly #sources = new Map<LayersModel, WatchedSource>();
  /** Models that have been looked at, and parts of others, which make no pictures of their own. */
  readonly #decided = new WeakSet<LayersModel>();
  readonly #trained = new WeakSet<LayersModel>();
  readonly #judges = new Map<LayersModel, Judge>();
  #last: { model: LayersModel; input: Tensor; outputId: number } | undefined;
  #touched: { sources: WatchedSource[]; judges: Judge[] } = { sources: [], judges: [] };

  constructor(tf: TensorFlow) {
    this.#tf = tf;
    this.#predict = listenToModels(tf, {
      computes: (model, input) => {
        this.#meetComputing(model, input);
        this.#takeRows(model, input);
      },
      computed: (model, input, output) => {
        this.#last = { model, input, outputId: output.id };
      },
      trains: (model, input, target) => {
        this.#meetTrained(model, input, target);
        this.#takeRows(model, input);
      },
    });
  }

  sources(): WatchedSource[] {
    return [...this.#sources.values()];
  }

  fitBegins({ model: outer, x, y, heldOut }: Fit): void {
    const model = innerModel(outer);
    this.#meetTrained(model, x ?? heldOut?.x, y ?? heldOut?.y);
    const watched = this.#sources.get(model);
    if (!watched || watched.frames > 0) return;
    const held = singleTensor(heldOut?.x);
    const inputs = held ?? singleTensor(x);
    if (!inputs) return;
    watched.source.rows.clear();
    watched.source.rows.take(inputs, held ? heldOut?.from : 0);
  }

  /** Weights are about to change. */
  updates(gradients: NamedTensorMap): void {
    this.#touched = { sources: [], judges: [] };
    if (this.#sources.size === 0) return;
    const names = namesOf(gradients);
    this.#touched = {
      sources: this.sources().filter(({ model }) => isTrainedBy(model, names)),
      judges: [...this.#judges.values()].filter(({ model }) => isTrainedBy(model, names)),
    };
    for (const watched of this.#touched.sources) watched.updates += 1;
  }

  /** They have changed, in a loop whose curve has this name. */
  stepEnds(loop: string): void {
    for (const watched of this.#touched.sources) watched.loop = loop;
    if (this.#touched.sources.length === 0) for (const judge of this.#touched.judges) judge.loop = loop;
  }

  /** The curves of a generator and of the discriminator that judges its pictures, once both have been seen. */
  playersOf({ source, loop }: WatchedSource): SampleFrame['players'] {
    if (!source.isGenerator || loop === undefined) return undefined;
    for (const judge of this.#judges.values()) {
      const sees = pictureShape(judge.model.inputs[0]?.shape);
      const isOfThese = sees?.height === source.pictures.height && sees.width === source.pictures.width;
      if (isOfThese && judge.loop !== undefined && judge.loop !== loop)
        return { generator: loop, discriminator: judge.loop };
    }
    return undefined;
  }

  /** A model that computes within a program's own loop, inside of another model, or in predict(). */
  #meetComputing(model: LayersModel, input: Tensor): void {
    if (this.#decided.has(model)) return;
    this.#decided.add(model);
    if (this.#meetAutoencoder(model, false)) return;
    const pictures = generatedPictures(model);
    if (!pictures) {
      this.#meetJudge(model);
      return;
    }
    for (const part of nestedModels(model)) this.#decided.add(part);
    const last = this.#last;
    const encoder = last?.outputId === input.id && takesWhatGives(last.model, model) ? last : undefined;
    const origin = encoder ? 'autoencoder' : 'generator';
    const watched = this.#watch(model, pictures, origin, encoder?.model);
    if (encoder && !encoder.input.isDisposed) watched.source.rows.take(encoder.input);
  }

  /** A model that is trained as it is, on inputs and targets. */
  #meetTrained(model: LayersModel, x: unknown, y: unknown): void {
    if (this.#trained.has(model)) return;
    this.#trained.add(model);
    this.#decided.add(model);
    // A model that is taught pictures of given vectors is no generator: noise is nothing it knows.
    if (this.#sources.get(model)?.source.isGenerator) this.#sources.delete(model);
    if (this.#sources.has(model)) return;
    const known = areAlike(x, y);
    const isFlat = pictureShape(model.outputs[0]?.shape)?.isFlat === true;
    const isAutoencoder = !(isFlat && known === false) && this.#meetAutoencoder(model, known === true);
    if (!isAutoencoder) this.#meetJudge(model);
  }

  #meetAutoencoder(model: LayersModel, targetsAreInputs: boolean): boolean {
    const pictures = reconstructedPictures(model, targetsAreInputs);
    if (!pictures) return false;
    for (const part of nestedModels(model)) {
      this.#decided.add(part);
      this.#sources.delete(part);
    }
    this.#watch(model, pictures, 'autoencoder');
    return true;
  }

  #meetJudge(model: LayersModel): void {
    const takesPictures = model.inputs.length === 1 && pictureShape(model.inputs[0]?.shape);
    if (takesPictures && !this.#judges.has(model)) this.#judges.set(model, { model });
  }

  #watch(
    model: LayersModel,
    pictures: SampleSource['pictures'],
    origin: 'generator' | 'autoencoder',
    encoder?: LayersModel,
  ): WatchedSource {
    const options = { tf: this.#tf, model, encoder, pictures, origin, predict: this.#predict };
    const watched = {
      source: new SampleSource(options),
      model,
      firstSeenMs: performance.now(),
      updates: 0,
      shownUpdates: 0,
      walkUpdates: 0,
      lastMs: 0,
      frames: 0,
      isGone: false,
    };
    this.#sources.set(model, watched);
    return watched;
  }

  /** The first inputs that the program gives a model are those of all its frames. */
  #takeRows(model: LayersModel, input: Tensor): void {
    const watched = this.#sources.get(model);
    if (watched?.frames === 0 && !watched.source.rows.isFull) watched.source.rows.take(input);
  }
}

/** All weights are asked, since a discriminator that is frozen within a combined model still learns by itself. */
function isTrainedBy(model: LayersModel, names: ReadonlySet<string>): boolean {
  const weights = model.weights as unknown as readonly { val?: { name: string } }[];
  return weights.some(({ val }) => val !== undefined && names.has(val.name));
}

/** applyGradients() takes a record or a list. */
function namesOf(gradients: NamedTensorMap): ReadonlySet<string> {
  const given: unknown = gradients;
  return new Set(
    Array.isArray(given) ? (given as { name: string }[]).map(({ name }) => name) : Object.keys(gradients),
  );
}

function takesWhatGives(taking: LayersModel, giving: LayersModel): boolean {
  return JSON.stringify(taking.inputs[0]?.shape) === JSON.stringify(giving.outputs[0]?.shape);
}

function singleTensor(value: unknown): Tensor | undefined {
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof (one as Partial<Tensor> | undefined)?.dataSync === 'function' ? (one as Tensor) : undefined;
}

/** Whether targets are about their inputs; undefined where that cannot be seen (data sets). */
function areAlike(x: unknown, y: unknown): boolean | undefined {
  const [inputs, targets] = [singleTensor(x), singleTensor(y)];
  if (!inputs || !targets) return x === undefined ? undefined : false;
  if (inputs.shape.join() !== targets.shape.join()) return false;
  if (inputs === targets) return true;
  const [a, b] = [inputs.dataSync(), targets.dataSync()];
  const count = Math.min(comparedNumbers, a.length);
  let difference = 0;
  for (let index = 0; index < count; index++) difference += Math.abs((a[index] ?? 0) - (b[index] ?? 0));
  return difference / Math.max(1, count) <= sameAtMost;
}
