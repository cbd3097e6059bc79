import type { ProgramError } from './programError.ts';

/* What einsum and softmax say about their arguments; see worker/repairs. */
export const einsumErrors: readonly ProgramError[] = [
  {
    pattern: /einsum '(?<equation>[^']*)': it names (?<named>\d+) tensors, but (?<given>\d+) were given/,
    text: {
      en: 'einsum “{equation}” names {named} tensors, but {given} were given.',
      'zh-TW': 'einsum「{equation}」寫了 {named} 個張量，卻給了 {given} 個。',
      'zh-CN': 'einsum“{equation}”写了 {named} 个张量，却给了 {given} 个。',
    },
  },
  {
    pattern:
      /einsum '(?<equation>[^']*)': '(?<term>[^']*)' does not fit a tensor with (?<rank>\d+) dimensions/,
    text: {
      en: 'einsum “{equation}”: “{term}” needs one letter for each of the {rank} dimensions of its tensor.',
      'zh-TW': 'einsum「{equation}」：「{term}」的張量有 {rank} 維，每一維需要一個字母。',
      'zh-CN': 'einsum“{equation}”：“{term}”的张量有 {rank} 维，每一维需要一个字母。',
    },
  },
  {
    pattern: /einsum '(?<equation>[^']*)': no tensor has the axis '(?<axis>[^']*)' of the output/,
    text: {
      en: 'einsum “{equation}”: the letter “{axis}” after the arrow is in none of the tensors before it.',
      'zh-TW': 'einsum「{equation}」：箭頭後面的字母「{axis}」沒有出現在前面任何一個張量裡。',
      'zh-CN': 'einsum“{equation}”：箭头后面的字母“{axis}”没有出现在前面任何一个张量里。',
    },
  },
  {
    pattern: /einsum '(?<equation>[^']*)': write it with one arrow/,
    text: {
      en: 'einsum “{equation}”: write the axes of the result after an arrow, for example ij,jk->ik.',
      'zh-TW': 'einsum「{equation}」：請在箭頭後面寫出結果的各軸，例如 ij,jk->ik。',
      'zh-CN': 'einsum“{equation}”：请在箭头后面写出结果的各轴，例如 ij,jk->ik。',
    },
  },
  {
    pattern:
      /einsum: the axis '(?<axis>[^']*)' has (?<one>\d+) elements in one tensor and (?<other>\d+) in another/,
    text: {
      en: 'einsum: the axis “{axis}” has {one} elements in one tensor and {other} in another. One letter must mean one length.',
      'zh-TW':
        'einsum：「{axis}」這個軸在一個張量裡長度是 {one}，在另一個裡是 {other}。同一個字母的長度必須相同。',
      'zh-CN':
        'einsum：“{axis}”这个轴在一个张量里长度是 {one}，在另一个里是 {other}。同一个字母的长度必须相同。',
    },
  },
  {
    pattern: /softmax: a tensor with (?<rank>\d+) dimensions has no axis (?<axis>-?\d+)/,
    text: {
      en: 'softmax along axis {axis} does not exist for a tensor with {rank} dimensions. Leave the axis out to take the last.',
      'zh-TW': '這個張量有 {rank} 維，沒有軸 {axis}，無法沿著它做 softmax。不寫軸就是最後一個。',
      'zh-CN': '这个张量有 {rank} 维，没有轴 {axis}，无法沿着它做 softmax。不写轴就是最后一个。',
    },
  },
];
