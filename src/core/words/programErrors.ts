import { fill, type Locale } from '../../protocol/locale.ts';
import { einsumErrors } from './einsumErrors.ts';
import { gradientErrors } from './gradientErrors.ts';
import type { ProgramError } from './programError.ts';

/*
 * The messages that learners meet most. They come out of the worker in English only (those of tfjs 4.22, and of
 * worker/data/datasetError.ts); each is told again in plain words and in the learner's language. What is not listed here
 * is shown as it is.
 */
const programErrors: readonly ProgramError[] = [
  ...gradientErrors,
  ...einsumErrors,
  {
    pattern:
      /This tensor needs (?<needs>\d+) MB, and this graphics card takes at most (?<limit>\d+) MB in one tensor/,
    text: {
      en: 'This tensor needs {needs} MB, and this graphics card takes at most {limit} MB in one tensor. Use smaller batches, or another engine.',
      'zh-TW': '這個張量需要 {needs} MB，而這張顯示卡一個張量最多 {limit} MB。請用小一點的批次，或換引擎。',
      'zh-CN': '这个张量需要 {needs} MB，而这张显卡一个张量最多 {limit} MB。请用小一点的批次，或换引擎。',
    },
  },
  {
    pattern:
      /input expected a batch of elements where each example has shape \[(?<expected>[^\]]*)\].*?(?:each with shape|with shape) \[(?<actual>[^\]]*)\]/s,
    text: {
      en: 'The model takes samples of shape [{expected}], but was given samples of shape [{actual}]. Change the data, or inputShape of the first layer.',
      'zh-TW':
        '這個模型接受的樣本形狀是 [{expected}]，收到的卻是 [{actual}]。請改資料，或改第一層的 inputShape。',
      'zh-CN':
        '这个模型接受的样本形状是 [{expected}]，收到的却是 [{actual}]。请改数据，或改第一层的 inputShape。',
    },
  },
  {
    pattern:
      /target expected a batch of elements where each example has shape \[(?<expected>[^\]]*)\].*?(?:each with shape|with shape) \[(?<actual>[^\]]*)\]/s,
    text: {
      en: 'The model answers with shape [{expected}] for a sample, but the targets have shape [{actual}]. Change the last layer, or the targets.',
      'zh-TW': '模型對每個樣本輸出形狀 [{expected}]，但目標值的形狀是 [{actual}]。請改最後一層，或改目標值。',
      'zh-CN': '模型对每个样本输出形状 [{expected}]，但目标值的形状是 [{actual}]。请改最后一层，或改目标值。',
    },
  },
  {
    pattern:
      /Error when checking (?<what>\w+): expected (?<layer>\S+) to have (?:(?<rank>\d+) dimension\(s\)|shape \[(?<expected>[^\]]*)\]),? but got array with shape \[?(?<actual>[\d,nul]*)\]?/,
    text: {
      en: 'The shape [{actual}] does not fit “{layer}”. Compare it with the shape this layer expects.',
      'zh-TW': '形狀 [{actual}] 不符合「{layer}」的要求。請和這一層需要的形狀比對。',
      'zh-CN': '形状 [{actual}] 不符合“{layer}”的要求。请和这一层需要的形状比对。',
    },
  },
  {
    pattern:
      /Error in matMul: inner shapes \((?<left>\d+)\) and \((?<right>\d+)\) of Tensors with shapes (?<a>[\d,]+) and (?<b>[\d,]+)/,
    text: {
      en: 'These matrices cannot be multiplied: [{a}] times [{b}]. The inner sizes, {left} and {right}, must be equal.',
      'zh-TW': '這兩個矩陣不能相乘：[{a}] 乘 [{b}]。內側的大小 {left} 和 {right} 必須相等。',
      'zh-CN': '这两个矩阵不能相乘：[{a}] 乘 [{b}]。内侧的大小 {left} 和 {right} 必须相等。',
    },
  },
  {
    pattern: /Operands could not be broadcast together with shapes (?<a>[\d,]+) and (?<b>[\d,]+)/,
    text: {
      en: 'The shapes [{a}] and [{b}] do not fit together. Compared from the right, each pair of sizes must be equal, or one of them 1.',
      'zh-TW': '形狀 [{a}] 和 [{b}] 無法配合。從右邊開始比，每一對大小必須相等，或其中一個是 1。',
      'zh-CN': '形状 [{a}] 和 [{b}] 无法配合。从右边开始比，每一对大小必须相等，或其中一个是 1。',
    },
  },
  {
    pattern: /first layer in a Sequential model must get an `inputShape`/,
    text: {
      en: 'The first layer of a sequential model needs inputShape, for example inputShape: [28, 28, 1].',
      'zh-TW': 'sequential 模型的第一層需要 inputShape，例如 inputShape: [28, 28, 1]。',
      'zh-CN': 'sequential 模型的第一层需要 inputShape，例如 inputShape: [28, 28, 1]。',
    },
  },
  {
    pattern:
      /Input (?<number>\d+) is incompatible with layer (?<layer>[^:]+): expected (?:min_)?ndim=(?<expected>\d+), found ndim=(?<actual>\d+)/,
    text: {
      en: 'The layer “{layer}” takes tensors with {expected} dimensions, but what comes before it gives {actual}. A flatten or reshape layer between them is often missing.',
      'zh-TW':
        '「{layer}」這一層需要 {expected} 維的張量，但它前面給的是 {actual} 維。常見原因是中間少了 flatten 或 reshape 層。',
      'zh-CN':
        '“{layer}”这一层需要 {expected} 维的张量，但它前面给的是 {actual} 维。常见原因是中间少了 flatten 或 reshape 层。',
    },
  },
  {
    pattern: /(?:needs to be compiled before|must compile|not compiled)/i,
    text: {
      en: 'Compile the model before training it: model.compile({ optimizer, loss }).',
      'zh-TW': '訓練之前請先編譯模型：model.compile({ optimizer, loss })。',
      'zh-CN': '训练之前请先编译模型：model.compile({ optimizer, loss })。',
    },
  },
  {
    pattern: /Tensor is disposed|LayersVariable .* is already disposed/,
    text: {
      en: 'This tensor has been freed already. Keep it with tf.keep, or use it before tf.tidy or dispose ends its life.',
      'zh-TW': '這個張量已經被釋放了。請用 tf.keep 保留它，或在 tf.tidy、dispose 之前使用。',
      'zh-CN': '这个张量已经被释放了。请用 tf.keep 保留它，或在 tf.tidy、dispose 之前使用。',
    },
  },
  {
    pattern: /Cannot reshape|Size\((?<size>\d+)\) must match the product of shape (?<shape>[\d,]+)/,
    text: {
      en: 'These {size} numbers do not fill the shape [{shape}]. The product of a shape must equal the number of values.',
      'zh-TW': '{size} 個數值填不滿形狀 [{shape}]。形狀各維相乘必須等於數值的個數。',
      'zh-CN': '{size} 个数值填不满形状 [{shape}]。形状各维相乘必须等于数值的个数。',
    },
  },
  {
    pattern: /There is no data set called "(?<name>[^"]*)"\. There are: (?<available>[^.]*)\./,
    text: {
      en: 'There is no data set called “{name}”. There are: {available}.',
      'zh-TW': '沒有叫做「{name}」的資料集。可以用的有：{available}。',
      'zh-CN': '没有叫做“{name}”的数据集。可以用的有：{available}。',
    },
  },
  {
    pattern:
      /dataset\('(?<name>[^']*)'\) was asked for (?<asked>\S+) (?<split>\w+) samples; it must be a whole number from 1 to (?<limit>\d+)/,
    text: {
      en: 'dataset(“{name}”) was asked for {asked} {split} samples; it must be a whole number from 1 to {limit}.',
      'zh-TW': 'dataset(「{name}」) 的 {split} 要了 {asked} 筆；必須是 1 到 {limit} 的整數。',
      'zh-CN': 'dataset(“{name}”) 的 {split} 要了 {asked} 条；必须是 1 到 {limit} 的整数。',
    },
  },
  {
    pattern: /The file (?<file>.+) of the data set "(?<name>[^"]*)" is missing or damaged/,
    text: {
      en: 'The file {file} of the data set “{name}” is missing or damaged. Reinstalling the extension restores it.',
      'zh-TW': '資料集「{name}」的檔案 {file} 不見了或已損壞。重新安裝擴充功能就能還原。',
      'zh-CN': '数据集“{name}”的文件 {file} 丢失或已损坏。重新安装扩展即可恢复。',
    },
  },
  {
    pattern: /The data set "(?<name>[^"]*)" was made for a newer version of this extension/,
    text: {
      en: 'The data set “{name}” was made for a newer version of this extension. Update the extension to use it.',
      'zh-TW': '資料集「{name}」是給較新版本的擴充功能用的。請更新擴充功能。',
      'zh-CN': '数据集“{name}”是给较新版本的扩展用的。请更新扩展。',
    },
  },
];

/** A message in the learner's language, or undefined for one we have no words for. */
export function explainProgramError(message: string, locale: Locale): string | undefined {
  for (const { pattern, text } of programErrors) {
    const match = pattern.exec(message);
    if (match) return fill(text[locale], match.groups ?? {});
  }
  return undefined;
}
