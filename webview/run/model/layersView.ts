import { runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { ModelSummary } from '../../../src/protocol/run.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import { dataTable, scrollBox } from '../../lib/dataTable.ts';
import type { PartView } from '../partView.ts';

/** `[batch, 26, 26, 8]`: dimensions left open are the batch. */
export function shapeText(shape: readonly (number | null)[]): string {
  return `[${shape.map((size) => size ?? '·').join(', ')}]`;
}

/** The layers of each model with what they give out and how much they learn. */
export function createLayersView(): PartView {
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
          : models.map((model) => modelTable(model, locale))),
      );
    },
  };
}

function modelTable(model: ModelSummary, locale: Locale): HTMLElement {
  const words = createWords(runWords, locale);
  const number = new Intl.NumberFormat(locale);
  const caption = words('layersCaption', { model: model.model });
  const table = dataTable({
    caption,
    columns: [words('layer'), words('layerType'), words('outputShape'), words('parameters')],
    rows: model.layers.map((layer) => [
      layer.name,
      layer.type,
      shapeText(layer.outputShape),
      number.format(layer.parameters),
    ]),
  });
  const total = words('layersTotal', {
    total: number.format(model.parameters),
    trainable: number.format(model.trainableParameters),
  });
  return h('section', {}, [
    h('h3', { class: 'layers-model' }, model.model),
    scrollBox(caption, table),
    h('p', { class: 'muted numbers' }, total),
  ]);
}
