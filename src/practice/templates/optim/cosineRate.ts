import { shownNumber } from '../../numbers.ts';
import { numberTemplate, type Step } from '../../template.ts';
import { operand, tidy } from '../../written.ts';

interface Schedule extends Record<string, unknown> {
  peak: number;
  warmup: number;
  total: number;
  at: number;
}

/** How much of the decay is over, from 0 to 1. */
const progress = ({ warmup, total, at }: Schedule): number => (at - warmup) / (total - warmup);
/** Half a cosine wave from the peak to 0, as in Loshchilov and Hutter, SGDR (2017), equation 5, without restarts. */
const cosine = ({ peak }: Schedule, part: number): number => (peak * (1 + Math.cos(Math.PI * part))) / 2;

export const cosineRate = numberTemplate<Schedule>({
  id: 'optim.schedule.cosine',
  version: 1,
  topic: 'optim',
  bloom: 'apply',
  skills: ['learning-rate-schedule'],
  answer: { of: 'real', decimals: 5 },
  params(draw) {
    const warmup = draw.pick([2, 4, 5, 8, 10, 12]);
    const decay = draw.integer(12, 60);
    return {
      peak: draw.decimal(0.1, 0.8, 2),
      warmup,
      total: warmup + decay,
      at: warmup + draw.integer(2, decay - 2),
    };
  },
  holds: (q) => progress(q) >= 0.1 && progress(q) <= 0.85,
  stem: {
    en: 'The learning rate is 0 at step 0, rises linearly to {peak} at step {warmup}, and then falls along half a cosine wave to 0 at step {total}. What is it at step {at}?',
    'zh-TW':
      '學習率在第 0 步為 0，線性升到第 {warmup} 步的 {peak}，之後沿半個餘弦波降到第 {total} 步的 0。在第 {at} 步是多少？',
    'zh-CN':
      '学习率在第 0 步为 0，线性升到第 {warmup} 步的 {peak}，之后沿半个余弦波降到第 {total} 步的 0。在第 {at} 步是多少？',
  },
  slots: (q) => ({
    peak: q.peak,
    warmup: q.warmup,
    total: q.total,
    at: q.at,
    since: q.at - q.warmup,
    decay: q.total - q.warmup,
  }),
  key: (q) => cosine(q, progress(q)),
  mistakes: [
    {
      id: 'no-warm-up',
      value: (q) => cosine(q, q.at / q.total),
      feedback: {
        en: 'That lets the cosine begin at step 0. It begins after the warm-up: {since} of {decay} steps are over.',
        'zh-TW': '這樣餘弦從第 0 步就開始了。它在預熱之後才開始：{decay} 步中已走 {since} 步。',
        'zh-CN': '这样余弦从第 0 步就开始了。它在预热之后才开始：{decay} 步中已走 {since} 步。',
      },
    },
    {
      id: 'linear',
      value: (q) => q.peak * (1 - progress(q)),
      feedback: {
        en: 'That falls along a straight line. Along the cosine it falls slowly at both ends and fast in the middle.',
        'zh-TW': '這樣是沿直線下降。沿餘弦下降時，兩端慢、中間快。',
        'zh-CN': '这样是沿直线下降。沿余弦下降时，两端慢、中间快。',
      },
    },
    {
      id: 'half-angle',
      value: (q) => q.peak * Math.cos((Math.PI * progress(q)) / 2),
      feedback: {
        en: 'That is a quarter wave. Let the angle run from 0 to π, and map its cosine from [−1, 1] to [0, {peak}].',
        'zh-TW': '這是四分之一個波。角度要從 0 走到 π，再把餘弦的 [−1, 1] 對應到 [0, {peak}]。',
        'zh-CN': '这是四分之一个波。角度要从 0 走到 π，再把余弦的 [−1, 1] 对应到 [0, {peak}]。',
      },
    },
    {
      id: 'not-lifted',
      value: (q) => q.peak * Math.cos(Math.PI * progress(q)),
      feedback: {
        en: 'The bare cosine goes down to −1. Add 1 and halve it, so that the rate ends at 0.',
        'zh-TW': '單用餘弦會降到 −1。要加 1 再除以二，學習率才會止於 0。',
        'zh-CN': '单用余弦会降到 −1。要加 1 再除以二，学习率才会止于 0。',
      },
    },
    {
      id: 'whole-length',
      value: (q) => cosine(q, (q.at - q.warmup) / q.total),
      feedback: {
        en: 'The {since} steps were divided by all {total}. The decay itself is only {decay} steps long.',
        'zh-TW': '這樣把 {since} 步除以全部 {total} 步了。下降的部分只有 {decay} 步。',
        'zh-CN': '这样把 {since} 步除以全部 {total} 步了。下降的部分只有 {decay} 步。',
      },
    },
    {
      id: 'off-by-one',
      value: (q) => cosine(q, (q.at - q.warmup + 1) / (q.total - q.warmup)),
      feedback: {
        en: 'That is one step too far. Step {warmup} is the peak itself, so {since} steps of the decay are over.',
        'zh-TW': '這樣多走了一步。第 {warmup} 步就是最高點，所以下降已走 {since} 步。',
        'zh-CN': '这样多走了一步。第 {warmup} 步就是最高点，所以下降已走 {since} 步。',
      },
    },
    {
      id: 'rising',
      value: (q) => q.peak - cosine(q, progress(q)),
      feedback: {
        en: 'That is how much has been lost since the peak. The rate is what remains: add the cosine to 1.',
        'zh-TW': '這是從最高點降掉的量。學習率是剩下的部分：要用 1 加餘弦。',
        'zh-CN': '这是从最高点降掉的量。学习率是剩下的部分：要用 1 加余弦。',
      },
    },
  ],
  steps: solution,
  hints: [
    {
      en: 'See how much of the decay is over, and turn that share into an angle between 0 and π.',
      'zh-TW': '看下降走了幾成，再把這個比例變成 0 到 π 之間的角度。',
      'zh-CN': '看下降走了几成，再把这个比例变成 0 到 π 之间的角度。',
    },
    {
      en: 'η = P·(1 + cos(π·(t − W)/(T − W)))/2, with the peak P and W steps of warm-up out of T',
      'zh-TW': 'η = P·(1 + cos(π·(t − W)/(T − W)))/2，P 是最高學習率，T 步中有 W 步預熱',
      'zh-CN': 'η = P·(1 + cos(π·(t − W)/(T − W)))/2，P 是最高学习率，T 步中有 W 步预热',
    },
    {
      en: 'The angle is π·{since}/{decay}.',
      'zh-TW': '角度是 π·{since}/{decay}。',
      'zh-CN': '角度是 π·{since}/{decay}。',
    },
  ],
  difficulty: (q) => 0.5 + 0.2 * Number(progress(q) > 0.5),
});

function solution(q: Schedule): readonly Step[] {
  const part = progress(q);
  const wave = Math.cos(Math.PI * part);
  return [
    {
      text: {
        en: 'This share of the decay is over.',
        'zh-TW': '下降已走過的比例：',
        'zh-CN': '下降已走过的比例：',
      },
      expression: `(${q.at} - ${q.warmup})/(${q.total} - ${q.warmup})`,
      value: tidy(part),
    },
    {
      text: {
        en: 'The cosine of that share of π (in radians), cos({part}·π)',
        'zh-TW': 'π 的這個比例（弧度）取餘弦，cos({part}·π)',
        'zh-CN': 'π 的这个比例（弧度）取余弦，cos({part}·π)',
      },
      slots: { part: shownNumber(Number(part.toFixed(6))) },
      value: tidy(wave),
    },
    {
      text: {
        en: 'Add 1, halve it, and multiply by the peak.',
        'zh-TW': '加 1，除以二，再乘以最高學習率。',
        'zh-CN': '加 1，除以二，再乘以最高学习率。',
      },
      expression: `${operand(q.peak)}*(1 + ${operand(wave)})/2`,
      value: tidy(cosine(q, part)),
    },
  ];
}
