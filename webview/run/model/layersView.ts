import { memoryText, modelCsv, shapeText, shortCount, totalOf } from '../../../src/core/model/modelCsv.ts';
import { modelSummaryWords } from '../../../src/core/words/modelSummary.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { LayerSummary, ModelSummary } from '../../../src/protocol/run.ts';
import { toolButton } from '../../lib/chart/toolButton.ts';
import { h, type Children } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import { dataTable, scrollBox } from '../../lib/dataTable.ts';
import type { PartView } from '../partView.ts';
import type { RunActions } from '../runActions.ts';

/** The layers of each model: what comes in, what they give out, how much they learn, and what that costs. */
export function createLayersView(actions: Pick<RunActions, 'save'>): PartView {
  const element = h('div', { class: 'layers' });
  let shown: unknown[] = [];
  return {
    element,
    show({ locale, models }) {
      if (shown[0] === locale && shown[1] === models) return;
      shown = [locale, models];
      element.replaceChildren(
        ...(models.length === 0
          ? [h('p', { class: 'part-empty muted' }, runWords.layersEmpty[locale])]
          : models.map((model) => modelTable(model, locale, actions))),
      );
    },
  };
}

/** In a chain the shape is enough; where a layer takes from elsewhere than the row above, it says from where. */
function inputCell({ inputs = [] }: LayerSummary, above: LayerSummary | undefined): Children {
  if (inputs.length === 0) return '–';
  const isChain = inputs.length === 1 && (inputs[0]?.from === above?.name || above === undefined);
  return inputs.map(({ from, shape }) =>
    h('div', {}, isChain ? shapeText(shape) : [h('span', {}, from), ' ', shapeText(shape)]),
  );
}

function modelTable(model: ModelSummary, locale: Locale, actions: Pick<RunActions, 'save'>): HTMLElement {
  const words = createWords(runWords, locale);
  const own = createWords(modelSummaryWords, locale);
  const number = new Intl.NumberFormat(locale);
  const caption = words('layersCaption', { model: model.model });
  const { layers } = model;
  const table = dataTable({
    caption,
    columns: [
      words('layer'),
      words('layerType'),
      own('input'),
      words('outputShape'),
      words('parameters'),
      own('macs'),
      own('memory'),
    ],
    rows: layers.map((layer, index) => [
      layer.name,
      layer.type,
      inputCell(layer, layers[index - 1]),
      shapeText(layer.outputShape),
      parameterCell(layer, number, own),
      shortCount(layer.macs),
      memoryText(layer.activations),
    ]),
    footRows: [
      [
        own('total'),
        '',
        '',
        '',
        number.format(model.parameters),
        shortCount(totalOf(layers, 'macs')),
        memoryText(totalOf(layers, 'activations')),
      ],
    ],
  });
  const total = words('layersTotal', {
    total: number.format(model.parameters),
    trainable: number.format(model.trainableParameters),
  });
  const { optimizerNumbers } = model;
  const memory = own('memorySentence', {
    weights: memoryText(model.parameters),
    optimizer: memoryText(
      optimizerNumbers === undefined ? undefined : optimizerNumbers * model.trainableParameters,
    ),
    outputs: memoryText(totalOf(layers, 'activations')),
  });
  return h('section', {}, [
    h('div', { class: 'row' }, [
      h('h3', { class: 'layers-model' }, model.model),
      toolButton('export', own('saveCsv'), () => void actions.save(`${model.model}.csv`, modelCsv(model))),
    ]),
    scrollBox(caption, table),
    h('p', { class: 'muted numbers' }, total),
    layers.some(({ inputs }) => inputs !== undefined) && h('p', { class: 'muted layers-memory' }, memory),
  ]);
}

function parameterCell(
  { parameters, trainableParameters }: LayerSummary,
  number: Intl.NumberFormat,
  words: (key: 'frozen', slots: { count: string }) => string,
): string {
  const frozen = parameters - (trainableParameters ?? parameters);
  return frozen === 0
    ? number.format(parameters)
    : `${number.format(parameters)} (${words('frozen', { count: number.format(frozen) })})`;
}
